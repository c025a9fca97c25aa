"""Opening a prescription is a reading of the patient, with its reason."""

from __future__ import annotations

import pytest

from tests.support.prescriptions import a_prescription
from tests.support.shop import Shop, add_staff
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.patients.problems import ParticularsRefused
from theriac.domains.prescriptions.commands.open import check_lines, open_prescription

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-22")]


def test_who_looks_leaves_why_with_the_patient(shop: Shop) -> None:
    made = a_prescription(shop, number="R/5")
    given = {"actor": shop.owner, "branch_id": shop.branch_id, "prescription_id": made}
    opened = open_prescription(**given, why="claim")
    assert (opened.patient, opened.prescription.content["number"]) == ("Siti Nurhaliza", "R/5")
    record = AuditRecord.objects.get(command="prescriptions.open")
    assert (record.object_id, record.reason) == (opened.patient_id, "claim")
    assert "Siti" not in str(record.facts)
    with pytest.raises(ParticularsRefused):
        open_prescription(**given, why="curious")
    check_lines(**given)
    assert AuditRecord.objects.filter(
        command="prescriptions.check", object_id=opened.patient_id
    ).exists()


def test_a_cashier_opens_none(shop: Shop) -> None:
    made = a_prescription(shop)
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        open_prescription(actor=cashier, branch_id=shop.branch_id, prescription_id=made)
