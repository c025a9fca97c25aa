"""What must always be true of returns to suppliers, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.purchasing.models import (
    SupplierCredit,
    SupplierReturn,
    SupplierReturnLine,
    SupplierReturnPosting,
)
from theriac.domains.purchasing.supplier_return import return_hash
from theriac.domains.stock.queries.batches.returnable import given_to_suppliers

AT_ONCE = 200
RETURN_UNMOVED = finding(
    "purchasing.return_unmoved",
    _("Return %(number)s: line %(line)s says %(written)s, but its movements total %(moved)s."),
)
RETURN_CHANGED = finding(
    "purchasing.return_changed", _("Return %(number)s was changed after it was sent.")
)
CREDIT_DIFFERS = finding(
    "purchasing.credit_differs",
    _("Return %(number)s: its credit notes total %(notes)s, but the return says %(credited)s."),
)


@verifies("purchasing.returns")
def returns_equal_their_movements(findings: Findings) -> None:
    """Every line of a sent return left stock as it is written, and came back with its opposite."""
    ids = list(SupplierReturnPosting.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        rows = SupplierReturnPosting.objects.filter(id__in=ids[start : start + AT_ONCE])
        postings = list(rows.select_related("supplier_return"))
        lines = _lines_back([posting.supplier_return_id for posting in postings])
        moved = given_to_suppliers([posting.document_id for posting in postings])
        for posting in postings:
            of_one = lines[posting.supplier_return_id]
            for line in of_one:
                found = moved.get((posting.document_id, line.id), 0)
                if found != line.quantity:
                    findings.violate(
                        RETURN_UNMOVED,
                        number=posting.number,
                        line=line.position,
                        written=line.quantity,
                        moved=found,
                    )
            if return_hash(posting.supplier_return, of_one) != posting.content_hash:
                findings.violate(RETURN_CHANGED, number=posting.number)
    findings.look(len(ids))


@verifies("purchasing.credits")
def credits_add_up(findings: Findings) -> None:
    """What a return says was credited is the sum of its credit notes."""
    notes = dict(
        SupplierCredit.objects.order_by()
        .values_list("supplier_return_id")
        .annotate(total=Sum("amount"))
    )
    rows = SupplierReturn.objects.order_by("id").values_list("id", "number", "credited")
    count = 0
    for return_id, number, credited in rows.iterator(chunk_size=AT_ONCE):
        count += 1
        if notes.get(return_id, 0) != credited:
            findings.violate(
                CREDIT_DIFFERS,
                number=number,
                notes=notes.get(return_id, 0),
                credited=credited,
            )
    findings.look(count)


def _lines_back(return_ids: Sequence[UUID]) -> dict[UUID, list[SupplierReturnLine]]:
    found: dict[UUID, list[SupplierReturnLine]] = defaultdict(list)
    rows = SupplierReturnLine.objects.filter(supplier_return_id__in=list(return_ids))
    for line in rows.order_by("position", "id"):
        found[line.supplier_return_id].append(line)
    return found
