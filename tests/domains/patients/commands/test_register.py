"""Registering somebody, and being told that they are known."""

from __future__ import annotations

import pytest

from tests.support.patients import NIK, particulars, register
from tests.support.shop import Shop, add_staff
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.patients.commands.register import register_patient
from theriac.domains.patients.models import Patient, SearchToken
from theriac.domains.patients.problems import LooksKnown, ParticularsRefused


def test_a_patient_is_kept_and_the_trail_says_by_whom(shop: Shop, pharmacist: Actor) -> None:
    one = register_patient(
        actor=pharmacist,
        branch_id=shop.branch_id,
        particulars=particulars(national_ids={"nik": NIK}, sex="female"),
    )
    row = Patient.objects.get(id=one)
    assert (row.names, row.sex, row.national_ids) == ("Siti Nurhaliza", "female", {"nik": NIK})
    assert (row.registered_by, row.registered_at_branch) == (pharmacist.id, shop.branch_id)
    record = AuditRecord.objects.get(object_id=one)
    assert (record.command, record.actor_id, record.facts) == (
        "patients.register_patient",
        pharmacist.id,
        {},
    )


def test_somebody_alike_is_refused_unless_it_is_another_person(shop: Shop) -> None:
    known = register(shop, "Siti Nurhaliza")
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    with pytest.raises(LooksKnown) as problem:
        register_patient(**named, particulars=particulars("Sitti Nur Halisa", contacts=[]))
    assert problem.value.facts["patients"] == [str(known)]
    register_patient(**named, particulars=particulars("Siti Nurhaliza"), is_another=True)
    assert Patient.objects.count() == 2


def test_a_refusal_keeps_nothing(shop: Shop) -> None:
    with pytest.raises(ParticularsRefused):
        register(shop, "  ")
    assert (Patient.objects.count(), SearchToken.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", ["cashier", "restocker", "auditor", "administrator"])
def test_only_who_may_registers(shop: Shop, role: str) -> None:
    actor = add_staff(role, shop.branch_id)
    with pytest.raises(NotPermitted):
        register_patient(actor=actor, branch_id=shop.branch_id, particulars=particulars())
