"""A shop's trade and the model of it: what is common to its program and its counter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.properties.trade_model import (
    CASH,
    CREDIT,
    EXCHANGE,
    POINTS,
    Account,
    Bought,
    Goods,
    Line,
    Points,
    Refund,
    Till,
    payable,
)
from tests.support.credit import organisation
from tests.support.loyalty import a_member, programme
from tests.support.shop import add_medicine, add_staff, open_shop, stock_up
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.approval.commands import set_limit
from theriac.core.clock import FixedClock
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.loyalty.commands.expire import expire_points
from theriac.domains.organisation.commands.settings import change_settings

STOCK, FLOAT, CHANGE, LIMIT = 10_000, 100_000, 5_000, 20_000
STRIP = 10
VALUE = 5
"""Minor units that a point pays."""
NIGHT = timedelta(days=40)
"""Longer than the month after which points end."""
Wanted = Sequence[tuple[int, int]]
"""Tablets (1) or strips (10), and how many packs."""


class Trade:
    """A shop with an account and a member, and what the model says of all that happened there."""

    def __init__(self, tablet: int, strip: int, multiple: int, *, resold: bool, now: Any) -> None:
        self.clock: FixedClock = now
        self.shop = open_shop()
        self.manager = add_staff("manager", self.shop.branch_id, "approver")
        changes = {"cash_rounding": multiple, "returns_to_shelf": resold}
        place = self.shop.pharmacy_id
        change_settings(actor=self.shop.owner, pharmacy_id=place, version=1, changes=changes)
        action, why = "customer_returns.refund", "each evening"
        set_limit(**self.here, action=action, amount=None, reason=why)
        packs = [NewPack(name="tablet", factor=1, price=tablet)]
        packs.append(NewPack(name="strip", factor=STRIP, price=strip))
        self.medicine = add_medicine(self.shop, packs=packs)
        self.batch = stock_up(self.shop, self.medicine, STOCK)
        programme(self.shop, earn_amount=300, point_value=VALUE, expiry_months=1)
        self.account_row, self.member = organisation(self.shop, limit=LIMIT), a_member(self.shop)
        self.prices, self.multiple, self.resold = {1: tablet, STRIP: strip}, multiple, resold
        self.account, self.points = Account(LIMIT), Points(300, VALUE)
        self.places = Counter(shelf=STOCK)
        self.sales: dict[UUID, Bought] = {}
        self.note_cash: dict[UUID, int] = {}
        self.paid_out: set[UUID] = set()
        self.on_hold: Counter[UUID] = Counter()
        self.exchanged = self.turnover = self.moves = 0
        self.payments: list[tuple[UUID, int]] = []
        self.day = 0
        self.tills: dict[UUID, Till] = {}

    @property
    def here(self) -> dict[str, Any]:
        """The owner, at the branch."""
        return {"actor": self.shop.owner, "branch_id": self.shop.branch_id}

    def night(self) -> None:
        """Days pass, and points end."""
        self.day += 1
        self.clock.instant = clock.now() + NIGHT
        expire_points(actor=SYSTEM, member_ids=[self.member.id])
        self.points.expire(self.day)

    def planned(self, wanted: Wanted, way: str, *, is_members: bool) -> Bought:
        """A sale of these packs, paid so; by points and ``split`` half of it, the rest in cash."""
        lines = [Line(factor * packs, self.prices[factor] * packs) for factor, packs in wanted]
        worth = sum(line.worth for line in lines)
        half = worth // 2 // VALUE * VALUE
        other = {"card": worth, CREDIT: worth, "split": half, POINTS: half}.get(way, 0)
        total = payable(worth, other, self.multiple)
        parts = Counter({"card" if way == "split" else way: other, CASH: total - other})
        return Bought(lines, total, +parts, self.day, is_members or way == POINTS)

    def for_another(self, wanted: Wanted, goods: Goods, first: Bought) -> Bought:
        """A sale that goods which come back pay, the rest in cash."""
        lines = [Line(factor * packs, self.prices[factor] * packs) for factor, packs in wanted]
        worth, whole = sum(one.worth for one in lines), first.total_of(goods, None, self.multiple)
        by_goods = min(whole, worth)
        total = payable(worth, by_goods, self.multiple)
        return Bought(
            lines, total, +Counter({EXCHANGE: by_goods, CASH: total - by_goods}), self.day
        )

    def book(self, key: UUID, sale: Bought, till: Till, tendered: int) -> None:
        """The model hears of a sale; cash was given so much."""
        self.sales[key] = sale
        self.turnover += sale.total
        self.places["shelf"] -= sum(line.units for line in sale.lines)
        self.exchanged += sale.paid[EXCHANGE]
        self.account.owed += sale.paid[CREDIT]
        till.take(tendered, tendered - sale.paid[CASH])
        if sale.is_members:
            self.points.sell(sale)

    def bring_back(self, sale_id: UUID, note_id: UUID, goods: Goods, back: Refund, to: str) -> None:
        """The model hears of a credit note that is booked today, written today."""
        self.noted(sale_id, note_id, goods, back, to, self.day)

    def noted(
        self, sale_id: UUID, note_id: UUID, goods: Goods, back: Refund, to: str, day: int
    ) -> None:
        """The same of one that was written on a day; of a ledger what it bore goes back to it."""
        sale = self.sales[sale_id]
        borne = max(0, sale.paid[CREDIT] - sale.refunded[CREDIT])
        sale.bring_back(goods, back)
        self.account.owed -= min(borne, back.parts.get(CREDIT, 0))
        self.turnover -= back.total
        self.exchanged -= back.exchanged
        self.places[to] += sum(units for _at, units in goods)
        self.note_cash[note_id] = back.cash
        if sale.is_members:
            self.points.bring_back(sale, day, self.day)
