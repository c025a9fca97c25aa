"""Sales as sessions of tills see them: their cash, their sums, numbers that didn't arrive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from theriac.domains.sales.models import HeldPush, Payment, Sale, SaleLine, VoidedNumber
from theriac.domains.sales.queries.series import closed_series

MOST_STRAY = 200


@dataclass(frozen=True, slots=True)
class TillCash:
    """Cash that sales took and gave back, in minor units."""

    received: int = 0
    change: int = 0


@dataclass(frozen=True, slots=True)
class PaidBy:
    """What sales were paid by one means: how many payments, and the sum that counts."""

    method: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class TaxTaken:
    """A tax by its code and rate in basis points, and its sum."""

    code: str
    rate_bp: int
    amount: int


@dataclass(frozen=True, slots=True)
class NumbersSold:
    """The first and last number of a series that a session's sales have."""

    first: str
    last: str
    count: int


@dataclass(frozen=True, slots=True)
class TillSales:
    """What a session sold, in minor units."""

    count: int
    gross: int
    discount: int
    tax: int
    rounding: int
    total: int
    payments: Sequence[PaidBy]
    taxes: Sequence[TaxTaken]
    numbers: Sequence[NumbersSold]


@dataclass(frozen=True, slots=True)
class NumbersNamed:
    """Numbers of a series, ``first`` to ``last``."""

    series_id: UUID
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LateSale:
    """A sale that was recorded after its session had settled."""

    id: UUID
    number: str
    occurred_at: datetime
    recorded_at: datetime
    total: int


@dataclass(frozen=True, slots=True)
class SessionNamed:
    """So many sales of a terminal name a session; the lowest of their numbers."""

    session_id: UUID
    terminal_id: UUID
    count: int
    first: str


def cash_of_sessions(terminals: Mapping[UUID, UUID]) -> Mapping[UUID, TillCash]:
    """The cash of each session's sales at its own terminal, by session; in one statement."""
    rows = Payment.objects.filter(
        sale__till_session_id__in=list(terminals), method=Payment.Method.CASH
    ).order_by()
    sums = rows.values_list("sale__till_session_id", "sale__terminal_id").annotate(
        received=Sum("tendered"), given=Sum("change")
    )
    return {
        session_id: TillCash(int(received), int(given))
        for session_id, terminal_id, received, given in sums
        if terminals[session_id] == terminal_id
    }


def sold_in_session(session_id: UUID, terminal_id: UUID) -> TillSales:
    """What a session sold, by means of payment and tax; in five statements."""
    sales = Sale.objects.filter(till_session_id=session_id, terminal_id=terminal_id).order_by()
    sums = sales.aggregate(
        n=Count("id"),
        **{name: Sum(name) for name in ("gross", "discount", "tax", "rounding", "total")},
    )
    count = sums.pop("n")
    return TillSales(
        count=count,
        **{name: int(amount or 0) for name, amount in sums.items()},
        payments=_payments(sales),
        taxes=_taxes(sales),
        numbers=_numbers(sales),
    )


def _payments(sales: QuerySet[Sale]) -> Sequence[PaidBy]:
    rows = Payment.objects.filter(sale__in=sales).order_by("method").values_list("method")
    sums = rows.annotate(n=Count("id"), paid=Sum("tendered"), given=Sum("change"))
    return [PaidBy(method, n, int(paid) - int(given)) for method, n, paid, given in sums]


def _taxes(sales: QuerySet[Sale]) -> Sequence[TaxTaken]:
    sums: dict[tuple[str, int], int] = defaultdict(int)
    lines = SaleLine.objects.filter(sale__in=sales, tax__gt=0).order_by()
    for taxes in lines.values_list("taxes", flat=True).iterator():
        for one in taxes:
            sums[one["code"], one["rate_bp"]] += one["amount"]
    return [TaxTaken(code, rate, amount) for (code, rate), amount in sorted(sums.items())]


def _numbers(sales: QuerySet[Sale]) -> Sequence[NumbersSold]:
    spans = sales.values_list("series_id").annotate(
        n=Count("id"), first=Min("sequence"), last=Max("sequence")
    )
    ends = {series: (count, first, last) for series, count, first, last in spans}
    wanted = [Q(series_id=key, sequence__in=span[1:]) for key, span in ends.items()]
    if not wanted:
        return []
    rows = Sale.objects.filter(_any(wanted)).values_list("series_id", "sequence", "number")
    told = {(series, sequence): number for series, sequence, number in rows}
    return [
        NumbersSold(told[key, first], told[key, last], count)
        for key, (count, first, last) in sorted(ends.items())
    ]


def _any(parts: Iterable[Q]) -> Q:
    found = Q()
    for part in parts:
        found |= part
    return found


def numbers_lacking(named: Iterable[NumbersNamed]) -> int:
    """How many of these numbers are neither booked, nor void, nor held and decided."""
    lacking = 0
    for span in named:
        within = Q(series_id=span.series_id, sequence__range=(span.first, span.last))
        known: set[int] = set()
        held = HeldPush.objects.filter(within, decided_at__isnull=False)
        for rows in (Sale.objects.filter(within), VoidedNumber.objects.filter(within), held):
            known.update(rows.order_by().values_list("sequence", flat=True))
        end = closed_series([span.series_id]).get(span.series_id)
        last = span.last if end is None else min(span.last, end.last_number)
        lacking += sum(number not in known for number in range(span.first, last + 1))
    return lacking


def came_after(session_id: UUID, terminal_id: UUID, moment: datetime) -> Sequence[LateSale]:
    """The session's sales that were recorded after an instant, the oldest first."""
    rows = Sale.objects.filter(
        till_session_id=session_id, terminal_id=terminal_id, recorded_at__gt=moment
    ).order_by("recorded_at", "id")
    columns = ("id", "number", "occurred_at", "recorded_at", "total")
    return [LateSale(*row) for row in rows.values_list(*columns)[:MOST_STRAY]]


def numbers_of_session(session_id: UUID, terminal_id: UUID) -> Sequence[NumbersNamed]:
    """The span of numbers that a session's sales have, by series."""
    rows = Sale.objects.filter(till_session_id=session_id, terminal_id=terminal_id).order_by()
    spans = rows.values_list("series_id").annotate(first=Min("sequence"), last=Max("sequence"))
    return sorted((NumbersNamed(*row) for row in spans), key=lambda one: one.series_id)


def sessions_named(branch_id: UUID, since: date) -> Sequence[SessionNamed]:
    """Which sessions the branch's sales of these days name, by terminal; in one statement."""
    rows = Sale.objects.filter(
        branch_id=branch_id, business_on__gte=since, till_session_id__isnull=False
    ).order_by()
    sums: Iterable[Any] = rows.values_list("till_session_id", "terminal_id").annotate(
        n=Count("id"), first=Min("number")
    )
    return [SessionNamed(*row) for row in sums]


def recorded_since(session_ids: Iterable[UUID], moment: datetime) -> set[UUID]:
    """Which of these sessions have a sale that was recorded after an instant."""
    rows = Sale.objects.filter(till_session_id__in=list(session_ids), recorded_at__gt=moment)
    found = rows.order_by().values_list("till_session_id", flat=True)
    return {session_id for session_id in found if session_id is not None}
