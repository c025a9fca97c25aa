"""Ordering on one page: placed at once, above the limit with somebody else, and then received."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.orders import an_order, capital
from tests.support.shop import Medicine, Shop, add_medicine, open_shop
from tests.support.suppliers import a_supplier
from theriac.core.approval.commands import set_limit
from theriac.core.approval.models import ApprovalRequest
from theriac.core.approval.requests import grant_request
from theriac.core.facts.records import given
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchasing.models import GoodsReceipt
from theriac.domains.replenishment.commands.want import WantWritten, add_want
from theriac.domains.replenishment.models import WantEntry
from theriac.surfaces.backoffice.shell.forms.grid import PREFIX

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-23", "PUR-13")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


def typed(medicine: Medicine, supplier_id: Any, packs: int) -> dict[str, str]:
    row = {
        "product": "Paracetamol 500 mg tablet",
        "product_id": str(medicine.id),
        "packs": str(packs),
        "pack_id": str(medicine.packs[100]),
        "price": "40000",
    }
    named = {f"{PREFIX}-0-{name}": value for name, value in row.items()}
    return {"supplier_id": str(supplier_id), **named}


def test_an_order_is_placed_and_its_page_begins_the_receipt(shop: Shop, owner: Client) -> None:
    capital(shop)
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)

    answer = owner.post(reverse("backoffice:order_new"), typed(medicine, supplier_id, 2))

    order = PurchaseOrder.objects.get()
    page = reverse("backoffice:order_detail", args=[order.id])
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert order.number in owner.get(page).text
    owner.post(reverse("backoffice:order_receive", args=[order.id]))
    assert GoodsReceipt.objects.get().order_id == order.id
    pdf = owner.get(reverse("backoffice:order_pdf", args=[order.id]))
    assert pdf.content.startswith(b"%PDF")


def test_above_the_limit_the_page_asks_who_approves_and_nothing_is_placed(
    shop: Shop, owner: Client
) -> None:
    capital(shop)
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action="purchase_orders.place",
        amount=1_000,
        reason="two sign",
    )
    client_of(shop, "manager")

    answer = owner.post(
        reverse("backoffice:order_new"), typed(add_medicine(shop), a_supplier(shop), 2)
    )

    assert answer.status_code == 403 or 'name="approver"' in answer.text
    assert 'name="approver"' in answer.text
    assert not PurchaseOrder.objects.exists()


def test_what_the_floor_forbids_is_said_and_nothing_typed_is_lost(
    shop: Shop, owner: Client
) -> None:
    answer = owner.post(
        reverse("backoffice:order_new"), typed(add_medicine(shop), a_supplier(shop), 2)
    )

    assert answer.status_code == 409
    assert "40000" in answer.text or "40.000" in answer.text
    assert not PurchaseOrder.objects.exists()


def test_capital_and_what_is_to_come_are_shown(shop: Shop, owner: Client) -> None:
    an_order(shop, add_medicine(shop), a_supplier(shop))

    assert "920.000" in owner.get(reverse("backoffice:capital")).text
    assert owner.get(reverse("backoffice:cash_flow")).status_code == 200
    asked = {"amount": "100000", "reason": "rent"}
    assert owner.post(reverse("backoffice:floor"), asked).status_code == 302
    assert "820.000" in owner.get(reverse("backoffice:capital")).text


@pytest.mark.rows("AUD-09")
def test_an_order_above_the_limit_that_waited_is_filled_in_again_and_placed_after_a_yes(
    shop: Shop, owner: Client
) -> None:
    capital(shop)
    limit = {"action": "purchase_orders.place", "amount": 1_000, "reason": "two sign"}
    set_limit(actor=shop.owner, branch_id=shop.branch_id, **limit)
    client_of(shop, "manager")
    address = reverse("backoffice:order_new")
    sent = {**typed(add_medicine(shop), a_supplier(shop), 2), "note": "before noon", "freight": ""}
    owner.post(address, sent)
    later = {"approver": "later", "approval_reason": "she is out", "pin": ""}
    assert owner.post(address, {**sent, **later}).status_code == 302
    request = ApprovalRequest.objects.get()

    again = f"{address}?request={request.id}"
    page = owner.get(again)

    (row,) = page.context["grid"].rows
    assert row["packs"].value() == "2"
    assert (row["pack_id"].value(), row["price"].value()) == (sent[f"{PREFIX}-0-pack_id"], "40000")
    assert page.context["form"]["supplier_id"].value() == sent["supplier_id"]
    assert page.context["form"]["note"].value() == "before noon"
    manager = User.objects.exclude(id=shop.owner.id).get()
    grant_request(
        actor=actors_of([manager.id])[manager.id],
        branch_id=shop.branch_id,
        request_id=request.id,
        reason="agreed",
    )
    assert owner.post(again, sent).status_code == 302
    assert PurchaseOrder.objects.get().note == "before noon"


def test_what_is_wanted_is_ordered_now_and_leaves_the_list(shop: Shop, owner: Client) -> None:
    """Two strips and three tablets make three strips, of the only supplier."""
    capital(shop)
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    facts = given(WantWritten, quantity=23, product_id=medicine.id)
    add_want(actor=shop.owner, branch_id=shop.branch_id, want=facts)
    want = WantEntry.objects.get()
    new = f"{reverse('backoffice:order_new')}?want={want.id}"
    assert new in owner.get(reverse("backoffice:want_detail", args=[want.id])).text

    page = owner.get(new)
    (row,) = page.context["grid"].rows
    assert (row.initial["pack_id"], row.initial["packs"]) == (str(medicine.packs[10]), "3")
    first = page.context["form"].initial
    assert (first["source"], first["supplier_id"]) == ("want_list", str(supplier_id))
    order = typed(medicine, supplier_id, 3) | {"source": "want_list"}
    order[f"{PREFIX}-0-pack_id"] = str(medicine.packs[10])
    owner.post(new, order)

    placed = PurchaseOrder.objects.get()
    want.refresh_from_db()
    assert (placed.source_kind, want.state) == ("want_list", "taken")
    assert new not in owner.get(reverse("backoffice:want_detail", args=[want.id])).text


def test_who_may_not_order_is_not_led_there(shop: Shop) -> None:
    medicine = add_medicine(shop)
    facts = given(WantWritten, quantity=23, product_id=medicine.id)
    add_want(actor=shop.owner, branch_id=shop.branch_id, want=facts)
    page = reverse("backoffice:want_detail", args=[WantEntry.objects.get().id])
    assert "?want=" not in client_of(shop, "cashier").get(page).text
