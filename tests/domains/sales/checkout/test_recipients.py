"""Where the law asks for the patient a sale names one; a pushed one without it is a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.patients import register
from tests.support.pushing import point_of, push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from tests.support.staff import holder_of
from theriac.core.actor import Actor
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.core.verification.registry import run_checks
from theriac.domains.patients.problems import PatientUnknown
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleGround, SalePatient
from theriac.domains.sales.permissions import PERMIT_GROUND, SELL
from theriac.domains.sales.problems import PatientNeeded
from theriac.domains.sales.pushes.sale import PushedGround
from theriac.domains.sales.queries.basket_check import AskedLine, fallen_lines
from theriac.domains.sales.queries.quotes import quote_sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-08")]


@pytest.fixture
def shop() -> Shop:
    return open_shop("in")


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_medicine(shop, "Cefixime 200 mg", legal_class="H1")
    stock_up(shop, found, 50)
    return found


def sell(
    shop: Shop,
    medicine: Medicine,
    patient_id: UUID | None = None,
    *,
    sale: Any = complete_sale,
    actor: Actor | None = None,
) -> Any:
    seen = GroundSeen(kind="prescription", prescriber="dr. A", number="1", written_on=shop.today)
    item = SaleItem(product_id=medicine.id, quantity=1, ground=0)
    return sale(
        actor=actor or shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[item], grounds=[seen], patient_id=patient_id),
    )


def push_for(shop: Shop, medicine: Medicine, patient_id: UUID | None) -> list[tuple[str, Any]]:
    batch = stock_up(shop, medicine, 5)
    ground = PushedGround(
        id=new_id(),
        kind="prescription",
        prescriber="dr. A",
        number="1",
        written_on=shop.today,
        permitted_by=shop.owner.id,
    )
    line = pushed_line(shop, medicine, [(batch, 1)], ground_id=ground.id)
    sale = pushed_sale(shop, [line], grounds=[ground], patient_id=patient_id)
    assert push(shop, sale).state is PushState.BOOKED
    cases = DiscrepancyCase.objects.filter(sale_id=sale.id, kind="patient")
    return [(case.kind, case.facts) for case in cases]


def unnamed() -> list[str]:
    return [found.code for one in run_checks(["sales.patients"]) for found in one.violations]


@pytest.mark.parametrize("sale", [complete_sale, quote_sale])
def test_a_sale_that_names_nobody_is_refused_in_words(
    shop: Shop, medicine: Medicine, sale: Any
) -> None:
    with pytest.raises(PatientNeeded) as refused:
        sell(shop, medicine, sale=sale)
    words = "By law, the patient must be recorded for Cefixime 200 mg."
    assert words in str(refused.value)
    assert (refused.value.field, refused.value.facts["position"]) == ("patient_id", 1)
    assert not Sale.objects.exists()


def test_the_patient_stands_by_reference_alone(shop: Shop, medicine: Medicine) -> None:
    patient_id = register(shop)

    done = sell(shop, medicine, patient_id)

    row = SalePatient.objects.get()
    assert (row.sale_id, row.patient_id) == (done.sale.id, patient_id)
    assert SaleGround.objects.get().asks_patient
    assert [one.name for one in run_checks() if one.violations] == []


def test_who_isnt_known_or_may_not_be_found_cant_be_named(shop: Shop, medicine: Medicine) -> None:
    with pytest.raises(PatientUnknown):
        sell(shop, medicine, new_id())
    patient_id = register(shop)
    with pytest.raises(NotPermitted) as refused:
        sell(shop, medicine, patient_id, actor=holder_of(shop, SELL, PERMIT_GROUND))
    assert refused.value.field == "patient_id"
    assert not Sale.objects.exists()


def test_other_classes_ask_for_nobody_and_take_somebody(shop: Shop) -> None:
    plain = add_medicine(shop, "Amlodipine 5 mg", legal_class="H")
    stock_up(shop, plain, 5)
    sell(shop, plain)
    assert not SaleGround.objects.get().asks_patient
    sell(shop, plain, register(shop))
    assert SalePatient.objects.count() == 1


def test_a_pushed_sale_without_one_is_booked_with_a_case(shop: Shop, medicine: Medicine) -> None:
    assert push_for(shop, medicine, None) == [("patient", {"why": "missing"})]
    assert DiscrepancyCase.objects.get().line is not None
    assert unnamed() == []

    DiscrepancyCase.objects.all().delete()

    assert unnamed() == ["sales.patient_missing"]


def test_a_pushed_sale_names_whom_the_pharmacy_knows(shop: Shop, medicine: Medicine) -> None:
    assert push_for(shop, medicine, register(shop)) == []
    assert SalePatient.objects.count() == 1
    assert [one.name for one in run_checks() if one.violations] == []


def test_a_pushed_sale_for_somebody_unknown_is_a_case(shop: Shop, medicine: Medicine) -> None:
    assert push_for(shop, medicine, new_id()) == [("patient", {"why": "unknown"})]
    assert [one.name for one in run_checks() if one.violations] == []


@pytest.mark.parametrize(
    ("is_named", "types"), [(False, ["sales.patient_needed"]), (True, [])], ids=["nobody", "one"]
)
def test_the_check_before_payment_asks_for_the_patient(
    shop: Shop, medicine: Medicine, is_named: bool, types: list[str]
) -> None:
    line = AskedLine(
        position=1,
        product_id=medicine.id,
        pack_id=medicine.packs[1],
        quantity=1,
        price_amount=700,
        price_units=1,
        takes=[(stock_up(shop, medicine, 5, batch_number="C"), 1)],
        ground=GroundSeen(kind="prescription", written_on=shop.today),
        permitted_by=shop.owner.id,
    )

    found = fallen_lines(
        point=point_of(shop), person_id=shop.owner.id, lines=[line], is_named=is_named
    )

    assert [one.problem.type for one in found] == types
