"""Dispenses within what is authorised, repeats and validity; second person; outcomes."""

from __future__ import annotations

from datetime import timedelta

import pytest

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
from theriac.domains.prescriptions.commands.dispense import reverse_dispense
from theriac.domains.prescriptions.commands.hand_over import hand_over
from theriac.domains.prescriptions.commands.outcomes import (
    note_not_dispensed,
    substitute_line,
)
from theriac.domains.prescriptions.commands.pause import cancel_prescription
from theriac.domains.prescriptions.commands.prepare import verify_prescription
from theriac.domains.prescriptions.commands.review import start_review
from theriac.domains.prescriptions.ids import DispenseId
from theriac.domains.prescriptions.problems import (
    DispenseRefused,
    LineUnsettled,
    PrescriptionJump,
    PrescriptionRefused,
    SecondPersonNeeded,
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
def test_nothing_is_dispensed_after_the_last_valid_day(shop: Shop) -> None:
    medicine = add_medicine(shop, legal_class="keras")
    made = a_prescription(shop, "ready", [a_line(medicine)])
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(PrescriptionJump):
        dispense_one(shop, made, 10)
    dispense_one(shop, made, 10)


@pytest.mark.rows("RX-08")
def test_each_line_is_dispensed_or_has_its_reason_before_the_hand_over(shop: Shop) -> None:
    one, other = add_medicine(shop), add_medicine(shop, "Vitamin C 50 mg tablet")
    made = a_prescription(shop, "ready", [a_line(one), a_line(other)])
    dispense_one(shop, made, 4)
    with pytest.raises(LineUnsettled, match="line 2"):
        hand_over(**at_shop(shop, made))
    second = line_of(made, 2).id
    with pytest.raises(PrescriptionRefused):
        note_not_dispensed(**at_shop(shop, made), line_id=second, reason_code="")
    with pytest.raises(PrescriptionRefused):
        note_not_dispensed(**at_shop(shop, made), line_id=second, reason_code="other")
    note_not_dispensed(**at_shop(shop, made), line_id=second, reason_code="no_stock")
    with pytest.raises(DispenseRefused):
        dispense_one(shop, made, 1, 2)
    assert hand(shop, made) == "handed_over"


@pytest.mark.rows("RX-08")
def test_another_product_is_given_only_with_a_reason_and_the_prescribers_leave(shop: Shop) -> None:
    facts = {"substance": "Amoxicillin", "strength": "500 mg", "dose_form": "tablet"}
    brand, other = (add_medicine(shop, name, **facts) for name in ("Amoxan 500", "Kalmox 500"))
    strange = add_medicine(shop, "Captopril 25 mg tablet")
    made = a_prescription(shop, "preparing", [a_line(brand)])
    line = line_of(made).id

    def give(product_id: object, reason: str) -> None:
        instead = SubstituteWritten(product_id=product_id, reason_code=reason)
        substitute_line(**at_shop(shop, made), line_id=line, instead=instead)

    with pytest.raises(PrescriptionRefused, match="another medicine"):
        give(strange.id, "cost")
    give(other.id, "no_stock")
    advance(shop, made, "ready")
    with pytest.raises(DispenseRefused):
        dispense_one(shop, made, 10)


@pytest.mark.rows("RX-18")
def test_nobody_verifies_a_controlled_medicine_that_they_prepared(shop: Shop) -> None:
    medicine = add_medicine(shop, "Diazepam 5 mg tablet", legal_class="psikotropika")
    made = a_prescription(shop, "preparing", [a_line(medicine)])
    with pytest.raises(SecondPersonNeeded):
        verify_prescription(**at_shop(shop, made))
    verify_prescription(**at_shop(shop, made, actor=pharmacist(shop)))
    assert state_of(made) == "verified"


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
