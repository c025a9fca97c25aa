"""Correcting a line until its approval."""

from __future__ import annotations

import pytest

from tests.support.prescriptions import (
    a_line,
    a_prescription,
    advance,
    at_shop,
    dispense_one,
    hand,
    line_of,
)
from tests.support.shop import Shop, add_medicine
from theriac.core.problems import NotFound
from theriac.domains.prescriptions.commands.lines import correct_line
from theriac.domains.prescriptions.commands.review import start_review
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.problems import PrescriptionJump, PrescriptionRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-01")]


def test_a_line_is_matched_and_the_validity_follows_its_class(shop: Shop) -> None:
    medicine = add_medicine(shop, legal_class="keras")
    made = a_prescription(shop, lines=[a_line(None)])
    assert Prescription.objects.get(id=made).valid_until is None
    correct_line(**at_shop(shop, made), line_id=line_of(made).id, line=a_line(medicine, 5))
    assert (line_of(made).product_id, line_of(made).quantity) == (medicine.id, 5)
    assert Prescription.objects.get(id=made).valid_until is not None
    with pytest.raises(NotFound):
        correct_line(**at_shop(shop, made), line_id=made, line=a_line(medicine))


def test_what_was_approved_or_dispensed_stays(shop: Shop) -> None:
    medicine = add_medicine(shop)
    made = a_prescription(shop, "approved", [a_line(medicine, repeats=1)])
    given = {"line_id": line_of(made).id, "line": a_line(medicine, repeats=9)}
    with pytest.raises(PrescriptionJump):
        correct_line(**at_shop(shop, made), **given)
    advance(shop, made, "ready")
    dispense_one(shop, made, 10)
    hand(shop, made)
    start_review(**at_shop(shop, made))
    with pytest.raises(PrescriptionRefused, match="dispensed already"):
        correct_line(**at_shop(shop, made), **given)
