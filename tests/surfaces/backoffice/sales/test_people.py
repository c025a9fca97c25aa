"""A sale's page names its patient to who may read one, on the record, and tells who approved."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.core.audit.models import AuditRecord
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.pushes.sale import PushedApproval

NAME = "Siti Nurhaliza"
READ = "patients.name_patient"


@pytest.fixture
def patient_id(shop: Shop) -> PatientId:
    return register(shop, NAME)


@pytest.mark.parametrize("is_named", [False, True])
def test_a_case_tells_whom_the_law_asks_for(db: None, is_named: bool) -> None:
    india = open_shop("in")
    medicine = add_medicine(india, "Cefixime 200 mg", legal_class="H1")
    line = pushed_line(india, medicine, [(stock_up(india, medicine, 20), 10)])
    unknown = uuid4() if is_named else None
    push(india, pushed_sale(india, [line], patient_id=unknown))

    case = DiscrepancyCase.objects.get(kind="patient")
    page = client_of(india, "owner").get(f"/cases/{case.id}/").text
    assert "Without the patient that the law requires" in page
    told = "Patient not registered here" if is_named else "No patient"
    assert told in page


@pytest.fixture
def sale_id(shop: Shop, patient_id: PatientId) -> UUID:
    """Ten tablets for the patient, half off, approved by the owner's PIN."""
    medicine = add_medicine(shop)
    line = pushed_line(shop, medicine, [(stock_up(shop, medicine, 20), 10)])
    line = replace(line, discount=3500)
    cashier = add_staff("cashier", shop.branch_id)
    sale = replace(pushed_sale(shop, [line], person_id=cashier.id), patient_id=patient_id)
    names = ("quantity", "gross", "discount")
    told = {"product_id": str(line.product_id), **{name: getattr(line, name) for name in names}}
    given = give_approval(
        actor=shop.owner,
        branch_id=shop.branch_id,
        asked=ApprovalAsked(
            action="sales.discount",
            content={"sale_id": str(sale.id), "lines": [told]},
            requested_by=cashier.id,
            reason="her box was dented",
        ),
        means=Approval.Means.PASSKEY,
    )
    named = PushedApproval(
        id=given.id, approved_by=shop.owner.id, approved_at=sale.occurred_at, reason="dented"
    )
    push(shop, replace(sale, approval=named))
    return sale.id


def page_of(client: Client, sale_id: UUID) -> str:
    answer = client.get(f"/sales/{sale_id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_may_read_patients_sees_the_name_and_the_reading_is_recorded(
    shop: Shop, owner: Client, sale_id: UUID, patient_id: PatientId
) -> None:
    page = page_of(owner, sale_id)

    assert NAME in page
    assert f"/patients/{patient_id}/" in page
    (read,) = AuditRecord.objects.filter(command=READ)
    assert (read.object_id, read.actor_id, read.reason, read.facts) == (
        patient_id,
        shop.owner.id,
        "check",
        {"sections": ["names"]},
    )


def test_others_hear_only_that_somebody_is_attached(shop: Shop, sale_id: UUID) -> None:
    page = page_of(client_of(shop, "auditor"), sale_id)

    assert NAME not in page
    assert "With patient" in page
    assert AuditRecord.objects.filter(command=READ).count() == 0


def test_a_record_that_is_gone_says_so(
    shop: Shop, owner: Client, sale_id: UUID, patient_id: PatientId
) -> None:
    erase_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient_id, why="request")

    page = page_of(owner, sale_id)

    assert NAME not in page
    assert "With patient" in page


def test_both_people_the_means_and_the_reason_stand_there(owner: Client, sale_id: UUID) -> None:
    page = page_of(owner, sale_id)

    assert "her box was dented" in page
    assert "Passkey" in page
    assert "Discount above the limit" in page
