"""Goods that come back at a counter: what is left of a sale, what a return comes to, and its approval."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.credit_notes import booked_sale, counter_sale, credit_note
from tests.support.pushing import push
from tests.support.shop import PASSWORD, Medicine, Shop, add_medicine, add_staff, stock_up
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import parcel, token_of, wire_of
from tests.surfaces.other_branch import shop_there
from theriac.core.ids import new_id
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.tills.models import HeldTillDocument

pytestmark = pytest.mark.rows("SAL-10", "SAL-13")
PIN = "508214"
Goods = tuple[Medicine, UUID]


@pytest.fixture
def goods(shop: Shop) -> Goods:
    medicine = add_medicine(shop)
    return medicine, stock_up(shop, medicine, 100, batch_number="PCT2409A")


@pytest.fixture
def sale(shop: Shop, goods: Goods) -> PushedSale:
    return booked_sale(shop, *goods)


def goods_back(sale: PushedSale, units: int, **more: Any) -> dict[str, Any]:
    line = {"sale_line_id": str(sale.lines[0].id), "quantity": units}
    return {"sale_id": str(sale.id), "reason": "unwanted", "lines": [line], **more}


def test_it_says_what_came_back_already_and_what_the_rest_comes_to(
    device: Device, shop: Shop, sale: PushedSale
) -> None:
    token = token_of(device, "cashier", shop)
    device.post("push", {**parcel(), "till": [credit_note(shop, sale)]})
    left = device.post("return/sale", {"token": token, "sale_id": str(sale.id)}).json()
    [line] = left["lines"]
    assert (line["sold"], line["before"], line["left"]) == (10, 2, 8)
    assert [(one["number"], one["left"]) for one in line["batches"]] == [("PCT2409A", 8)]
    assert left["left"] == {"cash": 5_600}
    asked = device.post("return/check", {"token": token, "goods": goods_back(sale, 8)}).json()
    assert (asked["total"], asked["refunds"], asked["asks"]) == (
        5_600,
        [{"method": "cash", "amount": 5_600}],
        None,
    )
    assert [(one["goes"], one["amount"]) for one in asked["lines"]] == [("shelf", 5_600)]
    refused = device.post("return/check", {"token": token, "goods": goods_back(sale, 9)})
    assert (refused.status_code, refused.json()["type"]) == (409, "customer_returns.too_much")


def test_a_prescription_medicine_never_goes_to_the_shelf(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop, "Amlodipine", legal_class="keras")
    batch = stock_up(shop, medicine, 30)
    sale = booked_sale(shop, medicine, batch)
    body = {"token": token_of(device, "cashier", shop), "goods": goods_back(sale, 2)}
    assert device.post("return/check", body).json()["lines"][0]["goes"] == "quarantine"


def test_who_approved_is_on_the_note(device: Device, shop: Shop, sale: PushedSale) -> None:
    set_pin(actor=shop.owner, pin=PIN)
    cashier = add_staff("cashier", shop.branch_id)
    signed_in = device.post("sign-in", {"username": "cashier", "password": PASSWORD})
    token = signed_in.json()["token"]
    body = {"token": token, "goods": goods_back(sale, 2, refund_by="transfer")}
    asks = device.post("return/check", body).json()["asks"]
    assert asks["why"] == ["other_means"]
    given = {
        "id": str(new_id()),
        "person_id": str(cashier.id),
        "approver_id": str(shop.owner.id),
        "reason": "no cash",
        "content": asks,
    }
    approved = device.post("approve", {**given, "pin": PIN})
    assert approved.status_code == 200, approved.content
    approval = {
        "id": given["id"],
        "approved_by": given["approver_id"],
        "approved_at": approved.json()["approved_at"],
        "reason": "no cash",
    }
    told = credit_note(
        shop,
        sale,
        person_id=str(cashier.id),
        refunds=[{"method": "transfer", "amount": 1_400}],
        approval=approval,
    )
    answer = device.post("push", {**parcel(), "till": [told]}).json()
    assert answer["till"] == [{"id": told["id"], "state": "taken"}]
    assert str(CustomerReturn.objects.get().approval_id) == given["id"]
    again = {**told, "id": str(new_id()), "sequence": 2, "number": told["number"][:-1] + "2"}
    assert device.post("push", {**parcel(), "till": [again]}).json()["till"][0]["state"] == "held"
    assert HeldTillDocument.objects.get().reason == "approval"


def test_a_sale_of_another_branch_is_none_and_who_may_not_is_refused(
    device: Device, shop: Shop, sale: PushedSale
) -> None:
    there = shop_there(shop)
    medicine = add_medicine(there, "Elsewhere")
    other = counter_sale(there, medicine, stock_up(there, medicine, 100))
    push(there, other)
    token = token_of(device, "cashier", shop)
    for path, body in (
        ("return/sale", {"sale_id": str(other.id)}),
        ("return/check", {"goods": goods_back(other, 1)}),
    ):
        assert device.post(path, {"token": token, **body}).status_code == 404
    add_staff("auditor", shop.branch_id)
    assert device.post("return/sale", {"token": "x", "sale_id": str(sale.id)}).status_code == 401
    told = credit_note(shop, other)
    device.post("push", {**parcel(), "till": [told]})
    assert HeldTillDocument.objects.get().reason == "elsewhere"


def test_in_one_parcel_the_sale_comes_first(device: Device, shop: Shop, goods: Goods) -> None:
    sale = counter_sale(shop, *goods)
    told = credit_note(shop, sale)
    answer = device.post("push", {**parcel(wire_of(sale)), "till": [told]}).json()
    assert answer["till"] == [{"id": told["id"], "state": "taken"}]
