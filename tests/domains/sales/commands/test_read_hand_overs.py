"""Whom a register's goods went to: told to who may, as it was that day, and on the record."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.controlled import add_controlled, buying
from tests.support.shop import Shop, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.controlled.models import RegisterLine
from theriac.domains.patients.models import PatientFinding
from theriac.domains.prescribers.models import PrescriberLicence
from theriac.domains.sales.commands.read_hand_overs import read_hand_overs

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-03")]


def test_the_register_names_patient_and_prescriber_as_they_were_that_day(shop: Shop) -> None:
    medicine, case = add_controlled(shop), buying(shop)
    stock_up(shop, medicine, 50)
    case.hand_over(medicine, 10)
    held = PrescriberLicence.objects.filter(prescriber_id=case.prescriber_id).first()
    assert held is not None
    before = held.number
    PrescriberLicence.objects.filter(id=held.id).update(number="RENEWED-2")
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    lines = {one.kind: one.id for one in RegisterLine.objects.all()}

    found = read_hand_overs(**here, register_line_ids=list(lines.values()))

    handed = found[lines["sale"]]
    assert handed.patient
    assert handed.prescription
    assert handed.patient.address == "Jl. Merdeka 1, Jakarta"
    assert before in handed.prescription.licence
    assert (handed.prescription.number, handed.written_on) == ("R1", shop.today)
    record = AuditRecord.objects.get(command="sales.read_hand_overs")
    assert record.facts["patients"] == [str(case.patient_id)]
    assert PatientFinding.objects.filter(patient_id=case.patient_id).count() == 1
    technician = add_staff("technician", shop.branch_id)
    seen = read_hand_overs(
        actor=technician, branch_id=shop.branch_id, register_line_ids=lines.values()
    )
    assert seen[lines["sale"]].patient
    assert seen[lines["sale"]].prescription is None
    with pytest.raises(NotPermitted):
        read_hand_overs(
            actor=add_staff("auditor", shop.branch_id),
            branch_id=shop.branch_id,
            register_line_ids=lines.values(),
        )


def test_lines_of_another_branch_name_nobody(shop: Shop) -> None:
    medicine, case = add_controlled(shop), buying(shop)
    stock_up(shop, medicine, 50)
    case.hand_over(medicine, 10)
    lines = list(RegisterLine.objects.values_list("id", flat=True))
    there = second_branch(shop)
    assert not read_hand_overs(actor=shop.owner, branch_id=there, register_line_ids=lines)
    assert not PatientFinding.objects.exists()
