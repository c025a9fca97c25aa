"""What must always be true of papers."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from theriac.core.audit.models import AuditRecord
from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.sale_documents.models import (
    CreditNoteIssue,
    DocumentRequest,
    DocumentSending,
    IssuedOriginal,
    SaleBuyer,
)
from theriac.domains.sales.queries.receipts import sales_of_counters

TWO_ORIGINALS = finding(
    "sale_documents.two_originals",
    _("The counter printed the original of sale %(sale)s, and one was issued besides."),
)
UNRECORDED = finding(
    "sale_documents.unrecorded", _("Document record %(record)s isn’t in the audit log.")
)
AT_ONCE = 400


@verifies("sale_documents.originals")
def originals_are_issued_once(findings: Findings) -> None:
    """What is issued as original is of a program's sale: a counter prints its own."""
    ids = list(IssuedOriginal.objects.order_by("id").values_list("sale_id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        for sale_id in sorted(sales_of_counters(ids[start : start + AT_ONCE])):
            findings.violate(TWO_ORIGINALS, sale=sale_id)
    findings.look(len(ids))


@verifies("sale_documents.audit")
def papers_are_on_the_trail(findings: Findings) -> None:
    """Every original, credit note, buyer, request and sending has its audit record."""
    for model, kind in (
        (IssuedOriginal, "sale_documents.original"),
        (CreditNoteIssue, "sale_documents.credit_note"),
        (SaleBuyer, "sale_documents.buyer"),
        (DocumentRequest, "sale_documents.request"),
        (DocumentSending, "sale_documents.sending"),
    ):
        recorded = AuditRecord.objects.filter(object_kind=kind, object_id=OuterRef("id"))
        rows = model._default_manager.filter(~Exists(recorded)).order_by("id")
        for row_id in rows.values_list("id", flat=True):
            findings.violate(UNRECORDED, record=row_id)
        findings.look(model._default_manager.count())
