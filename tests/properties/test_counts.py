"""Random orders of sales, receipts, looks and late arrivals: the posted count is the truth."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.properties.test_stock_and_sales import undone
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.stocktaking import balance, begin, line_of, post, relayed
from theriac.core import clock
from theriac.core.clock import FixedClock
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stocktaking.commands.enter import CountFound, add_found_batch, enter_counts

pytestmark = [pytest.mark.django_db, pytest.mark.one_server]

STEP = st.tuples(
    st.sampled_from(
        ["receive", "sell", "sell_offline", "arrive", "write_off", "lose", "find", "look", "enter"]
    ),
    st.integers(1, 30),
    st.integers(0, 9),
)


class Run:
    """The real shop beside what is physically on the shelf."""

    def __init__(self) -> None:
        self.clock = FixedClock(clock.now())
        self.truth: dict[UUID, int] = {}
        self.waiting: list[tuple[UUID, int, PushedSale]] = []
        self.looks: list[tuple[UUID, int, datetime]] = []
        self.sequence = 0

    def open(self) -> None:
        self.shop: Shop = open_shop()
        self.medicine: Medicine = add_medicine(self.shop)
        self.people = [add_staff("restocker", self.shop.branch_id, name) for name in ("ana", "ben")]
        for number in range(2):
            batch = stock_up(self.shop, self.medicine, 60, batch_number=f"B{number}")
            self.truth[batch] = 60
        self.tick()
        self.count = begin(self.shop)

    def tick(self) -> None:
        self.clock.instant += timedelta(minutes=1)

    def step(self, verb: str, quantity: int, pick: int) -> None:
        self.tick()
        batches = sorted(self.truth)
        getattr(self, verb)(batches[pick % len(batches)], quantity)

    def free(self, batch: UUID) -> int:
        """What may still be sold: there, and in the books with what didn't arrive."""
        pending = sum(units for one, units, _sale in self.waiting if one == batch)
        return min(self.truth[batch], balance(batch) - pending)

    def receive(self, _batch: UUID, quantity: int) -> None:
        number = f"B{len(self.truth)}"
        batch = stock_up(self.shop, self.medicine, quantity, batch_number=number)
        self.truth[batch] = quantity
        self.tick()
        add_found_batch(
            actor=self.people[0],
            branch_id=self.shop.branch_id,
            count_id=self.count,
            product_id=self.medicine.id,
            number=number,
            expires_on=None,
        )

    def sale(self, batch: UUID, quantity: int) -> PushedSale | None:
        if self.free(batch) < quantity:
            return None
        self.truth[batch] -= quantity
        self.sequence += 1
        line = pushed_line(self.shop, self.medicine, [(batch, quantity)])
        return pushed_sale(self.shop, [line], self.sequence)

    def sell(self, batch: UUID, quantity: int) -> None:
        if sale := self.sale(batch, quantity):
            push(self.shop, sale)

    def sell_offline(self, batch: UUID, quantity: int) -> None:
        if sale := self.sale(batch, quantity):
            self.waiting.append((batch, quantity, sale))

    def arrive(self, _batch: UUID, _quantity: int) -> None:
        if self.waiting:
            push(self.shop, self.waiting.pop(0)[2])

    def write_off(self, batch: UUID, quantity: int) -> None:
        if self.free(batch) >= quantity:
            self.truth[batch] -= quantity
            write_off_stock(
                actor=self.shop.owner,
                branch_id=self.shop.branch_id,
                batch_id=batch,
                quantity=quantity,
                reason="broken",
            )

    def lose(self, batch: UUID, quantity: int) -> None:
        self.truth[batch] = max(0, self.truth[batch] - quantity)

    def find(self, batch: UUID, quantity: int) -> None:
        self.truth[batch] += quantity

    def look(self, batch: UUID, _quantity: int) -> None:
        self.looks.append((batch, self.truth[batch], self.clock.now()))

    def enter(self, _batch: UUID, _quantity: int) -> None:
        if not self.looks:
            return
        batch, counted, looked_at = self.looks.pop()
        for person in self.people:
            found = CountFound(
                id=new_id(),
                line_id=line_of(self.count, batch),
                counted=counted,
                looked_at=looked_at,
            )
            enter_counts(
                actor=person,
                branch_id=self.shop.branch_id,
                count_id=self.count,
                found=[found],
                way="phone",
            )

    def finish(self, late: list[tuple[str, int, int]]) -> None:
        """Everything is looked at once more, sold from meanwhile, entered and posted."""
        for batch in sorted(self.truth):
            self.tick()
            self.look(batch, 0)
        for verb, quantity, pick in late:
            self.step(verb, quantity, pick)
        while self.looks:
            self.tick()
            self.enter(next(iter(self.truth)), 0)
        self.tick()
        post(self.shop, self.count)
        self.tick()
        while self.waiting:
            self.tick()
            push(self.shop, self.waiting.pop()[2])
        relayed()

    def compare(self) -> None:
        found: dict[UUID, int] = defaultdict(int)
        for batch in self.truth:
            found[batch] = balance(batch)
        assert found == self.truth
        assert [v.sentence for result in run_checks() for v in result.violations] == []


MEANWHILE = st.tuples(
    st.sampled_from(["sell", "sell_offline", "arrive", "write_off"]),
    st.integers(1, 30),
    st.integers(0, 9),
)


@pytest.mark.rows("STK-14", "STK-15")
@through_the_database()
@given(steps=st.lists(STEP, max_size=20), late=st.lists(MEANWHILE, max_size=10))
def test_after_posting_the_balance_is_what_is_there(
    steps: list[tuple[str, int, int]], late: list[tuple[str, int, int]]
) -> None:
    run = Run()
    with undone(), clock.use_clock(run.clock):
        run.open()
        for verb, quantity, pick in steps:
            run.step(verb, quantity, pick)
        run.finish(late)
        run.compare()
