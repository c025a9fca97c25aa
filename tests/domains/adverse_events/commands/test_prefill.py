"""The form is filled in with the very batches that a patient got."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.adverse_events import sell_to
from tests.support.patients import register
from tests.support.prescriptions import a_line, a_prescription, dispense_one
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.domains.adverse_events.commands.prefill import PrefilledReport, prefill_report
from theriac.domains.adverse_events.problems import AdverseEventRefused
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.problems import PatientUnknown
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.problems import PrescriptionUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]


def filled(shop: Shop, patient: UUID | None, **more: Any) -> PrefilledReport:
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    return prefill_report(**{**here, "patient_id": patient, **more})


def rows(one: PrefilledReport) -> list[tuple[str, str, str]]:
    return [(row.role, row.name, row.batch_number) for row in one.medicines]


def test_what_was_sold_stands_with_its_batches_age_and_allergies(shop: Shop) -> None:
    soon, later = (shop.today + timedelta(days=days) for days in (90, 300))
    with clock.at(clock.now() - timedelta(days=30)):
        first, second = add_medicine(shop, "Amoxil"), add_medicine(shop, "Brufen")
        old = stock_up(shop, first, 3, batch_number="A-1", expires_on=soon)
        stock_up(shop, first, 50, batch_number="A-2", expires_on=later)
        stock_up(shop, second, 50, batch_number="B-1")
    patient, merged = register(shop), register(shop, "Siti N.")
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    allergy = NewHealthFact(kind="allergy", code="penicillins")
    record_health(**here, patient_id=patient, fact=allergy)
    with clock.at(clock.now() - timedelta(days=10)):
        sell_to(shop, merged, second.id)
        sell_to(shop, register(shop, "Budi"), second.id, 1)
    sell_to(shop, patient, first.id, 5)
    merge_patients(**here, kept_id=patient, merged_id=merged)
    found = filled(shop, patient)
    assert rows(found) == [
        ("suspect", "Amoxil", "A-1"),
        ("suspect", "Amoxil", "A-2"),
        ("concomitant", "Brufen", "B-1"),
    ]
    assert found.medicines[0].expires_on == soon
    assert (found.initials, found.allergies) == ("S.N.", ["Penicillins"])
    record = AuditRecord.objects.filter(command="adverse_events.prefill").get()
    assert (record.object_id, record.reason) == (patient, "care")
    week = shop.today - timedelta(days=7)
    assert rows(filled(shop, patient, onset_on=week)) == [("suspect", "Brufen", "B-1")]
    only = filled(shop, patient, batch_id=old)
    assert [one[0] for one in rows(only)] == ["suspect", "concomitant", "concomitant"]
    nobody = filled(shop, None, batch_id=old)
    assert (nobody.patient_id, rows(nobody)) == (None, [("suspect", "Amoxil", "A-1")])
    stranger = filled(shop, register(shop, "Ayu"), batch_id=old)
    assert rows(stranger) == [("suspect", "Amoxil", "A-1")]


def test_a_prescriptions_medicines_are_suspected_with_their_directions(shop: Shop) -> None:
    medicine = add_medicine(shop, "Amoxil")
    made = a_prescription(shop, "ready", [a_line(medicine, 10)])
    dispense_one(shop, made, 10)
    patient = register(shop, "Ayu")
    with pytest.raises(AdverseEventRefused):
        filled(shop, patient, prescription_id=made)
    with pytest.raises(PrescriptionUnknown):
        filled(shop, patient, prescription_id=uuid4())
    whose = Prescription.objects.get(id=made).patient_id
    (row,) = filled(shop, whose, prescription_id=made).medicines
    assert (row.role, row.name, row.route) == ("suspect", "Amoxil", "oral")


def test_what_isnt_there_and_what_may_not_be_seen(shop: Shop) -> None:
    for wrong, problem in (
        ({"batch_id": uuid4()}, AdverseEventRefused),
        ({"onset_on": shop.today + timedelta(days=1)}, AdverseEventRefused),
        ({"patient_id": uuid4()}, PatientUnknown),
    ):
        with pytest.raises(problem):
            filled(shop, None, **wrong)
    medicine, patient = add_medicine(shop), register(shop)
    stock_up(shop, medicine, 50)
    sell_to(shop, patient, medicine.id)
    technician = add_staff("technician", shop.branch_id)
    assert len(filled(shop, patient, actor=technician).medicines) == 1
