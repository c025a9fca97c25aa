"""Opening a record: as much as the role needs, and never without a trace."""

from __future__ import annotations

import pytest

from tests.support.patients import NIK, register
from tests.support.shop import Shop, add_staff
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.patients.commands.change import write_notes
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.commands.open import open_particulars, open_patient, reveal_number
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.problems import ParticularsRefused, PatientUnknown
from theriac.domains.patients.queries.readings import list_readings


@pytest.fixture
def siti(shop: Shop) -> PatientId:
    one = register(shop, national_ids={"nik": NIK}, addresses=["Jl. Melati 1"])
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": one}
    record_health(**named, fact=NewHealthFact("allergy", "penicillins", "", "severe", "rash"))
    record_health(**named, fact=NewHealthFact("condition", "E11"))
    write_notes(**named, notes="Prefers syrup")
    return one


@pytest.mark.rows("CUS-01")
def test_a_pharmacist_sees_the_whole_record(shop: Shop, siti: PatientId, pharmacist: Actor) -> None:
    record = open_patient(actor=pharmacist, branch_id=shop.branch_id, patient_id=siti)
    assert record.names == "Siti Nurhaliza"
    assert record.identity is not None
    assert record.identity.masked_ids == {"nik": "3273••••••••0002"}
    assert record.identity.addresses == ["Jl. Melati 1"]
    assert record.health is not None
    assert [(one.kind, one.code, one.severity) for one in record.health] == [
        ("allergy", "penicillins", "severe"),
        ("condition", "E11", ""),
    ]
    assert record.notes == "Prefers syrup"


def test_a_cashier_sees_the_name_and_nothing_of_health_or_numbers(
    shop: Shop, siti: PatientId, cashier: Actor
) -> None:
    record = open_patient(actor=cashier, branch_id=shop.branch_id, patient_id=siti)
    assert (record.names, record.identity, record.health, record.notes) == (
        "Siti Nurhaliza",
        None,
        None,
        None,
    )
    with pytest.raises(NotPermitted):
        reveal_number(
            actor=cashier, branch_id=shop.branch_id, patient_id=siti, kind="nik", why="care"
        )


def test_a_manager_doesnt_see_health(shop: Shop, siti: PatientId) -> None:
    manager = add_staff("manager", shop.branch_id)
    record = open_patient(actor=manager, branch_id=shop.branch_id, patient_id=siti)
    assert record.identity is not None
    assert (record.health, record.notes) == (None, None)


@pytest.mark.rows("CUS-02")
def test_showing_a_number_is_on_the_record_with_who_and_why(
    shop: Shop, siti: PatientId, pharmacist: Actor
) -> None:
    named = {"actor": pharmacist, "branch_id": shop.branch_id, "patient_id": siti}
    assert reveal_number(**named, kind="nik", why="claim") == NIK
    record = AuditRecord.objects.get(command="patients.reveal_number")
    assert (record.actor_id, record.object_id, record.reason, record.facts) == (
        pharmacist.id,
        siti,
        "claim",
        {"revealed": "nik"},
    )
    with pytest.raises(NotFound):
        reveal_number(**named, kind="passport", why="claim")
    with pytest.raises(ParticularsRefused):
        reveal_number(**named, kind="nik", why="because Siti asked")


def test_every_reading_is_recorded_without_what_was_read(
    shop: Shop, siti: PatientId, pharmacist: Actor, cashier: Actor
) -> None:
    open_patient(actor=cashier, branch_id=shop.branch_id, patient_id=siti)
    open_patient(actor=pharmacist, branch_id=shop.branch_id, patient_id=siti, why="claim")
    open_particulars(actor=pharmacist, branch_id=shop.branch_id, patient_id=siti)
    trail = list_readings(actor=pharmacist, patient_id=siti)[:3]
    assert [(one.command, one.actor_id, one.reason, one.facts) for one in trail] == [
        ("patients.open_particulars", pharmacist.id, "check", {"sections": ["identity"]}),
        (
            "patients.open_patient",
            pharmacist.id,
            "claim",
            {"sections": ["person", "identity", "clinical"]},
        ),
        ("patients.open_patient", cashier.id, "care", {"sections": ["person"]}),
    ]
    with pytest.raises(NotPermitted):
        list_readings(actor=cashier, patient_id=siti)


def test_nobody_opens_what_isnt_there(shop: Shop) -> None:
    with pytest.raises(PatientUnknown):
        open_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=PatientId(new_id()))
