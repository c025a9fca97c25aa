"""Preparing and verifying: by two people where the law controls the medicine."""

from __future__ import annotations

import pytest

from tests.support.prescriptions import a_line, a_prescription, at_shop, pharmacist, state_of
from tests.support.shop import Shop, add_medicine
from theriac.domains.prescriptions.commands.prepare import (
    lay_out,
    start_preparation,
    verify_prescription,
)
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.problems import PrescriptionJump, SecondPersonNeeded

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-18")]


@pytest.mark.rows("RX-18")
def test_nobody_verifies_a_controlled_medicine_that_they_prepared(shop: Shop) -> None:
    medicine = add_medicine(shop, "Diazepam 5 mg tablet", legal_class="psikotropika")
    made = a_prescription(shop, "preparing", [a_line(medicine)])
    with pytest.raises(SecondPersonNeeded):
        verify_prescription(**at_shop(shop, made))
    verify_prescription(**at_shop(shop, made, actor=pharmacist(shop)))
    assert state_of(made) == "verified"


def test_who_prepared_first_doesnt_verify_what_another_prepared_again(shop: Shop) -> None:
    medicine = add_medicine(shop, "Diazepam 5 mg tablet", legal_class="psikotropika")
    one, other = pharmacist(shop), pharmacist(shop, "another")
    made = a_prescription(shop, "preparing", [a_line(medicine)])
    verify_prescription(**at_shop(shop, made, actor=one))
    start_preparation(**at_shop(shop, made, actor=other))
    with pytest.raises(SecondPersonNeeded):
        verify_prescription(**at_shop(shop, made))
    with pytest.raises(SecondPersonNeeded):
        verify_prescription(**at_shop(shop, made, actor=other))
    verify_prescription(**at_shop(shop, made, actor=one))
    lay_out(**at_shop(shop, made))
    assert Prescription.objects.get(id=made).verified_by == one.id


def test_nothing_is_verified_before_it_is_prepared(shop: Shop) -> None:
    made = a_prescription(shop, "approved")
    with pytest.raises(PrescriptionJump):
        verify_prescription(**at_shop(shop, made))
