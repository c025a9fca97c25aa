"""What ``verify`` says of rows that were changed by SQL."""

from __future__ import annotations

import pytest

from tests.support.prescriptions import a_line, a_prescription, dispense_one, line_of, pharmacist
from tests.support.shop import Shop, add_medicine
from theriac.core.verification.registry import run_checks
from theriac.domains.prescriptions.models import (
    Dispense,
    Prescription,
    PrescriptionLine,
    PrescriptionStep,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("within_a_command")]


def found(name: str) -> list[str]:
    """What a check finds."""
    return [
        violation.code
        for result in run_checks()
        if result.name == name
        for violation in result.violations
    ]


@pytest.mark.rows("RX-10")
def test_a_line_counts_what_its_dispenses_are(shop: Shop) -> None:
    made = a_prescription(shop, "ready", [a_line(add_medicine(shop), repeats=1)])
    dispense_one(shop, made, 10)
    assert found("prescriptions.dispensed") == []
    PrescriptionLine.objects.filter(id=line_of(made).id).update(dispensed=9)
    assert found("prescriptions.dispensed") == ["prescriptions.dispensed_differs"]
    PrescriptionLine.objects.filter(id=line_of(made).id).update(dispensed=10)
    Dispense.objects.update(quantity=21)
    assert found("prescriptions.dispensed") == ["prescriptions.dispensed_differs"]


@pytest.mark.rows("RX-03")
def test_the_steps_lead_to_the_state(shop: Shop) -> None:
    made = a_prescription(shop, "preparing")
    assert found("prescriptions.steps") == []
    Prescription.objects.filter(id=made).update(state="handed_over")
    assert found("prescriptions.steps") == ["prescriptions.steps_differ"]
    Prescription.objects.filter(id=made).update(state="preparing")
    PrescriptionStep.objects.filter(to_state="approved").delete()
    assert found("prescriptions.steps") == ["prescriptions.steps_differ"]


@pytest.mark.rows("RX-18")
def test_a_second_person_verified_what_is_controlled(shop: Shop) -> None:
    medicine = add_medicine(shop, "Diazepam 5 mg tablet", legal_class="psikotropika")
    other = pharmacist(shop)
    made = a_prescription(shop, "ready", [a_line(medicine)], second=other)
    assert found("prescriptions.second_person") == []
    PrescriptionStep.objects.filter(prescription_id=made, to_state="preparing").update(by=other.id)
    assert found("prescriptions.second_person") == ["prescriptions.verified_alone"]
