"""The one place that writes postings: gathered while a command runs, written at its end.

What is entered commits with what it tells of, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.insert import fresh_row
from theriac.core.ids import new_id
from theriac.domains.books.models import PeriodClosing, Posting
from theriac.domains.books.queries.documents import amounts_entered
from theriac.domains.books.rules import Closing, open_day, paired

BEFORE_TODAY = timedelta(hours=36)
"""A day is over everywhere when it began so long ago; none is closed earlier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredDocument:
    """What postings tell of: a document of a branch, by kind, id and number.

    ``booked_on`` is its day at the branch. ``recorded_at`` and ``person_id`` are None for now and
    for whoever acts.
    """

    kind: str
    id: UUID
    branch_id: UUID
    booked_on: date
    number: str = ""
    note: str = ""
    recorded_at: datetime | None = None
    person_id: UUID | None = None


def enter(document: EnteredDocument, amounts: Mapping[str, int]) -> None:
    """Enter a document: minor units by account, debits above zero and credits below.

    Written when the unit of work ends. Raises OutOfBalance unless they add up to zero.
    """
    unit = current_unit()
    rows = [
        fresh_row(
            Posting,
            id=new_id(),
            branch_id=document.branch_id,
            debit=pair.debit,
            credit=pair.credit,
            amount=pair.amount,
            document_kind=document.kind,
            document_id=document.id,
            document_number=document.number,
            note=document.note[:120],
            booked_on=document.booked_on,
            recorded_at=document.recorded_at or clock.now(),
            actor_id=document.person_id or unit.actor.id,
        )
        for pair in paired(amounts)
    ]
    unit.ending(_Gathered).rows += rows


def enter_opposite(document: EnteredDocument) -> bool:
    """Enter the opposite of what was entered before of the same document at the branch.

    False where that came to nothing: it never was entered, or its opposite was.
    """
    before = amounts_entered(document.kind, document.id, document.branch_id)
    enter(document, {account: -amount for account, amount in before.items()})
    return bool(before)


class _Gathered:
    """What a unit of work has entered; written when it ends."""

    def __init__(self) -> None:
        self.rows: list[Posting] = []

    def __call__(self) -> None:
        """Write them, those of closed days on the first that is open."""
        if any(_may_be_closed(row) for row in self.rows):
            closings = list(closings_kept())
            for row in self.rows:
                row.booked_on = open_day(row.booked_on, row.recorded_at, closings)
        current_unit().writes.add([(Posting, self.rows)])


def _may_be_closed(row: Posting) -> bool:
    """Whether the day is over: a day that isn't, is never closed."""
    return row.booked_on < (row.recorded_at - BEFORE_TODAY).date()


def closings_kept() -> Sequence[Closing]:
    """Every closing, the earliest first."""
    rows = PeriodClosing.objects.order_by("effective_at", "id")
    return [Closing(*row) for row in rows.values_list("last_on", "effective_at")]
