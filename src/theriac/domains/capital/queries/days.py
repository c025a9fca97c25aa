"""Capital day by day: what cash and bank held in the evening, what was committed and spent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.books.queries.balances import sums_by_pair, sums_by_pair_and_day
from theriac.domains.capital.commitments import AWAITED_TAX
from theriac.domains.capital.models import CapitalFloor, CommitmentMove
from theriac.domains.capital.permissions import VIEW_CAPITAL
from theriac.domains.capital.queries.position import require_whole_pharmacy
from theriac.domains.capital.rules import MONEY, OWED, PairSums, change_of, paid_of
from theriac.domains.organisation.queries.branches import branch_time_zones

ONE_DAY = timedelta(days=1)
MOST_DAYS = 400
Kind = CommitmentMove.Kind
ADDS = (Kind.COMMITTED, Kind.PUT_BACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalDay:
    """A day's evening, minor units; ``spent`` and ``ordered`` are of that day alone."""

    day: date
    money: int
    owed: int
    on_order: int
    spent: int
    ordered: int
    floor: int

    @property
    def committed(self) -> int:
        """On order, or owed."""
        return self.on_order + self.owed

    @property
    def available(self) -> int:
        """Money that isn't spoken for."""
        return self.money - self.committed


@query(permission=VIEW_CAPITAL)
def capital_days(*, actor: Actor, first_on: date, last_on: date) -> list[CapitalDay]:
    """Every day of the period, at most ``MOST_DAYS``, the first one first; six statements.

    Money ties to the accounts of cash and bank, by the days on which postings are booked.
    """
    require_whole_pharmacy(actor)
    first_on = max(first_on, last_on - (MOST_DAYS - 1) * ONE_DAY)
    accounts = MONEY | OWED
    before = sums_by_pair(accounts, before=first_on)
    by_day = sums_by_pair_and_day(accounts, first_on, last_on)
    money, owed = change_of(before, MONEY), -change_of(before, OWED)
    on_order = _on_order_before(first_on)
    moved, ordered = _moved(first_on, last_on)
    floors = _floors(last_on)
    days = []
    day = first_on
    while day <= last_on:
        pairs: PairSums = by_day.get(day, {})
        money += change_of(pairs, MONEY)
        owed -= change_of(pairs, OWED)
        on_order += moved.get(day, 0)
        days.append(
            CapitalDay(
                day=day,
                money=money,
                owed=owed,
                on_order=on_order,
                spent=paid_of(pairs),
                ordered=ordered.get(day, 0),
                floor=next((amount for set_on, amount in floors if set_on <= day), 0),
            )
        )
        day += ONE_DAY
    return days


def _on_order_before(day: date) -> int:
    rows = CommitmentMove.objects.filter(moved_on__lt=day)
    sums = rows.aggregate(
        more=Sum("amount", filter=Q(move_kind__in=ADDS)),
        less=Sum("amount", filter=~Q(move_kind__in=ADDS)),
    )
    return int(sums["more"] or 0) - int(sums["less"] or 0)


def _moved(first_on: date, last_on: date) -> tuple[dict[date, int], dict[date, int]]:
    """By day: how what is on order changed, and what was committed newly."""
    changed: dict[date, int] = defaultdict(int)
    ordered: dict[date, int] = defaultdict(int)
    rows = CommitmentMove.objects.filter(moved_on__gte=first_on, moved_on__lte=last_on).order_by()
    facts = rows.values_list("moved_on", "move_kind", "document_kind")
    for day, kind, document, amount in facts.annotate(sum=Sum("amount")):
        changed[day] += int(amount) if kind in ADDS else -int(amount)
        if kind == Kind.COMMITTED and document != AWAITED_TAX:
            ordered[day] += int(amount)
    return changed, ordered


def _floors(last_on: date) -> list[tuple[date, int]]:
    """Floors by the day they were set, where the pharmacy is, the newest first."""
    zone = ZoneInfo(branch_time_zones()[0])
    rows = CapitalFloor.objects.order_by("-set_at", "-id").values_list("set_at", "amount")
    days = [(at.astimezone(zone).date(), amount) for at, amount in rows]
    return [one for one in days if one[0] <= last_on]
