"""Restriction: hidden and unchangeable now, opened with a right and a reason, later erased."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest

from tests.support.jobs import done_now
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.core.verification.registry import run_checks
from theriac.countries.retention import years
from theriac.domains.patients import ports
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.household import join_household
from theriac.domains.patients.commands.open import open_patient
from theriac.domains.patients.commands.restrict import (
    free_patient,
    open_restricted,
    request_erasure,
    restrict_patient,
)
from theriac.domains.patients.commands.search import search_patients
from theriac.domains.patients.jobs import erase_restricted
from theriac.domains.patients.models import Erasure, Patient
from theriac.domains.patients.ports import HeldRecords, register_hold
from theriac.domains.patients.problems import ParticularsRefused, PatientHeld, PatientRestricted
from theriac.domains.patients.queries.restricted import list_restricted


def named(shop: Shop, patient_id: Any = None) -> dict[str, Any]:
    who: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    return who if patient_id is None else {**who, "patient_id": patient_id}


def held(patient_id: UUID, until: date) -> HeldRecords:
    """A kind whose newest record lets the patient go on that day."""
    newest = until - timedelta(days=years(5))  # Indonesia's prescriptions

    def read(ids: Sequence[UUID]) -> Mapping[UUID, date]:
        return {patient_id: newest} if patient_id in ids else {}

    return HeldRecords(code="test", title="Narcotics", rule="sales.prescriptions", newest=read)


@contextmanager
def other_records(records: HeldRecords) -> Iterator[None]:
    """A domain that keeps records of patients, inside the block."""
    with patch.dict(ports._held):
        register_hold(records)
        yield


def found(shop: Shop, text: str) -> list[UUID]:
    return [one.id for one in search_patients(**named(shop), text=text).patients]


@pytest.mark.rows("AUD-05")
def test_who_the_law_holds_is_restricted_now_and_erased_on_the_date(shop: Shop) -> None:
    one, wife = register(shop, "Siti"), register(shop, "Wati")
    join_household(**named(shop, wife), of_patient_id=one)
    until = shop.today + timedelta(days=30)
    with other_records(held(one, until)):
        outcome = request_erasure(**named(shop, one))
        assert (outcome.proofs, outcome.erase_on) == ((), until)
        assert [(hold.code, hold.until) for hold in outcome.holds] == [("test", until)]
        with pytest.raises(PatientHeld):
            erase_patient(**named(shop, one))
        (waiting,) = list_restricted(actor=shop.owner)
        assert [hold.code for hold in waiting.holds] == ["test"]
        with clock.at(clock.now() + timedelta(days=29)):
            assert done_now(erase_restricted) == {"erased": 0, "held_longer": 0}

    assert found(shop, "Siti") == []
    assert open_patient(**named(shop, wife)).household == []
    with pytest.raises(PatientRestricted):
        open_patient(**named(shop, one))
    assert export_patient(**named(shop, one))["records"][0]["names"] == "Siti"
    assert [(row.id, row.erase_on) for row in list_restricted(actor=shop.owner)] == [(one, until)]
    assert [check.name for check in run_checks(["patients.keys"]) if check.violations] == []

    with clock.at(clock.now() + timedelta(days=31)):
        assert done_now(erase_restricted) == {"erased": 1, "held_longer": 0}
    assert [row.patient_id for row in Erasure.objects.all()] == [one]
    assert list_restricted(actor=shop.owner) == []


def test_a_hold_that_grew_moves_the_date(shop: Shop) -> None:
    one = register(shop, "Siti")
    request_erasure(**named(shop, one), keep_until=shop.today + timedelta(days=2))
    later = shop.today + timedelta(days=400)
    with other_records(held(one, later)), clock.at(clock.now() + timedelta(days=4)):
        assert done_now(erase_restricted) == {"erased": 0, "held_longer": 1}
    assert Patient.objects.get(id=one).erase_on == later


def test_it_is_opened_with_a_right_and_a_reason_of_its_own(shop: Shop, pharmacist: Any) -> None:
    one = register(shop, "Siti")
    restrict_patient(**named(shop, one))

    with pytest.raises(ParticularsRefused):
        open_restricted(**named(shop, one), why="care")
    assert open_restricted(**named(shop, one), why="authority").names == "Siti"
    record = AuditRecord.objects.get(command="patients.open_restricted")
    assert (record.object_id, record.reason) == (one, "authority")
    with pytest.raises(NotPermitted):
        open_restricted(actor=pharmacist, branch_id=shop.branch_id, patient_id=one, why="authority")


def test_a_freed_record_is_found_again(shop: Shop) -> None:
    one = register(shop, "Siti")
    restrict_patient(**named(shop, one))
    assert found(shop, "Siti") == []

    free_patient(**named(shop, one))

    assert found(shop, "Siti") == [one]
    assert list_restricted(actor=shop.owner) == []


def test_without_a_hold_the_wish_is_done_at_once(shop: Shop) -> None:
    one = register(shop, "Siti")
    assert [proof.patient_id for proof in request_erasure(**named(shop, one)).proofs] == [one]
