"""Quotations among the documents that may be sent."""

from __future__ import annotations

from uuid import UUID

from theriac.domains.quotations.models import Quotation
from theriac.domains.quotations.papers import quotation_bill
from theriac.domains.sale_documents.requests.kinds import ROLL, KnownDocument, SendableKind, sends


def _quotation(quotation_id: UUID) -> KnownDocument | None:
    row = Quotation.objects.filter(id=quotation_id).first()
    return KnownDocument(row.branch_id, row.number) if row else None


sends("quotation", SendableKind(_quotation, lambda actor, key: quotation_bill(actor, key, ROLL)))
