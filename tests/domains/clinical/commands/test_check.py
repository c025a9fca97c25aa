"""A check for a patient reads the record, leaves a trace, and tells no more than one may know."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.clinical import a_generic, pharmacist, shipped_in_force
from tests.support.patients import register
from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.domains.accounts.models import SecurityEvent
from theriac.domains.clinical.basket import Basket, CheckedMedicine
from theriac.domains.clinical.commands.check import check_for_patient
from theriac.domains.clinical.rules.kinds import CheckGap, CheckKind
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.queries.branches import get_settings
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.queries.readers import readers_of

pytestmark = pytest.mark.django_db


def test_a_penicillin_allergy_of_the_record_stops_amoxicillin(shop: Shop) -> None:
    shipped_in_force(pharmacist(shop))
    amoxsan = a_generic(shop, "Amoxsan", ("Amoxicillin", "500 mg"), form="capsule")
    patient_id = register(shop, sex="male")
    record_health(
        actor=shop.owner,
        branch_id=shop.branch_id,
        patient_id=patient_id,
        fact=NewHealthFact("allergy", "penicillins"),
    )
    basket = Basket([CheckedMedicine(key="a", product_id=amoxsan.id, substances=[])])
    cashier = add_staff("cashier", shop.branch_id)
    mine, theirs = (
        check_for_patient(
            actor=actor, branch_id=shop.branch_id, patient_id=patient_id, basket=basket
        )
        for actor in (shop.owner, cashier)
    )
    assert [(one.tier, one.subjects) for one in mine.alerts] == [
        (1, ("amoxicillin", "penicillins"))
    ]
    assert [(one.tier, one.subjects) for one in theirs.alerts] == [(1, ("amoxicillin",))]
    assert "penicillin" not in repr(theirs.alerts)
    assert AuditRecord.objects.filter(command="clinical.check_for_patient").count() == 2
    assert not [one for one in mine.not_run if one.check is CheckKind.PREGNANCY]


def test_what_is_recorded_in_words_is_told_to_who_may_know(shop: Shop) -> None:
    shipped_in_force(pharmacist(shop))
    medicine = a_generic(shop, "Propra", ("Propranolol", "10 mg"))
    patient_id = register(shop)
    for fact in (NewHealthFact("condition", "J45"), NewHealthFact("condition", "other", "wheeze")):
        record_health(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient_id, fact=fact)
    basket = Basket([CheckedMedicine(key="a", product_id=medicine.id, substances=[])])
    cashier = add_staff("cashier", shop.branch_id)
    mine, theirs = (
        check_for_patient(
            actor=actor, branch_id=shop.branch_id, patient_id=patient_id, basket=basket
        )
        for actor in (shop.owner, cashier)
    )
    assert [one.rule for one in mine.alerts] == ["condition-propranolol-J45"]
    assert [one.rule for one in theirs.alerts] == ["conditions"]
    unread = CheckGap.UNREAD_CONDITION
    assert [one.what for one in mine.not_run if one.why is unread] == ["wheeze"]
    assert [one.what for one in theirs.not_run if one.why is unread] == [""]


@pytest.mark.rows("AUD-03")
def test_a_check_is_a_reading_for_whoever_asks_who_read_and_how_many(shop: Shop) -> None:
    now = get_settings()
    assert now is not None
    change_settings(
        actor=shop.owner,
        pharmacy_id=now.pharmacy_id,
        version=now.version,
        changes={"mass_reads": 2},
    )
    first, second = register(shop, "Siti Aisyah"), register(shop, "Siti Budiman")
    events = SecurityEvent.objects.filter(kind="mass_read")
    basket = Basket([CheckedMedicine(key="a", name="Herbs", substances=[])])
    cashier = add_staff("cashier", shop.branch_id)
    for patient_id, alarms in ((first, 0), (first, 0), (second, 1)):
        check_for_patient(
            actor=cashier, branch_id=shop.branch_id, patient_id=patient_id, basket=basket
        )
        assert events.count() == alarms
    since, until = (clock.now() + timedelta(days=days) for days in (-1, 1))
    read = readers_of(actor=shop.owner, patient_id=first, since=since, until=until)
    assert [(one.actor_id, one.command, one.times) for one in read.items] == [
        (cashier.id, "clinical.check_for_patient", 2)
    ]
