"""Random days of a prescription against a plain count: no more than authorised, a time apart."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.properties.test_stock_and_sales import undone
from tests.support.prescriptions import (
    a_line,
    a_prescription,
    advance,
    at_shop,
    dispense_one,
    hand,
    line_of,
    state_of,
)
from tests.support.shop import add_medicine, open_shop
from theriac.core.problems import Conflict
from theriac.core.verification.registry import run_checks
from theriac.domains.prescriptions.commands.dispense import reverse_dispense
from theriac.domains.prescriptions.commands.review import start_review
from theriac.domains.prescriptions.ids import DispenseId

pytestmark = [pytest.mark.django_db, pytest.mark.one_server, pytest.mark.rows("RX-10")]

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("dispense"), st.integers(0, 7)),
        st.tuples(st.just("dispense"), st.integers(0, 7)),
        st.tuples(st.just("again"), st.just(0)),
        st.tuples(st.just("reverse"), st.integers(0, 9)),
    ),
    min_size=4,
    max_size=10,
)


class Paper:
    """The shop's prescription of one line beside the quantities that were given."""

    def __init__(self, quantity: int, repeats: int) -> None:
        self.shop = open_shop()
        self.quantity, self.total = quantity, quantity * (1 + repeats)
        line = a_line(add_medicine(self.shop), quantity, repeats=repeats)
        self.id = a_prescription(self.shop, "ready", [line])
        self.given: list[tuple[UUID, int, bool]] = []

    @property
    def sum(self) -> int:
        return sum(quantity for _key, quantity, _old in self.given)

    def dispense(self, quantity: int) -> None:
        room = min(self.total - self.sum, self.quantity - self.sum % self.quantity)
        is_right = state_of(self.id) == "ready" and 0 < quantity <= room
        try:
            made = dispense_one(self.shop, self.id, quantity)
        except Conflict:
            assert not is_right
        else:
            assert is_right
            self.given.append((made, quantity, False))

    def again(self, _unused: int) -> None:
        """Hand it over and begin the next round, where something is left."""
        if state_of(self.id) != "ready" or all(old for _key, _quantity, old in self.given):
            return
        hand(self.shop, self.id)
        self.given = [(key, quantity, True) for key, quantity, _old in self.given]
        assert state_of(self.id) == ("closed" if self.sum == self.total else "handed_over")
        if self.sum < self.total:
            start_review(**at_shop(self.shop, self.id))
            advance(self.shop, self.id, "ready")

    def reverse(self, pick: int) -> None:
        if state_of(self.id) == "ready" and self.given:
            key, _quantity, _old = self.given.pop(pick % len(self.given))
            reverse_dispense(
                **at_shop(self.shop, self.id),
                dispense_id=DispenseId(key),
                reason_code="mistake",
            )


@through_the_database()
@given(quantity=st.integers(1, 6), repeats=st.integers(0, 2), steps=STEPS)
@example(quantity=3, repeats=2, steps=[("dispense", 3), ("again", 0)] * 3 + [("dispense", 1)])
@example(quantity=5, repeats=1, steps=[("dispense", 4), ("dispense", 2), ("dispense", 1)])
def test_no_more_is_dispensed_than_is_authorised(
    quantity: int, repeats: int, steps: list[tuple[str, int]]
) -> None:
    with undone():
        paper = Paper(quantity, repeats)
        for act, number in steps:
            getattr(paper, act)(number)
            assert line_of(paper.id).dispensed == paper.sum <= paper.total
        assert [v.sentence for result in run_checks() for v in result.violations] == []
