"""What the demo's counters told of their tills in the last days; today's are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.countries.charts.cash import denominations_of
from theriac.countries.documents import z_prefix
from theriac.domains.organisation.queries.selling_point import SellingPoint, get_selling_point
from theriac.domains.organisation.queries.terminals import prefix_of_series
from theriac.domains.sales.checkout.numbers import SALE_SERIES
from theriac.domains.sales.queries.till_sales import numbers_of_session
from theriac.domains.tills.commands.take_document import take_till_document
from theriac.domains.tills.queries.sessions import till_report
from theriac.domains.tills.rules import LARGE
from theriac.surfaces.operations.demo.counters.offline import terminal_actor
from theriac.surfaces.operations.demo.pharmacy import Founded
from theriac.surfaces.operations.demo.plan.sales import SalePlan

DAYS = 3
"""Today and the two days before."""
FLOATS: Mapping[str, int] = {"IDR": 500_000, "INR": 200_000, "USD": 20_000, "EUR": 20_000}
EXPENSES: Mapping[str, int] = {"IDR": 35_000, "INR": 15_000, "USD": 1_200, "EUR": 1_200}
"""Minor units that a till begins with, and that went out of it once."""
Key = tuple[date, str, str]


@dataclass(slots=True)
class _Span:
    """When a session's sales were made, by whom the first and the last."""

    id: UUID
    first: datetime
    last: datetime
    opener: str
    closer: str


class TillDays:
    """The sessions that the sales of the last days name, one a terminal and day."""

    def __init__(self, today: date, zone: ZoneInfo) -> None:
        self._since, self._today, self._zone = today - timedelta(days=DAYS - 1), today, zone
        self._spans: dict[Key, _Span] = {}

    def session_of(self, sale: SalePlan) -> UUID | None:
        """The session of a sale, None for one of an earlier day."""
        day = sale.occurred_at.astimezone(self._zone).date()
        if day < self._since:
            return None
        key, at = (day, sale.branch, sale.terminal), sale.occurred_at
        span = self._spans.setdefault(key, _Span(new_id(), at, at, sale.person, sale.person))
        if at < span.first:
            span.first, span.opener = at, sale.person
        if at >= span.last:
            span.last, span.closer = at, sale.person
        return span.id

    def tell(self, founded: Founded, end: datetime) -> int:
        """Tell each session as its counter did; how many. The last of the home branch is short."""
        closed = [key for key in sorted(self._spans) if key[0] < self._today]
        short_one = [key for key in closed if key[1] == min(founded.branches)][-1:]
        before: dict[tuple[str, str], tuple[UUID, int]] = {}
        for key in sorted(self._spans):
            _day, branch, terminal = key
            point = get_selling_point(founded.terminals[branch, terminal])
            if point is None:
                raise LookupError(f"no terminal {terminal} in {branch}")
            teller = _Teller(point, founded, self._spans[key], end)
            teller.begin(before.get((branch, terminal)))
            if key in closed:
                short = LARGE[point.currency] * 6 // 5 if key in short_one else 0
                numbered = before.get((branch, terminal), (None, 0))[1] + 1
                teller.close(short, numbered)
                before[branch, terminal] = (self._spans[key].id, numbered)
        return len(self._spans)


@dataclass(frozen=True, slots=True)
class _Teller:
    point: SellingPoint
    founded: Founded
    span: _Span
    end: datetime

    def begin(self, before: tuple[UUID, int] | None) -> None:
        """The float, and what somebody took out for a small expense."""
        opened = self.span.first - timedelta(minutes=20)
        told = {"cash": FLOATS[self.point.currency], "currency": self.point.currency}
        if before is not None:
            told["carried_from"] = str(before[0])
        self._tell("opening", opened, self.span.opener, id=str(self.span.id), **told)
        spent = {"amount": EXPENSES[self.point.currency], "reason": "expense"}
        middle = self.span.first + (self.span.last - self.span.first) / 2
        self._tell("cash_out", middle, self.span.opener, **self._named(), **spent)

    def close(self, short: int, numbered: int) -> None:
        """The count, and what goes to the safe; the float is left."""
        report = till_report(actor=SYSTEM, branch_id=self.point.branch_id, session_id=self.span.id)
        if report is None:
            raise LookupError(f"no session {self.span.id}")
        spans = numbers_of_session(self.span.id, self.point.terminal_id)
        series = spans[0].series_id
        prefix = prefix_of_series(self.point.terminal_id, series, SALE_SERIES) or ""
        at = min(self.span.last + timedelta(minutes=25), self.end)
        cash = _pieces(report.expected.total - short, self.point.currency, at.date())
        counted = sum(one["value"] * one["pieces"] for one in cash)
        self._tell(
            "closing",
            at,
            self.span.closer,
            **self._named(),
            cash=cash,
            expected=report.expected.total,
            to_safe=max(0, counted - FLOATS[self.point.currency]),
            z_series_id=str(series),
            z_sequence=numbered,
            z_number=f"{z_prefix(prefix)}{numbered:04d}",
            numbers=[
                {"series_id": str(one.series_id), "first": one.first, "last": one.last}
                for one in spans
            ],
        )

    def _named(self) -> dict[str, str]:
        return {"id": str(new_id()), "session_id": str(self.span.id)}

    def _tell(self, kind: str, at: datetime, person: str, **told: Any) -> None:
        by = str(self.founded.people[person].id)
        wire = {"kind": kind, "at": at.isoformat(), "person_id": by, **told}
        with clock.at(at):
            take_till_document(
                actor=terminal_actor(self.point),
                branch_id=self.point.branch_id,
                point=self.point,
                wire=wire,
            )


def _pieces(amount: int, currency: str, on: date) -> list[dict[str, int]]:
    """An amount in as few notes and coins as it takes; what no coin makes is left out."""
    found, left = [], amount
    for value in denominations_of(currency, on):
        pieces, left = divmod(left, value)
        if pieces:
            found.append({"value": value, "pieces": pieces})
    return found
