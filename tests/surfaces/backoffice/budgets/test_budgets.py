"""Budgets are set, read with what counted, changed and ended; orders and Today tell of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.budgets import a_budget
from tests.support.orders import came, capital, order_line, placed
from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.domains.budgets.models import Budget
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.surfaces.backoffice.shell.forms.grid import PREFIX

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAP-03")]


@pytest.fixture
def owner(shop: Shop) -> Client:
    capital(shop, 10_000_000)
    return client_of(shop, "owner")


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def test_a_budget_is_set_changed_and_ended(shop: Shop, owner: Client) -> None:
    told: dict[str, Any] = {"name": "Tablets", "amount": "100000", "period": "month"}
    made = owner.post(reverse("backoffice:budget_new"), told)
    budget = Budget.objects.get()
    at = reverse("backoffice:budget_detail", args=[budget.id])
    assert (made.status_code, made.url) == (302, at)  # type: ignore[attr-defined]
    assert "Nothing counted yet" in owner.get(at).text

    change = reverse("backoffice:budget_change", args=[budget.id])
    told = {"name": "Tablets", "amount": "150000", "reason": "more", "version": "1"}
    assert owner.post(change, told).status_code == 302
    assert Budget.objects.get().amount == 150_000
    assert owner.post(change, told).status_code == 409
    end = reverse("backoffice:budget_end", args=[budget.id])
    owner.post(end, {"reason": "year is over", "version": "2"})
    listed = reverse("backoffice:budget_list")
    assert "Tablets" not in owner.get(listed).text
    assert "Tablets" in owner.get(listed, {"state": "ended"}).text


def test_what_is_no_budget_is_said_beside_its_field(owner: Client) -> None:
    told = {"name": "Week", "amount": "100000", "period": "days", "first_on": "2026-11-05"}
    answer = owner.post(reverse("backoffice:budget_new"), told)

    assert answer.status_code == 422
    assert "Enter the first and the last day." in answer.text


def test_each_line_opens_its_document(shop: Shop, owner: Client, medicine: Medicine) -> None:
    key = a_budget(shop, 88_000)
    order_id = placed(shop, order_line(medicine))
    receipt_id = came(shop, order_id, 1)

    page = owner.get(reverse("backoffice:budget_detail", args=[key])).text
    for name, of in (("order_detail", order_id), ("receipt_detail", receipt_id)):
        assert reverse(f"backoffice:{name}", args=[of]) in page
    listed = owner.get(reverse("backoffice:budget_list")).text
    assert "90% used" in listed
    assert "8.000" in listed
    today = owner.get(reverse("backoffice:today")).text
    assert "Budget is nearly used" in today


def test_an_order_names_the_budget_that_it_goes_over_before_it_is_placed(
    shop: Shop, owner: Client, medicine: Medicine
) -> None:
    a_budget(shop, 50_000)
    row = {
        "product": "Paracetamol 500 mg tablet",
        "product_id": str(medicine.id),
        "packs": "2",
        "pack_id": str(medicine.packs[100]),
        "price": "40000",
    }
    told = {f"{PREFIX}-0-{name}": value for name, value in row.items()}

    answer = owner.post(
        reverse("backoffice:order_new"), {"supplier_id": str(a_supplier(shop)), **told}
    )

    assert "Over the budget “Medicines” by" in answer.text
    assert not PurchaseOrder.objects.exists()
