"""Sessions, sales, returns, exchanges, credit and points together, a program's and a counter's.

What a counter makes arrives in any order and again, between what a program does and a manager
decides. After each step, by a model that knows nothing of the domains: a till's cash is its float
and what it received, less change and refunds, with the moves, line by line; of no line more comes
back than was sold, and by no way more goes back than was paid; an account owes its sales less its
payments and returns, above its limit by an approval or a case alone; a member has what was earned
less what was spent, expired and taken back; each document is booked once; the books agree.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Count, Sum

from tests.properties.test_stock_and_sales import undone
from tests.properties.trade import STRIP
from tests.properties.trade_arrivals import ArrivingTrade
from tests.support.credit import owed, standing
from tests.support.databases import own_database
from tests.support.loyalty import points
from tests.support.tills import posted_variance
from theriac.core import clock
from theriac.core.verification.registry import run_checks
from theriac.domains.books.accounts import Account
from theriac.domains.customer_returns.models import (
    CustomerRefund,
    CustomerReturn,
    CustomerReturnLine,
)
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale
from theriac.domains.stock.models import Balance
from theriac.domains.tills.models import CashMovement, TillSession
from theriac.domains.tills.settlement import expected_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_server]

BEGINS = datetime(2026, 3, 2, 2, tzinfo=UTC)
"""All nights are of one year: another year's sales are numbered by another series."""
NIGHTS = 3
STEPS = 30
DAYS = {"sqlite": 7, "postgresql": 2, "mariadb": 2}
"""Of an ordinary run; drawn by ``rng``, since of so few examples hypothesis repeats most."""
LONG = 250
OFTEN = {
    "sell": 3,
    "give_back": 3,
    "exchange": 2,
    "move": 1,
    "pay_out": 2,
    "close": 1,
    "pay_account": 2,
    "reverse_payment": 1,
    "night": 1,
    "counter_sells": 5,
    "counter_gives_back": 4,
    "counter_exchanges": 2,
    "counter_moves": 1,
    "counter_pays_out": 2,
    "counter_closes": 2,
    "arrive": 6,
    "again": 1,
    "decide": 2,
}
"""What may happen, and how often it does."""
WAYS = ("cash", "cash", "card", "split", "credit", "points")
MOVES = ("cash_in change", "cash_out expense", "safe_drop safe")


