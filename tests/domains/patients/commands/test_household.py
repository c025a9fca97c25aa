"""Households, and who may collect for whom."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.shop import Shop
from tests.support.trail import sides_of
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.patients.commands.household import (
    allow_collector,
    end_collector,
    join_household,
    leave_household,
    record_collection,
)
from theriac.domains.patients.commands.open import open_patient
from theriac.domains.patients.models import Collection, Household
from theriac.domains.patients.problems import ParticularsRefused


def test_people_of_one_household_are_seen_on_each_record(shop: Shop) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    mother, child, aunt = (register(shop, name) for name in ("Ibu Sri", "Budi", "Tuti"))
    join_household(**named, patient_id=child, of_patient_id=mother)
    join_household(**named, patient_id=aunt, of_patient_id=child)
    assert [one.names for one in open_patient(**named, patient_id=mother).household] == [
        "Budi",
        "Tuti",
    ]
    leave_household(**named, patient_id=child)
    assert open_patient(**named, patient_id=child).household == []
    none, ours = {"household": None}, {"household": str(Household.objects.get().id)}
    assert sides_of("patients.join_household")[:2] == [(none, ours), (none, ours)]
    assert sides_of("patients.leave_household") == [(ours, none)]
    with pytest.raises(Unprocessable):
        join_household(**named, patient_id=aunt, of_patient_id=aunt)


@pytest.mark.rows("CUS-06")
def test_a_mother_collects_for_her_child_and_it_is_recorded(shop: Shop, cashier: Actor) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    mother, child = register(shop, "Ibu Sri"), register(shop, "Budi")
    may = allow_collector(**named, patient_id=child, person_id=mother, relation="mother")
    at_counter = {"actor": cashier, "branch_id": shop.branch_id, "patient_id": child}
    shown = open_patient(**at_counter).collectors
    assert [(one.name, one.relation) for one in shown] == [("Ibu Sri", "mother")]
    record_collection(**at_counter, collector_id=may)
    kept = Collection.objects.get()
    assert (kept.patient_id, kept.collector_id, kept.recorded_by) == (child, may, cashier.id)
    trail = AuditRecord.objects.get(command="patients.record_collection")
    assert (trail.object_id, trail.facts) == (child, {"collected_by": str(may)})
    end_collector(**named, patient_id=child, collector_id=may)
    with pytest.raises(NotFound):
        record_collection(**at_counter, collector_id=may)


def test_somebody_who_is_no_patient_is_named(shop: Shop) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": register(shop)}
    allow_collector(**named, name="Pak Joko", relation="neighbour", phone="0812 1")
    record = open_patient(**named)
    assert [(one.name, one.phone) for one in record.collectors] == [("Pak Joko", "0812 1")]
    for wrong in ({}, {"person_id": named["patient_id"]}):
        with pytest.raises(ParticularsRefused):
            allow_collector(**named, **wrong)
