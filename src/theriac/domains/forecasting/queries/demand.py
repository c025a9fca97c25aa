"""Daily demand as it was kept, with what was sold as products that were merged since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.queries.merged import absorbed_by
from theriac.domains.forecasting.models import DemandDay, DemandState, StockOut
from theriac.domains.forecasting.rules.series import (
    BEFORE_ALL,
    DAY,
    DaySpan,
    DayState,
    DemandRate,
    days_out,
)
from theriac.domains.forecasting.rules.unmet import asked_days, is_out, rate_with
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.unmet_requests.queries import asked_units_of

LONGEST = timedelta(days=731)
"""The most days that are told at once."""


@dataclass(frozen=True, slots=True)
class DayDemand:
    """Base units sold on one day, what there was to be sold, and what was ``asked`` for besides."""

    day: date
    units: int
    state: DayState
    asked: int = 0


@dataclass(frozen=True, slots=True)
class ProductDemand:
    """Each day of a period, in order, and the rate that they give.

    ``kept_through`` is the last day that is known; None where none is yet.
    """

    days: tuple[DayDemand, ...]
    rate: DemandRate
    kept_through: date | None


def kept_through(branch_id: UUID) -> date | None:
    """The last day up to which the branch's series are kept; None before the first night."""
    rows = DemandState.objects.filter(branch_id=branch_id)
    return rows.values_list("through", flat=True).first()


@query(permission=VIEW_STOCK)
def demand_of(
    *, actor: Actor, branch_id: UUID, product_id: UUID, first: date, last: date
) -> ProductDemand:
    """The days from ``first`` to ``last`` of one product, up to what is kept; five reads.

    A day on which none of it could be sold is out of stock; so is each before it first came.
    """
    through = kept_through(branch_id)
    last = min(last, through) if through else first - DAY
    first = max(first, last - LONGEST + DAY)
    family = _families([product_id])
    units: dict[date, int] = defaultdict(int)
    ran_out: set[date] = set()
    for row in _days(branch_id, family, first, last):
        units[row.day] += row.units
        if row.ran_out:
            ran_out.add(row.day)
    never: list[list[DaySpan]] = [[DaySpan(BEFORE_ALL, last)]]
    members = _spans(branch_id, family, first, last).get(product_id, never)
    asked = asked_units_of(branch_id, family, first, last)
    told = [
        DayDemand(day, units.get(day, 0), _state(day, members, ran_out), asked.get(day, 0))
        for day in _each(first, last)
    ]
    rate = rate_with(
        sum(units.values()),
        max(0, (last - first).days + 1),
        days_out(members, first, last),
        asked_days(asked, units, members, sum(asked.values())),
    )
    return ProductDemand(tuple(told), rate, through)


def days_without_stock(
    branch_id: UUID, product_ids: Sequence[UUID], first: date, last: date
) -> Mapping[UUID, int]:
    """On how many days, both counted, the branch had nothing to sell, by product; two reads.

    Days that aren't kept yet count for days with stock.
    """
    through = kept_through(branch_id)
    if through is None or through < first:
        return {}
    last = min(last, through)
    spans = _spans(branch_id, _families(product_ids), first, last)
    counts = {product_id: days_out(members, first, last) for product_id, members in spans.items()}
    return {product_id: days for product_id, days in counts.items() if days}


def _families(product_ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """By product that belongs to one of these, itself too: that one."""
    wanted = dict.fromkeys(product_ids)
    return {one: one for one in wanted} | absorbed_by(wanted)


def _days(
    branch_id: UUID, family: Mapping[UUID, UUID], first: date, last: date
) -> QuerySet[DemandDay]:
    rows = DemandDay.objects.filter(branch_id=branch_id, product_id__in=family)
    return rows.filter(day__gte=first, day__lte=last).order_by()


def _spans(
    branch_id: UUID, family: Mapping[UUID, UUID], first: date, last: date
) -> dict[UUID, list[list[DaySpan]]]:
    """By product: the spans of each of its family that ever came here."""
    rows = spans_within(branch_id, first, last).filter(product_id__in=family)
    grouped: dict[UUID, list[list[DaySpan]]] = defaultdict(list)
    for product_id, spans in spans_by_product(rows, last).items():
        grouped[family[product_id]].append(spans)
    return grouped


def spans_within(branch_id: UUID, first: date, last: date) -> QuerySet[StockOut]:
    """The spans without stock that touch a period, in no order.

    The first span of each product is among them: it tells that it ever came here.
    """
    since = Q(until_day=None) | Q(until_day__gte=first) | Q(from_day=BEFORE_ALL)
    rows = StockOut.objects.filter(since, branch_id=branch_id, from_day__lte=last)
    return rows.order_by()


def spans_by_product(rows: QuerySet[StockOut], last: date) -> dict[UUID, list[DaySpan]]:
    """These spans by product; one without an end goes on to ``last``."""
    found: dict[UUID, list[DaySpan]] = defaultdict(list)
    columns = ("product_id", "from_day", "until_day")
    for product_id, from_day, until_day in rows.values_list(*columns):
        found[product_id].append(DaySpan(from_day, until_day or last))
    return found


def _state(day: date, members: Sequence[Sequence[DaySpan]], ran_out: set[date]) -> DayState:
    if is_out(day, members):
        return DayState.OUT
    return DayState.RAN_OUT if day in ran_out else DayState.IN_STOCK


def _each(first: date, last: date) -> Iterable[date]:
    return (first + offset * DAY for offset in range((last - first).days + 1))
