"""The journal, money that is entered by hand, and closed periods."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from theriac.core.facts.types import Day, Id, Reason, Text20, Text24
from theriac.surfaces.api.schemas.types import Answer, Body, Money, Page, Wanted


class PostingsWanted(Wanted):
    """Which postings."""

    branch_id: Id | None = None
    account: Text24 | None = None
    since: Day | None = None
    until: Day | None = None
    document_kind: Text20 | None = None
    document_id: Id | None = None


class Posting(Answer):
    """An amount from the account `credit` to the account `debit`, for a document.

    `booked_on` is the day that statements count it by; `recorded_at` is the server's instant.
    """

    id: UUID
    branch_id: UUID
    debit: str
    credit: str
    amount: Money
    document_kind: str
    document_id: UUID
    document_number: str
    note: str
    booked_on: date
    recorded_at: datetime
    actor_id: UUID


class PostingPage(Page[Posting]):
    """A page of postings."""


class Voucher(Answer):
    """Money that was entered by hand, with its postings; `is_reversed` where they come to none."""

    id: UUID
    branch_id: UUID
    number: str
    is_reversed: bool
    postings: list[Posting]


class VoucherReversed(Body):
    """Why a voucher is reversed."""

    reason: Reason


class BookClosing(Answer):
    """The last day that is closed; null where none is."""

    last_on: date | None


class BooksClosed(Body):
    """Until which day the books are closed, and why; an earlier day opens the later ones again."""

    last_on: Day
    reason: Reason
