"""Who read a patient's record over months: by person, way and place, counted by the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.patients import register
from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.problems import NotPermitted
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.commands.open import name_patient, open_patient
from theriac.domains.patients.commands.search import search_patients
from theriac.domains.patients.models import PatientFinding
from theriac.domains.patients.queries.readers import PatientReaders, readers_of

pytestmark = pytest.mark.django_db


def asked(shop: Shop, patient_id: UUID, **more: Any) -> PatientReaders:
    now = clock.now()
    told: dict[str, Any] = {
        "actor": shop.owner,
        "since": now - timedelta(days=365),
        "until": now + timedelta(days=1),
        **more,
    }
    return readers_of(patient_id=patient_id, **told)


def ways(found: PatientReaders) -> dict[tuple[UUID, str], int]:
    return {(one.actor_id, one.command): one.times for one in found.items}


def test_each_person_stands_with_each_way_and_how_often(
    shop: Shop, pharmacist: Actor, cashier: Actor
) -> None:
    siti, budi = register(shop), register(shop, "Budi Hartono")
    at = {"branch_id": shop.branch_id}
    for _each in range(3):
        open_patient(actor=pharmacist, **at, patient_id=siti)
    open_patient(actor=pharmacist, **at, patient_id=budi)
    name_patient(actor=cashier, **at, patient_id=siti)
    search_patients(actor=cashier, **at, text="siti")
    search_patients(actor=cashier, **at, text="nurhaliza")
    export_patient(actor=shop.owner, **at, patient_id=siti)

    found = asked(shop, siti)
    assert ways(found) == {
        (pharmacist.id, "patients.open_patient"): 3,
        (cashier.id, "patients.name_patient"): 1,
        (cashier.id, "patients.search_patients"): 2,
        (shop.owner.id, "patients.export_patient"): 1,
    }
    assert found.items[0].command == "patients.export_patient"
    assert all(one.branch_id == shop.branch_id for one in found.items)
    thrice = next(one for one in found.items if one.times == 3)
    assert thrice.first_at < thrice.last_at
    assert ways(asked(shop, budi)) == {(pharmacist.id, "patients.open_patient"): 1}


def test_what_was_read_before_a_merge_counts(shop: Shop, cashier: Actor) -> None:
    kept, merged = register(shop), register(shop)
    open_patient(actor=cashier, branch_id=shop.branch_id, patient_id=merged)
    search_patients(actor=cashier, branch_id=shop.branch_id, text="siti")
    who = {"actor": shop.owner, "branch_id": shop.branch_id}
    merge_patients(**who, kept_id=kept, merged_id=merged)
    assert ways(asked(shop, kept)) == {
        (cashier.id, "patients.open_patient"): 1,
        (cashier.id, "patients.search_patients"): 2,
    }


def test_the_period_and_the_page_are_the_databases(shop: Shop, cashier: Actor) -> None:
    siti = register(shop)
    at = {"branch_id": shop.branch_id, "patient_id": siti}
    with clock.at(clock.now() - timedelta(days=200)):
        open_patient(actor=cashier, **at)
    open_patient(actor=shop.owner, **at)
    now = clock.now()
    late = asked(shop, siti, since=now - timedelta(days=100))
    assert ways(late) == {(shop.owner.id, "patients.open_patient"): 1}
    first = asked(shop, siti, at_most=1)
    assert ([one.actor_id for one in first.items], first.has_more) == ([shop.owner.id], True)
    rest = asked(shop, siti, at_most=1, after=1)
    assert ([one.actor_id for one in rest.items], rest.has_more) == ([cashier.id], False)


def test_nobody_is_told_what_happened_where_they_see_no_trail(shop: Shop, cashier: Actor) -> None:
    there = second_branch(shop)
    siti = register(shop)
    stranger = add_staff("cashier", there, "there")
    open_patient(actor=stranger, branch_id=there, patient_id=siti)
    search_patients(actor=stranger, branch_id=there, text="siti")
    open_patient(actor=cashier, branch_id=shop.branch_id, patient_id=siti)
    here = add_staff("auditor", shop.branch_id, "auditor")
    assert ways(asked(shop, siti, actor=here)) == {(cashier.id, "patients.open_patient"): 1}
    assert len(asked(shop, siti).items) == 3
    with pytest.raises(NotPermitted):
        asked(shop, siti, actor=cashier)


def test_a_search_that_shows_nobody_finds_nobody(shop: Shop, cashier: Actor) -> None:
    search_patients(actor=cashier, branch_id=shop.branch_id, text="nobody of this name")
    assert not PatientFinding.objects.exists()
