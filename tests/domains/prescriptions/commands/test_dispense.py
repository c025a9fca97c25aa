"""Dispenses within what is authorised, repeats and validity; second person; outcomes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.controlled import add_controlled
from tests.support.prescriptions import (
    a_line,
    a_prescription,
    advance,
    at_shop,
    dispense_one,
    hand,
    line_of,
    pharmacist,
    state_of,
)
from tests.support.shop import Shop, add_medicine
from theriac.core import clock
from theriac.domains.prescriptions.commands.dispense import record_dispense, reverse_dispense
from theriac.domains.prescriptions.commands.outcomes import substitute_line
from theriac.domains.prescriptions.commands.pause import cancel_prescription
from theriac.domains.prescriptions.commands.review import start_review
from theriac.domains.prescriptions.ids import DispenseId, PrescriptionLineId
from theriac.domains.prescriptions.problems import (
    DispenseRefused,
    PrescriptionJump,
)
from theriac.domains.prescriptions.rules.facts import SubstituteWritten

pytestmark = pytest.mark.django_db


@pytest.mark.rows("RX-10")
def test_iter_twice_is_dispensed_three_times_and_then_refused(shop: Shop) -> None:
    medicine = add_medicine(shop)
    made = a_prescription(shop, "ready", [a_line(medicine, 10, repeats=2)])
    for left in (True, True, False):
        dispense_one(shop, made, 10)
        with pytest.raises(DispenseRefused):
            dispense_one(shop, made, 10 if not left else 11)
        assert hand(shop, made) == ("handed_over" if left else "closed")
        if left:
            start_review(**at_shop(shop, made))
            advance(shop, made, "ready")
    with pytest.raises(PrescriptionJump):
        start_review(**at_shop(shop, made))
    assert line_of(made).dispensed == 30


@pytest.mark.rows("RX-10")
def test_a_controlled_medicine_given_instead_is_no_repeat(shop: Shop) -> None:
    second, codeine = pharmacist(shop), add_controlled(shop)
    made = a_prescription(shop, "ready", [a_line(add_medicine(shop), 10, repeats=1)])
    dispense_one(shop, made, 10)
    hand(shop, made)
    start_review(**at_shop(shop, made))
    advance(shop, made, "approved")
    given = {"line_id": PrescriptionLineId(line_of(made).id)}
    instead = SubstituteWritten(product_id=codeine.id, reason_code="prescriber")
    substitute_line(**at_shop(shop, made), **given, instead=instead)
    advance(shop, made, "ready", second=second)
    with pytest.raises(DispenseRefused, match="can’t be repeated") as refused:
        record_dispense(**at_shop(shop, made), **given, product_id=codeine.id, quantity=1)
    assert refused.value.facts["remaining"] == 0


@pytest.mark.rows("RX-10")
def test_nothing_is_dispensed_after_the_last_valid_day(shop: Shop) -> None:
    medicine = add_medicine(shop, legal_class="keras")
    made = a_prescription(shop, "ready", [a_line(medicine)])
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(PrescriptionJump):
        dispense_one(shop, made, 10)
    dispense_one(shop, made, 10)


def test_what_was_dispensed_by_mistake_is_reversed_and_counts_no_more(shop: Shop) -> None:
    made = a_prescription(shop, "ready")
    dispense = dispense_one(shop, made, 10)
    with pytest.raises(PrescriptionJump):
        cancel_prescription(**at_shop(shop, made), reason_code="mistake")
    given = {"dispense_id": DispenseId(dispense), "reason_code": "mistake"}
    reverse_dispense(**at_shop(shop, made), **given)
    assert line_of(made).dispensed == 0
    cancel_prescription(**at_shop(shop, made), reason_code="mistake")
    assert state_of(made) == "cancelled"
