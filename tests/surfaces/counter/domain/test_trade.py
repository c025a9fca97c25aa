"""Days of a till by the counter's own rules: they come to what a model says that knows neither.

The model is the one of tests/properties, with which the server's books are compared.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.properties.trade_model import (
    CASH,
    CREDIT,
    POINTS,
    Bought,
    Line,
    Points,
    Till,
    payable,
)
from tests.surfaces.counter.domain.conftest import ORIGIN

pytestmark = [pytest.mark.journey, pytest.mark.rows("SAL-07", "SAL-10", "SAL-23", "SAL-26")]
DAYS, LONG = 60, 3_000
ACTS = 25
OPENING, VALUE, PER = 100_000, 5, 300
TODAY = ("2026-11-20", "2026-11-21")
MOVES = ("cash_in change", "cash_out expense", "safe_drop safe")


class Day:
    """A till's day, or two: what is told of it, and the model's word on each."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.multiple = rng.choice((0, 1, 50, 100))
        self.prices = {1: rng.randint(1, 999), 10: rng.randint(1, 9_999)}
        self.till, self.points = Till(OPENING), Points(PER, VALUE)
        self.sales: list[Bought] = []
        self.today = self.noted = self.closed = 0
        self.numbers: list[int] = []
        self.told: list[dict[str, Any]] = []
        self.wanted: list[Any] = []
        for _act in range(ACTS):
            kind = rng.choice(("sale", "sale", "sale", "give_back", "give_back", "move", "close"))
            getattr(self, f"_{kind}")()

    def _tell(self, wanted: Any, kind: str, **facts: Any) -> None:
        self.told.append({"kind": kind, **facts})
        self.wanted.append([wanted, self.till.lines, self.till.expected])

    def _sale(self) -> None:
        rng = self.rng
        packs = [(rng.choice((1, 10)), rng.randint(1, 5)) for _line in range(rng.randint(1, 3))]
        lines = [Line(factor * many, self.prices[factor] * many) for factor, many in packs]
        worth, now = sum(line.worth for line in lines), max(0, self.points.now)
        most = min(worth, now * VALUE) // VALUE * VALUE
        way = rng.choice((CASH, CASH, "card", CREDIT, POINTS, "qr"))
        other = {CASH: 0, POINTS: rng.randint(0, most // VALUE) * VALUE}.get(way, worth)
        other = worth // 2 if way == "qr" else other
        total = payable(worth, other, self.multiple)
        sale = Bought(lines, total, +Counter({way: other, CASH: total - other}), self.today, True)
        gives = rng.choice((0, 0, 5_000)) if sale.paid[CASH] else 0
        cash = sale.paid[CASH]
        self.till.take(cash + gives if cash else 0, gives)
        program = {"is_on": True, "earn_amount": PER, "earn_points": 1, "point_value": VALUE}
        member = {"number": "1", "state": "active", "points": now}
        member["program"] = {**program, "least_spend": 0, "excluded": []}
        self.points.sell(sale)
        self.sales.append(sale)
        self.numbers.append(len(self.sales))
        paid = [{"method": way, "tendered": other, "change": 0}] if other else []
        paid += [{"method": CASH, "tendered": cash + gives, "change": gives}] if cash else []
        self._tell(
            {
                "total": total,
                "payments": paid,
                "points": [sale.earned, sale.spent],
                "most": most,
            },
            "sale",
            lines=[
                {"price": {"amount": self.prices[factor], "units": factor}, "quantity": line.units}
                for (factor, _many), line in zip(packs, lines, strict=True)
            ],
            others=[{"method": way, "amount": other}] if other else [],
            gives=gives,
            member=member,
            on=TODAY[self.today],
        )

    def _give_back(self) -> None:
        if not self.sales:
            return
        at = self.rng.randrange(len(self.sales))
        sale = self.sales[at]
        units = [self.rng.choice((0, left, self.rng.randint(0, left + 1))) for left in sale.left]
        condition = self.rng.choice(("sealed", "opened"))
        self.today = self.rng.choice((self.today, self.today, 1))
        facts = {"sale": at, "condition": condition, "by": None, "today": TODAY[self.today]}
        goods = [(line, many) for line, many in enumerate(units) if many and sale.left[line]]
        if not goods:
            self._tell({"wrong": "return.nothing"}, "return", units=units, **facts)
        elif any(many > sale.left[line] for line, many in goods):
            self._tell({"wrong": "return.units.wrong"}, "return", units=units, **facts)
        else:
            self._refund(sale, goods, units, facts)

    def _refund(self, sale: Bought, goods: Any, units: Any, facts: dict[str, Any]) -> None:
        back = sale.refund(goods, self.multiple)
        if sale.asks(back, self.today):
            why = ["other_day"] if self.today != sale.day else []
            why += ["other_means"] if sale.asks(back, sale.day) else []
            self._tell({"asks": why}, "return", units=units, **facts)
            return
        sale.bring_back(goods, back)
        self.points.bring_back(sale, self.today, self.today)
        if back.cash:
            self.till.move("cash_out", "refund", back.cash)
        self.noted += 1
        refunds = [{"method": way, "amount": part} for way, part in back.parts.items()]
        answer = {"number": f"MLT-K1-C26-{self.noted:06d}", "total": back.total, "left": sale.left}
        goes = ["quarantine" if facts["condition"] == "sealed" else "destruction"]
        answer.update(refunds=refunds, goes=goes)
        self._tell(answer, "return", units=units, **facts)

    def _move(self) -> None:
        kind, reason = self.rng.choice(MOVES).split()
        amount = self.rng.randint(1, 20_000)
        self.till.move(kind, reason, amount)
        self._tell(None, "move", move=kind, reason=reason, amount=amount)

    def _close(self) -> None:
        counted = max(0, self.till.expected + self.rng.randint(-2, 2))
        self.closed += 1
        spans = [[self.numbers[0], self.numbers[-1]]] if self.numbers else []
        answer = {"expected": self.till.expected, "counted": counted, "z": self.closed}
        self.till, self.numbers = Till(OPENING), []
        self._tell({**answer, "numbers": spans}, "close", counted=counted)


def test_the_counters_rules_come_to_what_the_model_says(
    module_page: Page, rng: random.Random, is_long: bool
) -> None:
    days = [Day(rng) for _day in range(LONG if is_long else DAYS)]
    script = (Path(__file__).parent / "trade.js").read_text("utf-8")
    told = [{"opening": OPENING, "multiple": day.multiple, "told": day.told} for day in days]
    found = module_page.evaluate(script, [ORIGIN, told])
    for day, answers in zip(days, found, strict=True):
        for fact, wanted, answer in zip(day.told, day.wanted, answers, strict=True):
            assert answer == wanted, fact
    kinds = Counter(next(iter(one[0] or [""])) for answers in found for one in answers)
    assert min(kinds["wrong"], kinds["asks"], kinds["number"]) > DAYS // 2
