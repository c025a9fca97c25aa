"""Random days of a line for one product, against a plain list: in order, and no unit twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.properties.test_stock_and_sales import undone
from tests.support.shop import add_medicine, open_shop, stock_up
from tests.support.waitlist import at, join
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.commands.reservations.settle import (
    lapse_reservations,
    lapsed_reservations,
)
from theriac.domains.waitlist.commands.leave import leave_waitlist
from theriac.domains.waitlist.models import Wait

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_server,
    pytest.mark.rows("CUS-09"),
]

PRIORITIES = st.sampled_from(["urgent", "normal"])
JOIN = st.tuples(st.just("join"), st.integers(1, 6), PRIORITIES)
STEPS = st.lists(
    st.one_of(
        JOIN,
        JOIN,
        JOIN,
        st.tuples(st.just("come"), st.integers(1, 8), st.just("")),
        st.tuples(st.just("leave"), st.integers(0, 9), st.just("")),
        st.tuples(st.just("expire"), st.integers(0, 9), st.just("")),
        st.tuples(st.just("sell"), st.integers(0, 9), st.just("")),
    ),
    min_size=8,
    max_size=16,
)


@dataclass
class Waiting:
    """One of the plain list."""

    wait_id: UUID
    quantity: int
    state: str = "waiting"


class Line:
    """The shop's line beside two plain lists, the urgent one served first."""

    def __init__(self) -> None:
        self.shop = open_shop()
        self.medicine = add_medicine(self.shop)
        self.now: datetime = clock.now()
        self.lists: dict[str, list[Waiting]] = {"urgent": [], "normal": []}
        self.free = self.came = 0

    def everybody(self) -> list[Waiting]:
        return [*self.lists["urgent"], *self.lists["normal"]]

    def standing(self, *states: str) -> list[Waiting]:
        return [one for one in self.everybody() if one.state in states]

    def offer(self) -> None:
        """As the list says it: who is first has theirs, else all wait."""
        while line := self.standing("waiting"):
            if line[0].quantity > self.free:
                return
            self.free -= line[0].quantity
            line[0].state = "offered"

    def join(self, quantity: int, priority: str) -> None:
        number = len(self.everybody())
        made = join(self.shop, self.medicine, quantity, f"T{number}", priority=priority)
        self.lists[priority].append(Waiting(made, quantity))

    def come(self, quantity: int, _unused: str) -> None:
        self.came += 1
        stock_up(self.shop, self.medicine, quantity, batch_number=f"B{self.came}")
        self.free += quantity

    def leave(self, pick: int, _unused: str) -> None:
        if line := self.standing("waiting", "offered"):
            one = line[pick % len(line)]
            leave_waitlist(**at(self.shop, one.wait_id), reason="elsewhere")
            self.end(one, "left")

    def expire(self, pick: int, _unused: str) -> None:
        """One hold is over and the job of the minute comes."""
        if line := self.standing("offered"):
            one = line[pick % len(line)]
            held = Wait.objects.get(id=one.wait_id).reservation_id
            assert held is not None
            lapse_reservations(actor=SYSTEM, reservation_ids=[held])
            self.end(one, "expired")

    def sell(self, pick: int, _unused: str) -> None:
        """Who has an offer comes and buys it."""
        if line := self.standing("offered"):
            one = line[pick % len(line)]
            held = Wait.objects.get(id=one.wait_id).reservation_id
            assert held is not None
            items = [SaleItem(product_id=self.medicine.id, quantity=one.quantity)]
            complete_sale(
                actor=self.shop.owner,
                branch_id=self.shop.branch_id,
                terminal_id=self.shop.api_terminal_id,
                draft=SaleDraft(items=items, reservation_ids=[held]),
            )
            one.state = "served"

    def end(self, one: Waiting, state: str) -> None:
        if one.state == "offered":
            self.free += one.quantity
        one.state = state

    def compare(self) -> None:
        self.offer()
        kept = dict(Wait.objects.values_list("id", "state"))
        assert kept == {one.wait_id: one.state for one in self.everybody()}


@through_the_database()
@given(steps=STEPS)
@example(steps=[("join", 9, "normal"), ("join", 1, "normal"), ("come", 3, "")])
def test_a_line_is_served_in_its_order(steps: list[tuple[str, int, str]]) -> None:
    with undone():
        line = Line()
        for act, number, word in steps:
            line.now += timedelta(seconds=1)
            with clock.at(line.now):
                getattr(line, act)(number, word)
            line.compare()
        assert [v.sentence for result in run_checks() for v in result.violations] == []
        assert lapsed_reservations() == []
