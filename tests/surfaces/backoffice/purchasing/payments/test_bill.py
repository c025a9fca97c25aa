"""A bill's page: what it asks for, what paid it; bills from before, entered and cancelled."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.payments import a_bill, an_opening_bill, paid
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.domains.purchasing.models import SupplierBill

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-20")]


def test_its_page_says_what_is_left_and_what_paid_it(shop: Shop, owner: Client) -> None:
    bill = a_bill(shop, add_medicine(shop))
    (payment,) = paid(shop, bill, amount=bill.amount - 5_000)

    page = owner.get(f"/bills/{bill.id}/")

    assert page.context["left"].amount == 5_000
    assert [line["payment"].id for line in page.context["lines"]] == [payment]
    assert "Partly paid" in page.text
    assert f"/bills/{bill.id}/pay/" in page.text
    assert "Cancel bill" not in page.text


def test_one_from_before_is_typed_shown_and_cancelled(shop: Shop, owner: Client) -> None:
    supplier = a_supplier(shop)
    form = {
        "supplier_id": str(supplier),
        "number": "OLD-7",
        "billed_on": shop.today.isoformat(),
        "due_on": "",
        "amount": "90.000",
    }

    answer = owner.post("/bills/new/", form)

    bill = SupplierBill.objects.get()
    assert answer.headers["Location"] == f"/bills/{bill.id}/"
    page = owner.get(f"/bills/{bill.id}/")
    assert "Owed before the books began" in page.text

    again = owner.post("/bills/new/", form)
    assert again.status_code == 422
    assert "already recorded" in str(again.context["form"].errors["number"])

    owner.post(f"/bills/{bill.id}/cancel/", {"reason": "typed twice"})
    page = owner.get(f"/bills/{bill.id}/")
    assert "Cancelled" in page.text
    assert "typed twice" in page.text
    assert page.context["may_pay"] is False


def test_nothing_typed_is_lost_and_each_fault_stands_at_its_field(
    shop: Shop, owner: Client
) -> None:
    answer = owner.post(
        "/bills/new/",
        {"supplier_id": "x", "number": "", "billed_on": "2999-01-01", "amount": "many"},
    )

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"supplier_id", "number", "amount"}
    assert not SupplierBill.objects.exists()


def test_the_journal_opens_it(shop: Shop, owner: Client) -> None:
    bill = an_opening_bill(shop, a_supplier(shop))

    assert f"/bills/{bill}/" in owner.get("/books/journal/").text
