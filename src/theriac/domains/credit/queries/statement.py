"""An account's statement over a period: what stood before, each entry, what is open and how old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.books.till_cash import CashReason
from theriac.domains.books.till_money import OtherMoney, money_of_session
from theriac.domains.credit.models import CreditEntry
from theriac.domains.credit.permissions import VIEW_CREDIT
from theriac.domains.credit.queries.accounts import (
    charges_by_account,
    settled_by_account,
)
from theriac.domains.credit.rules import Ageing, Settled, ageing_of, parts_of_payments

Kind = CreditEntry.Kind
MOST_SHOWN = 20
MOST_LINES = 5_000
"""Of one statement; a longer period is asked in parts."""


@dataclass(frozen=True, slots=True)
class CreditLine:
    """An entry with what the account owed after it; ``paid`` says which charges a payment paid."""

    entry: CreditEntry
    after: int
    paid: Sequence[Settled] = ()
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class CreditStatement:
    """Minor units, all as of the last day; ``is_cut``: sums are of more lines than ``lines``.

    ``closing`` was owed on the last day, ``charged`` is less what came back.
    """

    first_on: date
    last_on: date
    opening: int
    closing: int
    charged: int
    lines: Sequence[CreditLine]
    open: Sequence[Settled]
    ageing: Ageing
    is_cut: bool = False

    @property
    def paid(self) -> int:
        """What was paid, less what was reversed."""
        return -(self.closing - self.opening - self.charged)


@query(permission=VIEW_CREDIT)
def credit_statement(
    *, actor: Actor, branch_id: UUID, account_id: UUID, first_on: date, last_on: date
) -> CreditStatement:
    """An account from the first to the last day, by the days of its documents."""
    rows = _entries(account_id).filter(booked_on__lte=last_on)
    opening = _sum(rows.filter(booked_on__lt=first_on))
    period = rows.filter(booked_on__gte=first_on)
    found = list(period[: MOST_LINES + 1])
    parts = _parts(account_id, last_on)
    reversed_ids = _reversed(account_id, last_on)
    after, lines = opening, []
    for entry in found[:MOST_LINES]:
        after += entry.amount
        lines.append(CreditLine(entry, after, parts.get(entry.id, ()), entry.id in reversed_ids))
    settled = settled_by_account([account_id], last_on).get(account_id, ())
    still_open = [one for one in settled if one.open]
    return CreditStatement(
        first_on=first_on,
        last_on=last_on,
        opening=opening,
        closing=opening + _sum(period),
        charged=_sum(period.filter(kind__in=(Kind.OPENING, Kind.CHARGE, Kind.RETURN))),
        lines=lines,
        open=still_open,
        ageing=ageing_of(still_open, last_on),
        is_cut=len(found) > MOST_LINES,
    )


@query(permission=VIEW_CREDIT)
def find_credit_entry(*, actor: Actor, branch_id: UUID, entry_id: UUID) -> CreditLine | None:
    """An entry with what was owed after it; of a payment, which charges it paid."""
    rows = CreditEntry.objects.select_related("branch").filter(id=entry_id)
    entry = rows.first()
    if entry is None:
        return None
    after = _entries(entry.account_id).filter(recorded_at__lte=entry.recorded_at)
    owed = _sum(after)
    parts = _parts(entry.account_id).get(entry.id, ())
    return CreditLine(entry, owed, parts, entry.id in _reversed(entry.account_id))


@query(permission=VIEW_CREDIT)
def standing_of(
    *, actor: Actor, branch_id: UUID, account_id: UUID, on: date
) -> tuple[Sequence[Settled], Ageing]:
    """The charges of an account that are open now, the oldest first, and their ages on a day."""
    settled = settled_by_account([account_id]).get(account_id, ())
    still_open = [one for one in settled if one.open]
    return still_open, ageing_of(still_open, on)


@query(permission=VIEW_CREDIT)
def latest_entries(
    *, actor: Actor, branch_id: UUID, account_id: UUID, at_most: int = MOST_SHOWN
) -> Sequence[CreditLine]:
    """The last entries of an account, the newest first, with what was owed after each."""
    rows = CreditEntry.objects.filter(account_id=account_id)
    after = _sum(rows)
    reversed_ids, found = _reversed(account_id), []
    for entry in rows.order_by("-booked_on", "-recorded_at", "-id")[:at_most]:
        found.append(CreditLine(entry, after, (), entry.id in reversed_ids))
        after -= entry.amount
    return found


def _entries(account_id: UUID) -> QuerySet[CreditEntry]:
    rows = CreditEntry.objects.filter(account_id=account_id)
    return rows.order_by("booked_on", "recorded_at", "id")


def _sum(rows: QuerySet[CreditEntry]) -> int:
    return int(rows.order_by().aggregate(sum=Sum("amount"))["sum"] or 0)


def _reversed(account_id: UUID, last_on: date = date.max) -> set[UUID]:
    rows = _entries(account_id).filter(reverses__isnull=False, booked_on__lte=last_on).order_by()
    return {key for key in rows.values_list("reverses_id", flat=True) if key is not None}


def _parts(account_id: UUID, last_on: date = date.max) -> dict[UUID, list[Settled]]:
    reversed_ids = _reversed(account_id, last_on)
    payments = [
        (key, -amount)
        for key, amount in _entries(account_id)
        .filter(kind=Kind.PAYMENT, booked_on__lte=last_on)
        .order_by("recorded_at", "id")
        .values_list("id", "amount")
        if key not in reversed_ids
    ]
    charges = charges_by_account([account_id], last_on).get(account_id, ())
    return parts_of_payments(list(charges), payments)


def payments_at_till(session_id: UUID, terminal_id: UUID) -> Sequence[OtherMoney]:
    """What a till session took of payments on accounts, but cash."""
    rows = CreditEntry.objects.filter(kind=Kind.PAYMENT)
    reversed_ones = Q(reversal__isnull=False)
    return money_of_session(rows, reversed_ones, CashReason.ACCOUNT, session_id, terminal_id)
