"""Handing over: each line dispensed or with its reason; closing."""

from __future__ import annotations

import pytest

from tests.support.prescriptions import (
    a_line,
    a_prescription,
    at_shop,
    dispense_one,
    hand,
    line_of,
    state_of,
)
from tests.support.shop import Shop, add_medicine
from theriac.domains.prescriptions.commands.hand_over import close_prescription, hand_over
from theriac.domains.prescriptions.commands.outcomes import note_not_dispensed
from theriac.domains.prescriptions.problems import (
    DispenseRefused,
    LineUnsettled,
    PrescriptionJump,
    PrescriptionRefused,
)

pytestmark = pytest.mark.django_db


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


def test_what_is_left_may_be_given_up_by_closing(shop: Shop) -> None:
    made = a_prescription(shop, "ready")
    dispense_one(shop, made, 4)
    assert hand(shop, made) == "handed_over"
    close_prescription(**at_shop(shop, made))
    assert state_of(made) == "closed"
    with pytest.raises(PrescriptionJump):
        close_prescription(**at_shop(shop, made))
