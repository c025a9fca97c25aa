"""A controlled medicine goes with all that the law asks and two people's word, or stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.approving import said_yes
from tests.support.controlled import Buying, add_controlled, buying, lines_of, violations
from tests.support.patients import register
from tests.support.prescribers import a_prescriber
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core.approval.problems import ApprovalNeeded, ApprovalUnfit
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.prescribers.rules.facts import PracticeWritten
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.problems import ControlledFactLacks, GroundNeeded, PatientNeeded

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_controlled(shop)
    stock_up(shop, found, 50)
    return found


@pytest.mark.rows("CTL-02")
def test_it_goes_once_a_second_person_signed_exactly_this(shop: Shop, medicine: Medicine) -> None:
    case = buying(shop)
    draft = case.draft(medicine, 10)
    with pytest.raises(ApprovalNeeded) as needed:
        case.sell(draft)
    assert needed.value.facts["action"] == "sales.hand_over"
    yes = said_yes(case.signer, needed.value, shop.owner)
    with pytest.raises(ApprovalUnfit):
        case.sell(replace(case.draft(medicine, 11), signature_id=yes))
    other = replace(draft, patient_id=register(shop, "Budi", addresses=["Jl. Dua 2"]))
    with pytest.raises(ApprovalUnfit):
        case.sell(replace(other, signature_id=yes))

    done = case.sell(replace(draft, signature_id=yes))
    assert lines_of(shop.branch_id)[-1] == (2, "sale", -10, 40)
    told = AuditRecord.objects.get(object_id=done.sale.id)
    assert told.facts["signed_by"] == str(case.signer.id)
    with pytest.raises(ApprovalUnfit):
        case.sell(replace(draft, signature_id=yes))
    assert violations() == []


@pytest.mark.rows("CTL-02")
def test_nobody_signs_for_themselves_or_without_the_right(shop: Shop, medicine: Medicine) -> None:
    case = buying(shop)
    with pytest.raises(ApprovalNeeded) as needed:
        case.sell(case.draft(medicine, 10))
    with pytest.raises(NotPermitted):
        said_yes(shop.owner, needed.value, shop.owner)
    with pytest.raises(NotPermitted):
        said_yes(add_staff("cashier", shop.branch_id), needed.value, shop.owner)
    assert not Sale.objects.exists()


def lacking(case: Buying, draft: SaleDraft) -> str:
    with pytest.raises(ControlledFactLacks) as refused:
        case.sell(draft)
    assert "Codeine 10 mg tablet" in str(refused.value)
    return str(refused.value.facts["fact"])


@pytest.mark.rows("CTL-03")
def test_a_missing_fact_stops_the_sale_and_is_named(shop: Shop, medicine: Medicine) -> None:
    case = buying(shop)
    draft = case.draft(medicine, 10)
    item = SaleItem(product_id=medicine.id, quantity=10)
    with pytest.raises(GroundNeeded):
        case.sell(replace(draft, items=[item]))
    with pytest.raises(PatientNeeded):
        case.sell(replace(draft, patient_id=None))
    nowhere = replace(draft, patient_id=register(shop, "Budi Santoso"))
    assert lacking(case, nowhere) == "patient_address"
    typed = replace(draft.grounds[0], prescriber_id=None, prescriber="dr. A")
    assert lacking(case, replace(draft, grounds=[typed])) == "prescriber"
    unlicensed = a_prescriber(shop, "Rudi Hartono", licences=[])
    named = replace(draft.grounds[0], prescriber_id=unlicensed)
    assert lacking(case, replace(draft, grounds=[named])) == "prescriber_licence"


@pytest.mark.rows("CTL-03")
def test_india_asks_for_more() -> None:
    shop = open_shop("in")
    medicine = add_controlled(shop, "Codeine 10 mg tablet", legal_class="NDPS")
    stock_up(shop, medicine, 50)
    homeless: dict[str, Any] = {"practices": [PracticeWritten(name="Clinic")]}
    licences = {"licences": []}
    without = a_prescriber(shop, "Rudi Hartono", **homeless, **licences)
    case = Buying(
        shop,
        register(shop, addresses=["MG Road, Pune"]),
        without,
        add_staff("pharmacist", shop.branch_id, "second"),
    )
    assert lacking(case, case.draft(medicine, 1)) == "patient_number"


@pytest.mark.rows("CTL-03")
def test_schedule_x_wants_two_sheets() -> None:
    shop = open_shop("in")
    medicine = add_controlled(shop)
    stock_up(shop, medicine, 50)
    case = Buying(shop, register(shop, addresses=["MG Road"]), a_prescriber(shop, licences=[]),
                  shop.owner)  # fmt: skip
    draft = case.draft(medicine, 1)
    with pytest.raises(GroundNeeded) as refused:
        case.sell(replace(draft, grounds=[replace(draft.grounds[0], copies=1)]))
    assert refused.value.facts["missing"] == "duplicate_prescription"


@pytest.mark.rows("CTL-03")
def test_what_a_counter_sold_by_itself_is_booked_with_cases(shop: Shop, medicine: Medicine) -> None:
    batch_id = stock_up(shop, medicine, 5, batch_number="B2")
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch_id, 2)])])
    assert push(shop, sale).state is PushState.BOOKED
    assert lines_of(shop.branch_id)[-1] == (3, "sale", -2, 53)
    cases = {one.kind: one.facts for one in DiscrepancyCase.objects.all()}
    assert cases["controlled"]["lacks"] == [
        "patient_address",
        "prescription",
        "signature_missing",
    ]
    assert "ground" in cases
    assert violations() == []


def test_other_goods_cost_no_statement_more(shop: Shop, medicine: Medicine) -> None:
    plain = add_medicine(shop, "Paracetamol 500 mg tablet")
    stock_up(shop, plain, 5)
    case = Buying(shop, shop.owner.id, shop.owner.id, shop.owner)
    draft = SaleDraft(items=[SaleItem(product_id=plain.id, quantity=1)])
    with CaptureQueriesContext(connection) as asked:
        case.sell(draft)
    statements = [one["sql"] for one in asked.captured_queries]
    assert not [one for one in statements if "approval" in one or "patients_" in one]
