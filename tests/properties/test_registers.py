"""Random days of a controlled medicine: after each step the register is the ledger, per batch."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.properties.test_stock_and_sales import undone
from tests.support.controlled import (
    add_controlled,
    buying,
    in_stock,
    registered,
    signed,
    violations,
)
from tests.support.shop import open_shop, stock_up
from tests.support.shops import second_branch
from tests.support.transfers import Two
from theriac.core.problems import Problem
from theriac.domains.controlled.models import RegisterLine
from theriac.domains.stock.commands.adjust import adjust_stock, write_off_stock
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Movement

pytestmark = [pytest.mark.django_db, pytest.mark.one_server, pytest.mark.rows("CTL-01")]

VERBS = ["come", "sell", "adjust", "write_off", "reverse", "send"]
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(1, 40), st.integers(0, 9)),
    min_size=4,
    max_size=14,
)


class Cupboard:
    """A controlled medicine at two branches."""

    def __init__(self) -> None:
        self.shop = open_shop()
        self.medicine = add_controlled(self.shop)
        self.there = second_branch(self.shop)
        self.batches: list[UUID] = []
        self.buying = buying(self.shop)
        self.come(20, 0)

    def come(self, quantity: int, _pick: int) -> None:
        number = f"B{len(self.batches)}"
        self.batches.append(stock_up(self.shop, self.medicine, quantity, batch_number=number))

    def sell(self, quantity: int, pick: int) -> None:
        self.buying.hand_over(self.medicine, quantity + pick)

    def adjust(self, counted: int, pick: int) -> None:
        signed(
            self.shop, lambda: adjust_stock(**self._here(pick), counted=counted, reason="counted")
        )

    def write_off(self, quantity: int, pick: int) -> None:
        signed(
            self.shop,
            lambda: write_off_stock(**self._here(pick), quantity=quantity, reason="broken"),
        )

    def reverse(self, _quantity: int, pick: int) -> None:
        kinds = ["opening", "adjustment", "write_off"]
        found = list(Movement.objects.filter(kind__in=kinds).order_by("id"))
        where: dict[str, Any] = {"actor": self.shop.owner, "branch_id": self.shop.branch_id}
        where["movement_id"] = found[pick % len(found)].id
        signed(self.shop, lambda: reverse_movement(**where, reason="wrong"))

    def send(self, quantity: int, pick: int) -> None:
        two = Two(self.shop, self.there, self.medicine, self._batch(pick))
        two.receive(two.sent(quantity), max(1, quantity - pick))

    def _batch(self, pick: int) -> UUID:
        return self.batches[pick % len(self.batches)]

    def _here(self, pick: int) -> dict[str, Any]:
        where = {"actor": self.shop.owner, "branch_id": self.shop.branch_id}
        return {**where, "batch_id": self._batch(pick)}

    def compare(self) -> None:
        for branch_id in (self.shop.branch_id, self.there):
            kept = {key: units for key, units in in_stock(branch_id).items() if units}
            told = {key: units for key, units in registered(branch_id).items() if units}
            assert told == kept


@through_the_database()
@given(steps=STEPS)
def test_the_register_is_the_ledger_at_every_instant(steps: list[tuple[str, int, int]]) -> None:
    with undone():
        cupboard = Cupboard()
        for verb, quantity, pick in steps:
            with suppress(Problem):
                getattr(cupboard, verb)(quantity, pick)
            cupboard.compare()
        numbers = RegisterLine.objects.order_by("register_id", "number")
        assert numbers.exists()
        assert violations() == []
