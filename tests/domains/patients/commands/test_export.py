"""A patient's own data, whole and readable by programs."""

from __future__ import annotations

import json

import pytest

from tests.support.patients import NIK, register
from tests.support.shop import Shop, add_staff
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.patients.commands.consents import ConsentNew, record_consent
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.commands.merge import merge_patients


def test_everything_is_in_it_and_the_export_is_recorded(shop: Shop) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    one = register(shop, national_ids={"nik": NIK})
    other = register(shop, "Noerhalisa")
    record_health(**named, patient_id=one, fact=NewHealthFact("condition", "E11", "since 2019"))
    record_consent(
        **named,
        patient_id=one,
        word=ConsentNew(purpose="refill", channel="sms", is_given=True, how="signed"),
    )
    merge_patients(**named, kept_id=one, merged_id=other)
    exported = export_patient(**named, patient_id=one)
    assert json.loads(json.dumps(exported)) == exported
    assert [one["names"] for one in exported["records"]] == ["Siti Nurhaliza", "Noerhalisa"]
    assert exported["records"][0]["national_ids"] == {"nik": NIK}
    assert exported["records"][0]["birth_date"] == "1990-07-01"
    assert [(one["code"], one["text"]) for one in exported["health"]] == [("E11", "since 2019")]
    assert [(one["purpose"], one["is_given"]) for one in exported["consents"]] == [("refill", True)]
    assert [one["merged_id"] for one in exported["merges"]] == [str(other)]
    assert "patients.record_health" in {one["command"] for one in exported["read_and_changed"]}
    record = AuditRecord.objects.get(command="patients.export_patient")
    assert record.facts == {"exported": "theriac.patient.export.1"}


@pytest.mark.parametrize("role", ["manager", "pharmacist", "cashier", "administrator"])
def test_only_the_owner_exports_unless_told_otherwise(shop: Shop, role: str) -> None:
    one = register(shop)
    actor = add_staff(role, shop.branch_id)
    with pytest.raises(NotPermitted):
        export_patient(actor=actor, branch_id=shop.branch_id, patient_id=one)
