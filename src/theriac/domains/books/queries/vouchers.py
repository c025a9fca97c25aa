"""Money that was entered by hand, with what it entered."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import branches_seen, query
from theriac.domains.books.models import Posting
from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.books.voucher import VOUCHER


@dataclass(frozen=True, slots=True)
class VoucherView:
    """A voucher with its postings, those of its reversal too, the first one first."""

    id: UUID
    branch_id: UUID
    number: str
    postings: tuple[Posting, ...]

    @property
    def is_reversed(self) -> bool:
        """Whether its opposite was entered."""
        return len({(row.debit, row.credit) for row in self.postings}) > 1


@query(permission=VIEW_BOOKS)
def read_voucher(*, actor: Actor, voucher_id: UUID) -> VoucherView | None:
    """A voucher of a branch whose books the actor may see; None where there is none."""
    rows = Posting.objects.filter(
        document_kind=VOUCHER, document_id=voucher_id, **branches_seen(actor, VIEW_BOOKS)
    )
    postings = tuple(rows.order_by("id"))
    if not postings:
        return None
    first = postings[0]
    return VoucherView(voucher_id, first.branch_id, first.document_number, postings)
