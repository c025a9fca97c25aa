"""Sales of members and returns in any order: points are as a model says, and end where they began.

The model imports nothing of the domain: it knows units, their price, and shares rounded down.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.properties.test_stock_and_sales import undone
from tests.support.credit import sold_for
from tests.support.customer_returns import a_return, give_back, returned
from tests.support.loyalty import a_member, points, programme, pushed_for, with_points
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.loyalty.commands.change import adjust_points
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db, pytest.mark.one_server, pytest.mark.rows("SAL-26")]
WELCOME, WORTH = 10_000, 5
CASH = TenderGiven(method=PaymentMethod.CASH)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("sale"), st.integers(1, 9), st.integers(0, 139)),
        st.tuples(st.just("push"), st.integers(1, 9), st.integers(0, 139)),
        st.tuples(st.just("return"), st.integers(0, 99), st.integers(1, 4)),
    ),
    min_size=2,
    max_size=7,
)
WAYS = through_the_database()


@dataclass
class Bought:
    """A sale as the model has it: units at a price, points spent, units that came back."""

    done: CompletedSale
    units: int
    total: int
    spent: int
    per: int
    back: int = 0

    @property
    def points(self) -> int:
        """What the member has by it: earned less taken back, given back less spent."""
        paid = self.spent * WORTH
        earned = (self.total - paid) // self.per
        came = self.total * self.back // self.units
        by_points = min(came, paid)
        given = self.spent * by_points // paid if paid else 0
        return earned - earned * came // self.total - self.spent + given


class Store:
    """A shop with one member, whose sales and returns the model follows."""

    def __init__(self, per: int) -> None:
        self.per = per
        self.shop = open_shop()
        self.medicine = add_medicine(self.shop)
        self.batch_id = stock_up(self.shop, self.medicine, 1_000)
        programme(self.shop, earn_amount=per, point_value=WORTH)
        self.member = a_member(self.shop)
        adjust_points(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            loyalty_member_id=LoyaltyMemberId(self.member.id),
            points=WELCOME,
            reason="welcome",
        )
        self.bought: list[Bought] = []
        self.pushed = 0

    def step(self, kind: str, first: int, second: int) -> None:
        """Sell, take what a device sold, or take back."""
        if kind == "return":
            if self.bought:
                self.bring_back(self.bought[first % len(self.bought)], second)
            return
        done = self._push(first, second) if kind == "push" else self._sell(first, second)
        total = Sale.objects.values_list("total", flat=True).get(id=done.sale.id)
        self.bought.append(Bought(done, first, total, second, self.per))

    def _push(self, units: int, spent: int) -> CompletedSale:
        self.pushed += 1
        sale = pushed_for(
            self.shop,
            self.medicine,
            self.batch_id,
            units,
            number=self.member.number,
            by_points=spent * WORTH,
            sequence=self.pushed,
        )
        return CompletedSale(sale, list(sale.lines.all()), [], [], [], {})

    def _sell(self, units: int, spent: int) -> CompletedSale:
        tenders = [with_points(spent * WORTH), CASH] if spent else [CASH]
        number = self.member.number
        return sold_for(self.shop, self.medicine.id, units, tenders, member_number=number)

    def bring_back(self, one: Bought, wanted: int) -> None:
        """So many units of a sale, or what is left of it."""
        units = min(wanted, one.units - one.back)
        if units:
            give_back(self.shop, a_return(one.done, returned(one.done.lines[0].id, units)))
            one.back += units

    def expected(self) -> int:
        return WELCOME + sum(one.points for one in self.bought)


@WAYS
@given(steps=STEPS, per=st.sampled_from([100, 300, 999, 5_000]))
def test_points_are_as_the_model_says(steps: list[tuple[str, int, int]], per: int) -> None:
    with undone():
        store = Store(per)
        for step in steps:
            store.step(*step)
            assert points(store.member) == store.expected()
        for one in store.bought:
            store.bring_back(one, one.units)
        assert points(store.member) == WELCOME
        assert [v.code for result in run_checks() for v in result.violations] == []