class Chance:
    """What is drawn of each step."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def step(self) -> tuple[str, dict[str, Any]]:
        """What happens next, and what is told of it."""
        verb = self._rng.choices(list(OFTEN), list(OFTEN.values()))[0]
        return verb, getattr(self, f"_{verb.removeprefix('counter_')}", self._picked)()

    def prices(self) -> tuple[int, int, int]:
        """Of a tablet and a strip, and the least sum in coins."""
        choice = self._rng.choice
        return choice((700, 333, 95)), choice((6_500, 3_331)), choice((1, 100))

    def resold(self) -> bool:
        return self._rng.random() < 0.5

    def _picked(self) -> dict[str, Any]:
        return {"pick": self._rng.randrange(100)}

    def _packs(self) -> list[tuple[int, int]]:
        lines = range(self._rng.randint(1, 2))
        return [(self._rng.choice((1, STRIP)), self._rng.randint(1, 4)) for _line in lines]

    def _units(self) -> tuple[int, int]:
        return self._rng.choice((0, 1, 3, 12)), self._rng.choice((0, 2, 5))

    def _sell(self) -> dict[str, Any]:
        way, is_members = self._rng.choice(WAYS), self._rng.random() < 0.5
        gives = self._rng.randint(0, 1)
        return {"wanted": self._packs(), "way": way, "is_members": is_members, "gives": gives}

    _sells = _sell

    def _give_back(self) -> dict[str, Any]:
        condition = self._rng.choice(("sealed", "opened"))
        return {**self._picked(), "units": self._units(), "condition": condition}

    _gives_back = _give_back

    def _exchange(self) -> dict[str, Any]:
        return {**self._picked(), "units": self._units(), "wanted": self._packs()}

    _exchanges = _exchange

    def _move(self) -> dict[str, Any]:
        return {"way": self._rng.choice(MOVES), "amount": self._rng.randint(1, 30_000)}

    _moves = _move

    def _close(self) -> dict[str, Any]:
        return {"off": self._rng.randint(-2, 2)}

    _closes = _close

    def _pay_account(self) -> dict[str, Any]:
        return {"amount": self._rng.randint(1, 9_000), "in_cash": self._rng.random() < 0.5}

    def _reverse_payment(self) -> dict[str, Any]:
        return {}

    _night = _reverse_payment

    def _arrive(self) -> dict[str, Any]:
        return {"picks": [self._rng.randrange(100) for _one in range(self._rng.randint(1, 4))]}

    def _decide(self) -> dict[str, Any]:
        return {**self._picked(), "takes": self._rng.random() < 0.5}


def tills_hold_what_they_took(trade: ArrivingTrade) -> None:
    """Line by line; and what a settled session posted is what was counted less that."""
    sessions = list(TillSession.objects.all())
    known = {key: till for key, till in trade.tills.items() if till.is_known}
    assert {one.id for one in sessions} == set(known)
    told = expected_of(sessions)
    for one in sessions:
        till = known[one.id]
        assert {name: getattr(told[one.id], name) for name in till.lines} == till.lines
        assert (told[one.id].total, one.counted) == (till.expected, till.counted)
        if one.state == TillSession.State.SETTLED and till.counted is not None:
            assert posted_variance(one.id) == till.counted - till.expected


def nothing_comes_back_that_was_not_sold_or_paid(trade: ArrivingTrade) -> None:
    """Units of a line, and money by each way: no more, and as the model has it."""
    sales = trade.sales
    rows = CustomerReturnLine.objects.order_by().values_list("sale_line__sale_id")
    came = dict(rows.annotate(units=Sum("quantity")))
    model = {key: sum(line.back for line in sale.lines) for key, sale in sales.items()}
    assert came == {key: units for key, units in model.items() if units}
    went: dict[Any, dict[str, int]] = {key: {} for key in sales}
    refunds = CustomerRefund.objects.order_by().exclude(method="exchange")
    columns = ("customer_return__sale_id", "method")
    for key, way, amount in refunds.values_list(*columns).annotate(sum=Sum("amount")):
        went[key][way] = amount
    for key, sale in sales.items():
        assert min(sale.left) >= 0
        assert went[key] == dict(+sale.refunded)
        assert sale.returned <= sale.total


def ledgers_are_the_sum_of_what_happened(trade: ArrivingTrade) -> None:
    """What is owed, points, goods by place, and what the books say of all of it."""
    account = trade.account
    assert owed(trade.account_row) == account.owed == standing(Account.CUSTOMERS)
    assert account.owed <= account.limit or account.yes + account.cases
    cases = DiscrepancyCase.objects.filter(kind="credit")
    assert cases.count() == account.cases
    assert points(trade.member) == trade.points.now
    rows = Balance.objects.order_by().values_list("place__kind").annotate(n=Sum("quantity"))
    assert {kind: units for kind, units in rows if units} == dict(+trade.places)
    taken = (Account.SALES, Account.OUTPUT_TAX, Account.ROUNDING)
    assert -sum(map(standing, taken)) == trade.turnover
    refunds = sum(till.refunds for till in trade.tills.values())
    owing = trade.exchanged - sum(trade.note_cash.values()) + refunds
    assert standing(Account.CUSTOMER_CREDIT) == owing


def each_document_is_booked_once(trade: ArrivingTrade) -> None:
    """However often it arrived."""
    assert Sale.objects.count() == len(trade.sales)
    assert CustomerReturn.objects.count() == len(trade.note_cash)
    assert CashMovement.objects.count() == trade.moves
    assert not HeldPush.objects.exists()
    paid = CashMovement.objects.exclude(return_id=None).order_by().values_list("return_id")
    assert all(count == 1 for _key, count in paid.annotate(n=Count("id")))


def agree(trade: ArrivingTrade) -> None:
    """The books say what the model says."""
    tills_hold_what_they_took(trade)
    nothing_comes_back_that_was_not_sold_or_paid(trade)
    ledgers_are_the_sum_of_what_happened(trade)
    each_document_is_booked_once(trade)


def one_day(chance: Chance, way: list[Any]) -> None:
    """From an empty shop to clean books; ``way`` tells how it went."""
    with undone(), clock.at(BEGINS) as now:
        way.append((chance.prices(), chance.resold()))
        trade = ArrivingTrade(*way[0][0], resold=way[0][1], now=now)
        for _step in range(STEPS):
            verb, told = chance.step()
            if verb != "night" or trade.day < NIGHTS:
                way.append((verb, told))
                getattr(trade, verb)(**told)
                agree(trade)
        trade.arrive([0] * len(trade.made))
        for number in range(len(trade.arrived)):
            trade.again(number)
        agree(trade)
        assert [v.sentence for one in run_checks() for v in one.violations] == []


@pytest.mark.rows("SAL-10", "SAL-11", "SAL-23", "SAL-25", "SAL-26", "OFF-04", "OFF-13")
def test_whatever_a_day_brings_the_books_are_as_the_model_says(
    rng: random.Random, is_long: bool
) -> None:
    for _day in range(LONG if is_long else DAYS[own_database()]):
        way: list[Any] = []
        try:
            one_day(Chance(rng), way)
        except BaseException as problem:
            problem.add_note("\n".join(map(str, way)))
            raise
