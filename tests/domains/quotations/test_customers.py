"""Whom a quotation is for: a patient and an account, kept, checked, told, and sold to."""

from __future__ import annotations

import pytest

from tests.support.credit import organisation
from tests.support.patients import register
from tests.support.quotations import a_quotation, converted, quoted
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.problems import PatientUnknown
from theriac.domains.quotations.commands.issue import issue_quotation
from theriac.domains.quotations.customers import credit_number_of, seen_customer
from theriac.domains.quotations.drafts import QuotationNew
from theriac.domains.quotations.models import Quotation
from theriac.domains.sales.models import SalePatient

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-15")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    return medicine


def test_it_keeps_the_patient_and_the_account_and_is_sold_to_the_patient(
    shop: Shop, medicine: Medicine
) -> None:
    patient_id, account = register(shop), organisation(shop)

    row = a_quotation(shop, quoted(medicine), patient_id=patient_id, credit_number=account.number)

    assert (row.patient_id, row.credit_account_id) == (patient_id, account.id)
    assert credit_number_of(shop.owner, row) == account.number
    [record] = AuditRecord.objects.filter(object_id=row.id)
    assert (record.facts["has_patient"], record.facts["has_credit_account"]) == (True, True)
    assert str(patient_id) not in str(record.facts)
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    [told] = export_patient(**named, patient_id=patient_id)["quotations"]
    assert told["number"] == row.number
    sale = converted(shop, row.id).sale
    assert SalePatient.objects.get(sale_id=sale.id).patient_id == patient_id


def test_who_may_not_find_patients_names_and_sees_none(shop: Shop, medicine: Medicine) -> None:
    row = a_quotation(shop, quoted(medicine), patient_id=register(shop))
    restocker = add_staff("restocker", shop.branch_id)
    assert seen_customer(restocker, row).patient_id is None
    assert credit_number_of(restocker, row) == ""


def test_nobody_unknown_is_named(shop: Shop, medicine: Medicine) -> None:
    with pytest.raises(PatientUnknown):
        a_quotation(shop, quoted(medicine), patient_id=new_id())
    with pytest.raises(Unprocessable) as refused:
        a_quotation(shop, quoted(medicine), credit_number="12")
    assert refused.value.field == "credit_number"
    draft = given(QuotationNew, items=[quoted(medicine)], patient_id=register(shop))
    with pytest.raises(NotPermitted):
        issue_quotation(
            actor=add_staff("auditor", shop.branch_id), branch_id=shop.branch_id, draft=draft
        )
    assert not Quotation.objects.exists()
