"""Refunds of credit notes that a till pays out: those that nobody was paid yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.customer_returns.queries.notes import notes_owed
from theriac.domains.tills.documents import CashMoveTold, read_document
from theriac.domains.tills.models import CashMovement, HeldTillDocument
from theriac.domains.tills.permissions import RUN_TILL, VIEW_TILLS
from theriac.domains.tills.rules import MoveKind

MOST_TOLD = 100
TOO_LONG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OwedRefund:
    """``amount`` minor units of cash that a customer is owed, of which note, since when."""

    return_id: UUID
    number: str
    recorded_at: datetime
    business_on: date
    person_id: UUID
    amount: int


@query(permission=VIEW_TILLS)
def refunds_owed(*, actor: Actor, branch_id: UUID) -> Sequence[OwedRefund]:
    """The branch's refunds that no till paid out, the longest waiting first."""
    return _told(_unpaid(branch_id).order_by("recorded_at", "id"))


@query(permission=RUN_TILL)
def refunds_to_pay(*, actor: Actor, branch_id: UUID) -> Sequence[OwedRefund]:
    """The same for who runs a till: at most a hundred, the newest first."""
    return _told(_unpaid(branch_id).order_by("-recorded_at", "-id")[:MOST_TOLD])


@query(permission=VIEW_TILLS)
def refunds_overdue(*, actor: Actor, branch_id: UUID) -> QuerySet[Any]:
    """Notes that no till paid out for a day, to be counted."""
    return _unpaid(branch_id).filter(recorded_at__lt=clock.now() - TOO_LONG)


@query(permission=VIEW_TILLS)
def refunds_unbooked(*, actor: Actor, branch_id: UUID) -> QuerySet[Any]:
    """The same with those that a move on hold says it paid: for a count among others."""
    return _unbooked(branch_id).filter(recorded_at__lt=clock.now() - TOO_LONG)


def is_paid_out(return_id: UUID) -> bool:
    """Whether a till paid a note's cash out; for who may see the note."""
    return CashMovement.objects.filter(return_id=return_id).exists()


def _unpaid(branch_id: UUID) -> QuerySet[Any]:
    """What no till paid out, whichever branch's, nor says that it did in a move that is held."""
    return _unbooked(branch_id).exclude(id__in=_held())


def _unbooked(branch_id: UUID) -> QuerySet[Any]:
    paid = CashMovement.objects.filter(return_id__isnull=False)
    return notes_owed(branch_id, paid.order_by().values("return_id"))


def _held() -> set[UUID]:
    rows = HeldTillDocument.objects.filter(kind=MoveKind.CASH_OUT.value, decided_at=None)
    told = (read_document(content) for content in rows.order_by().values_list("content", flat=True))
    moves = [one for one in told if isinstance(one, CashMoveTold)]
    return {one.return_id for one in moves if one.return_id}


def _told(rows: QuerySet[Any]) -> list[OwedRefund]:
    return [
        OwedRefund(
            return_id=one.id,
            number=one.number,
            recorded_at=one.recorded_at,
            business_on=one.business_on,
            person_id=one.person_id,
            amount=one.cash,
        )
        for one in rows
    ]
