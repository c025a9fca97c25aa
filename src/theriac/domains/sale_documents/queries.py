"""What is kept of papers, as screens and programs read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.database.among import Among
from theriac.core.query import branches_seen, query
from theriac.domains.sale_documents.documents import DocumentBuyer
from theriac.domains.sale_documents.models import CreditNoteIssue, IssuedOriginal, SaleBuyer
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.queries.receipts import list_receipt_copies


def buyers_of(sale_ids: Collection[UUID]) -> dict[UUID, DocumentBuyer]:
    """Whom each of these sales is made out to, for who may see them; unnamed ones are missing."""
    rows = SaleBuyer.objects.filter(Among("sale_id", sale_ids))
    return {row.sale_id: DocumentBuyer(**row.details) for row in rows}


@dataclass(frozen=True, slots=True)
class Issue:
    """One paper that was handed out: the original, or a copy by its number."""

    id: UUID
    copy: int
    issued_at: datetime
    issued_by: UUID

    @property
    def is_original(self) -> bool:
        """Whether it is the original."""
        return self.copy == 0


@query(permission=VIEW_SALES)
def get_issue(*, actor: Actor, sale_id: UUID, issue_id: UUID) -> Issue | None:
    """What was issued of a sale that the actor may see, by its id; None for any other."""
    seen = {f"sale__{name}": value for name, value in branches_seen(actor, VIEW_SALES).items()}
    original = IssuedOriginal.objects.filter(id=issue_id, sale_id=sale_id, **seen).first()
    if original is not None:
        return Issue(original.id, 0, original.issued_at, original.issued_by)
    copy = list_receipt_copies(actor=actor, sale_id=sale_id).filter(id=issue_id).first()
    return None if copy is None else Issue(copy.id, copy.number, copy.taken_at, copy.taken_by)


@query(permission=VIEW_SALES)
def get_credit_issue(*, actor: Actor, return_id: UUID, issue_id: UUID) -> Issue | None:
    """What was issued of a credit note that the actor may see, by its id; None for any other."""
    seen = branches_seen(actor, VIEW_SALES)
    named = {f"customer_return__{name}": value for name, value in seen.items()}
    rows = CreditNoteIssue.objects.filter(id=issue_id, customer_return_id=return_id, **named)
    row = rows.first()
    return None if row is None else Issue(row.id, row.number, row.issued_at, row.issued_by)
