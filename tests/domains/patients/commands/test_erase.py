"""Erasing somebody: unreadable, unfindable, proven, and the books untouched."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.privacy.keys import destroyed_owners, open_keys
from theriac.core.privacy.problems import Erased
from theriac.core.problems import NotPermitted
from theriac.core.verification.registry import run_checks
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.commands.household import allow_collector
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.commands.open import open_patient
from theriac.domains.patients.models import Collector, Erasure, HealthFact, Patient, SearchToken
from theriac.domains.patients.problems import PatientGone
from theriac.domains.patients.queries.search import find_patients
from theriac.domains.stock.models import Movement


@pytest.mark.rows("AUD-05")
def test_erasure_removes_the_person_and_keeps_the_ledger_with_a_proof(shop: Shop) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    stock_up(shop, add_medicine(shop), 100)
    movements = list(Movement.objects.values_list("id", "quantity"))
    one, other, stays = (register(shop, name) for name in ("Siti", "Sitti", "Budi"))
    record_health(**named, patient_id=one, fact=NewHealthFact("allergy", "egg"))
    allow_collector(**named, patient_id=one, name="Pak Joko")
    merge_patients(**named, kept_id=one, merged_id=other)

    proofs = erase_patient(**named, patient_id=one)

    assert [proof.patient_id for proof in proofs] == [one, other]
    assert all(len(proof.fingerprint) == 64 for proof in proofs)
    kept = Erasure.objects.order_by("id").values_list("patient_id", "erased_by", "fingerprint")
    assert list(kept) == [(p.patient_id, shop.owner.id, p.fingerprint) for p in proofs]
    assert {one, other} <= set(destroyed_owners())
    assert set(open_keys([one, other, stays])) == {stays}
    assert find_patients("si", "62")[0] == []
    assert not SearchToken.objects.filter(patient_id__in=[one, other]).exists()
    with pytest.raises(PatientGone):
        open_patient(**named, patient_id=one)
    for row, field in (
        (Patient.objects.get(id=one), "names"),
        (Patient.objects.get(id=one), "contacts"),
        (HealthFact.objects.get(), "content"),
        (Collector.objects.get(), "content"),
    ):
        with pytest.raises(Erased):
            getattr(row, field)

    assert list(Movement.objects.values_list("id", "quantity")) == movements
    assert [check.name for check in run_checks() if check.violations] == []
    assert Patient.objects.get(id=stays).names == "Budi"
    assert AuditRecord.objects.filter(command="patients.erase_patient").count() == 2
    events = OutboxEvent.objects.filter(type="theriac.patient.erased.v1")
    assert {event.subject for event in events} == {str(one), str(other)}


@pytest.mark.parametrize("role", ["manager", "pharmacist", "cashier", "administrator"])
def test_only_the_owner_erases_unless_told_otherwise(shop: Shop, role: str) -> None:
    one = register(shop)
    actor = add_staff(role, shop.branch_id)
    with pytest.raises(NotPermitted):
        erase_patient(actor=actor, branch_id=shop.branch_id, patient_id=one)
    assert set(open_keys([one])) == {one}
