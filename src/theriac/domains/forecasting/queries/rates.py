"""What every product of a branch sold in a period, and how it varied; added up in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Sum, Value
from django.db.models.functions import Least

from theriac.core.database.among import Among
from theriac.domains.forecasting.models import DemandDay
from theriac.domains.forecasting.queries.demand import spans_by_product, spans_within
from theriac.domains.forecasting.rules.needs import DemandSpread
from theriac.domains.forecasting.rules.series import BEFORE_ALL, DaySpan, DemandRate, days_out
from theriac.domains.forecasting.rules.unmet import (
    NOTHING_ASKED,
    asked_days,
    rate_with,
    spread_with,
)
from theriac.domains.unmet_requests.queries import asked_units

_MOST_SQUARED = 10_000_000
"""Units of a day beyond this don't vary it further: the sum of squares stays within 64 bits."""


@dataclass(frozen=True, slots=True)
class SellingRate:
    """What a product sold in a period and was asked for besides, and how its days varied."""

    rate: DemandRate
    spread: DemandSpread


def selling_rates(
    branch_id: UUID, first: date, last: date, stands_for: Mapping[UUID, UUID]
) -> dict[UUID, SellingRate]:
    """By product that ever came here or was asked for; five statements at most.

    ``stands_for`` names the product that a merged one counts as.
    """
    length = (last - first).days + 1
    sums = _sums(branch_id, first, last, stands_for)
    members: dict[UUID, list[list[DaySpan]]] = defaultdict(list)
    for product_id, spans in spans_by_product(spans_within(branch_id, first, last), last).items():
        members[stands_for.get(product_id, product_id)].append(spans)
    asked = _asked(branch_id, first, last, stands_for)
    sold = _sold_on(branch_id, asked, stands_for)
    found = {}
    for product_id in members.keys() | asked.keys():
        spans_of_each = members.get(product_id) or [[DaySpan(BEFORE_ALL, last)]]
        units, squares = sums.get(product_id, (0, 0))
        unmet = NOTHING_ASKED
        if days := asked.get(product_id):
            unmet = asked_days(days, sold[product_id], spans_of_each, _MOST_SQUARED)
        rate = rate_with(units, length, days_out(spans_of_each, first, last), unmet)
        found[product_id] = SellingRate(rate, spread_with(squares, rate, unmet))
    return found


def _asked(
    branch_id: UUID, first: date, last: date, stands_for: Mapping[UUID, UUID]
) -> dict[UUID, dict[date, int]]:
    """Base units that were asked for and not sold, by product and day."""
    found: dict[UUID, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for (product_id, day), units in asked_units(branch_id, first, last).items():
        found[stands_for.get(product_id, product_id)][day] += units
    return found


def _sold_on(
    branch_id: UUID, asked: Mapping[UUID, Mapping[date, int]], stands_for: Mapping[UUID, UUID]
) -> dict[UUID, dict[date, int]]:
    """What was sold on the days on which more was asked for; nothing is read where none was."""
    found: dict[UUID, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    if not asked:
        return found
    kin = asked.keys() | {one for one, root in stands_for.items() if root in asked}
    days = sorted({day for of_product in asked.values() for day in of_product})
    rows = DemandDay.objects.filter(Among("product_id", kin), branch_id=branch_id, day__in=days)
    for product_id, day, units in rows.values_list("product_id", "day", "units"):
        found[stands_for.get(product_id, product_id)][day] += units
    return found


def _sums(
    branch_id: UUID, first: date, last: date, stands_for: Mapping[UUID, UUID]
) -> dict[UUID, tuple[int, int]]:
    """Units and the squares of the days' units, by product."""
    rows = DemandDay.objects.filter(branch_id=branch_id, day__gte=first, day__lte=last).order_by()
    of_a_day = Least(F("units"), Value(_MOST_SQUARED))
    added = rows.values_list("product_id").annotate(
        total=Sum("units"), squares=Sum(of_a_day * of_a_day)
    )
    sums = {key: (int(total), int(squares)) for key, total, squares in added}
    if not (merged := stands_for.keys() & sums.keys()):
        return sums
    # What two products sold on one day is one product's day.
    roots = {stands_for[key] for key in merged}
    days: dict[UUID, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    kin = rows.filter(Among("product_id", merged | roots))
    for product_id, day, units in kin.values_list("product_id", "day", "units"):
        days[stands_for.get(product_id, product_id)][day] += units
    for root, by_day in days.items():
        sums[root] = (
            sum(by_day.values()),
            sum(min(units, _MOST_SQUARED) ** 2 for units in by_day.values()),
        )
    return sums
