"""Taking a prescription in: what it keeps, what asks first, what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.patients import register
from tests.support.prescribers import a_prescriber
from tests.support.prescriptions import a_line, a_prescription, line_of, written_for
from tests.support.shop import Shop, add_medicine
from theriac.core.problems import AsksFirst
from theriac.domains.prescribers.models import PrescriberLicence
from theriac.domains.prescribers.problems import PrescriberLicenceExpired
from theriac.domains.prescriptions.commands.receive import receive_prescription
from theriac.domains.prescriptions.models import Prescription, PrescriptionStep
from theriac.domains.prescriptions.problems import PrescriptionRefused

pytestmark = pytest.mark.django_db


@pytest.mark.rows("RX-01")
def test_a_prescription_keeps_patient_prescriber_lines_and_its_first_step(shop: Shop) -> None:
    medicine = add_medicine(shop, legal_class="keras")
    patient, prescriber = register(shop), a_prescriber(shop)
    made = a_prescription(
        shop, lines=[a_line(medicine, 21, repeats=2)], patient_id=patient, number="R/17"
    )
    found = Prescription.objects.get(id=made)
    line = line_of(made)
    assert (found.patient_id, found.prescriber_id, found.state) == (
        patient,
        prescriber,
        "received",
    )
    assert found.content == {
        "number": "R/17",
        "prescriber": "dr. Ani Wijaya, Sp.A",
        "note": "",
        "copied_from": None,
    }
    assert found.valid_until == shop.today + timedelta(days=30)
    assert (line.product_id, line.quantity, line.repeats, line.dispensed) == (medicine.id, 21, 2, 0)
    assert line.content["written"] == "Amoxicillin 500 mg"
    assert line.content["directions"]["times"] == 3
    step = PrescriptionStep.objects.get()
    assert (step.from_state, step.to_state, step.by) == ("", "received", shop.owner.id)


@pytest.mark.rows("RX-04")
def test_the_same_prescription_again_asks_first_and_a_cancelled_one_doesnt_count(
    shop: Shop,
) -> None:
    medicine = add_medicine(shop)
    first = a_prescription(shop, lines=[a_line(medicine)])
    with pytest.raises(AsksFirst) as asked:
        a_prescription(shop, lines=[a_line(medicine)])
    code = asked.value.questions[0].code
    assert code == f"twice:{first}"
    given = {"actor": shop.owner, "branch_id": shop.branch_id}
    facts = written_for(shop, [a_line(medicine)])
    receive_prescription(**given, facts=facts, confirmed=[code])
    assert Prescription.objects.count() == 2
    a_prescription(shop, lines=[a_line(medicine, 11)])
    with pytest.raises(AsksFirst):
        receive_prescription(**given, facts=facts)


@pytest.mark.rows("RX-04")
def test_the_same_number_on_the_paper_asks_first_too(shop: Shop) -> None:
    a_prescription(shop, number="A-1")
    with pytest.raises(AsksFirst, match="already taken in"):
        a_prescription(shop, number="a-1")


@pytest.mark.rows("RX-01")
def test_an_expired_licence_warns_or_blocks_by_the_countrys_rule(shop: Shop) -> None:
    a_prescriber(shop)
    PrescriberLicence.objects.filter(kind="sip").update(valid_until=shop.today - timedelta(days=1))
    with pytest.raises((AsksFirst, PrescriberLicenceExpired)):
        a_prescription(shop)


def test_what_is_wrong_is_said_at_its_line(shop: Shop) -> None:
    narcotic = add_medicine(shop, "Morfin 10 mg tablet", legal_class="narkotika")
    bad = a_line(narcotic, repeats=1)
    blank = a_line(None, written=" ")
    with pytest.raises(PrescriptionRefused) as refused:
        a_prescription(shop, lines=[bad, blank])
    assert sorted(refused.value.errors) == ["lines.0.repeats", "lines.1.written"]
    with pytest.raises(PrescriptionRefused):
        a_prescription(shop, written_on=shop.today + timedelta(days=1))


def test_too_old_a_paper_asks_first(shop: Shop) -> None:
    medicine = add_medicine(shop, legal_class="keras")
    with pytest.raises(AsksFirst, match="was valid until"):
        a_prescription(shop, lines=[a_line(medicine)], written_on=shop.today - timedelta(days=31))
