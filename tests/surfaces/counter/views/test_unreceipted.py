"""Goods without their receipt at a counter: found by scan, approved by somebody else, taken once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.customer_returns import sold
from tests.support.shop import PASSWORD, Medicine, Shop, add_medicine, add_staff, stock_up
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import token_of
from tests.surfaces.other_branch import shop_there
from theriac.core.actor import Actor
from theriac.core.approval.models import Approval
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.accounts.commands.badges import issue_badge
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.customer_returns.models import CustomerReturn, CustomerReturnLine
from theriac.domains.stock.models import Balance

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-12")]
PIN = "508214"
GTIN = "08991234567891"
TABLET = NewPack(name="tablet", factor=1, price=700)


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    key = stock_up(shop, medicine, 100, batch_number="PCT2409A")
    sold(shop, [(medicine.id, 10)])
    return key


@pytest.fixture
def cashier(shop: Shop) -> Actor:
    set_pin(actor=shop.owner, pin=PIN)
    return add_staff("cashier", shop.branch_id)


def signed_in(device: Device) -> str:
    answer = device.post("sign-in", {"username": "cashier", "password": PASSWORD})
    return str(answer.json()["token"])


def goods(batch_id: UUID, units: int, amount: int, **more: Any) -> dict[str, Any]:
    line = {"batch_id": str(batch_id), "quantity": units, "amount": amount, **more}
    return {"reason": "unwanted", "note": "", "lines": [line]}


def approve(
    device: Device, shop: Shop, cashier: Actor, content: Any, **proof: Any
) -> tuple[str, Any]:
    asked = {
        "id": str(new_id()),
        "person_id": str(cashier.id),
        "reason": "known customer",
        "content": content,
        **proof,
    }
    return asked["id"], device.post("approve", asked)


def test_a_batch_is_found_by_its_number_with_what_may_come_back(
    device: Device, shop: Shop, batch: UUID, medicine: Medicine, cashier: Actor
) -> None:
    token = signed_in(device)
    [found] = device.post("return/brought", {"token": token, "code": "pct2409a"}).json()["batches"]
    assert (found["batch_id"], found["product_id"], found["number"], found["left"]) == (
        str(batch),
        str(medicine.id),
        "PCT2409A",
        10,
    )
    assert (found["price_amount"], found["price_units"]) == (7_000, 10)
    none = device.post("return/brought", {"token": token, "code": "PCT9999"}).json()
    assert none == {"batches": []}


def test_a_pack_names_its_batch_and_a_bare_gtin_every_batch_of_its_product(
    device: Device, shop: Shop, cashier: Actor
) -> None:
    pack = NewPack(name="strip", factor=10, price=6_500, barcodes=["8991234567891"])
    medicine = add_medicine(shop, "Ibuprofen", packs=[TABLET, pack])
    first = stock_up(shop, medicine, 20, batch_number="IBU1")
    second = stock_up(shop, medicine, 20, batch_number="IBU2")
    token = signed_in(device)
    named = {"token": token, "code": f"01{GTIN}10IBU1"}
    [one] = device.post("return/brought", named).json()["batches"]
    assert (one["batch_id"], one["left"], one["price_amount"]) == (str(first), 0, None)
    bare = {"token": token, "code": "8991234567891"}
    found = device.post("return/brought", bare).json()["batches"]
    assert [batch["batch_id"] for batch in found] == [str(second), str(first)]


def test_a_supervisor_approves_by_pin_and_the_goods_lie_in_quarantine(
    device: Device, shop: Shop, batch: UUID, cashier: Actor
) -> None:
    token = signed_in(device)
    asked = {"token": token, "goods": goods(batch, 2, 1_400)}
    found = device.post("return/unreceipted/check", asked).json()
    assert [one["goes"] for one in found["lines"]] == ["quarantine"]
    assert (found["total"], found["refunds"]) == (1_400, [{"method": "cash", "amount": 1_400}])
    assert not CustomerReturn.objects.exists()

    body = {**asked, "id": str(new_id())}
    unapproved = device.post("return/unreceipted", {**body, "approval_id": str(new_id())})
    assert (unapproved.status_code, unapproved.json()["type"]) == (409, "approval.unfit")
    approval_id, given = approve(
        device, shop, cashier, found["asks"], approver_id=str(shop.owner.id), pin=PIN
    )
    assert given.status_code == 200, given.content
    body["approval_id"] = approval_id
    first = device.post("return/unreceipted", body)
    again = device.post("return/unreceipted", body)

    assert first.status_code == 200, first.content
    assert first.json() == again.json()
    note = CustomerReturn.objects.get()
    assert (str(note.id), note.sale_id, str(note.approval_id), note.reason_code, note.total) == (
        body["id"],
        None,
        approval_id,
        "unwanted",
        1_400,
    )
    assert note.person_id == cashier.id
    lying = Balance.objects.filter(quantity__gt=0).order_by("place__kind")
    assert [*lying.values_list("place__kind", "quantity")] == [("quarantine", 2), ("shelf", 90)]
    assert [one.sentence for result in run_checks() for one in result.violations] == []


def test_what_was_approved_is_no_other_return(
    device: Device, shop: Shop, batch: UUID, cashier: Actor
) -> None:
    token = signed_in(device)
    asked = {"token": token, "goods": goods(batch, 1, 700)}
    content = device.post("return/unreceipted/check", asked).json()["asks"]
    approval_id, _given = approve(
        device, shop, cashier, content, approver_id=str(shop.owner.id), pin=PIN
    )
    more = {**asked, "goods": goods(batch, 3, 2_100), "id": str(new_id())}
    refused = device.post("return/unreceipted", {**more, "approval_id": approval_id})
    assert (refused.status_code, refused.json()["type"]) == (409, "approval.unfit")
    assert not CustomerReturn.objects.exists()


def test_a_badge_approves_and_names_whose_it_is(
    device: Device, shop: Shop, batch: UUID, cashier: Actor
) -> None:
    badge = issue_badge(actor=shop.owner, user_id=shop.owner.id, asks_pin=True)
    asked = {"token": signed_in(device), "goods": goods(batch, 1, 700)}
    content = device.post("return/unreceipted/check", asked).json()["asks"]
    _id, lacks = approve(device, shop, cashier, content, badge=badge)
    assert (lacks.status_code, lacks.json()["type"]) == (401, "accounts.badge_asks_pin")
    _id, unknown = approve(device, shop, cashier, content, badge="TB" + "A" * 24)
    assert unknown.status_code == 401
    approval_id, given = approve(device, shop, cashier, content, badge=badge, pin=PIN)
    assert given.json()["approved_by"] == str(shop.owner.id)
    kept = Approval.objects.get(id=approval_id)
    assert (kept.means, kept.approved_by, kept.requested_by) == (
        "badge",
        shop.owner.id,
        cashier.id,
    )


def test_an_own_badge_approves_nothing(
    device: Device, shop: Shop, batch: UUID, cashier: Actor
) -> None:
    badge = issue_badge(actor=shop.owner, user_id=cashier.id, asks_pin=False)
    asked = {"token": signed_in(device), "goods": goods(batch, 1, 700)}
    content = device.post("return/unreceipted/check", asked).json()["asks"]
    _id, refused = approve(device, shop, cashier, content, badge=badge)
    assert (refused.status_code, refused.json()["type"]) == (403, "approval.approver_refused")
    _id, nobody = approve(device, shop, cashier, content, pin=PIN)
    assert (nobody.status_code, nobody.json()["field"]) == (401, "approver")


def test_a_batch_of_another_branch_and_somebody_elses_note_are_none(
    device: Device, shop: Shop, batch: UUID, cashier: Actor
) -> None:
    there = shop_there(shop)
    elsewhere = add_medicine(there, "Elsewhere")
    other = stock_up(there, elsewhere, 50, batch_number="FAR1")
    token = signed_in(device)
    found = device.post("return/brought", {"token": token, "code": "FAR1"}).json()
    assert found == {"batches": []}
    refused = device.post(
        "return/unreceipted/check", {"token": token, "goods": goods(other, 1, 100)}
    )
    assert (refused.status_code, refused.json()["field"]) == (404, "lines.0.batch_id")

    content = device.post(
        "return/unreceipted/check", {"token": token, "goods": goods(batch, 1, 700)}
    ).json()["asks"]
    approval_id, _given = approve(
        device, shop, cashier, content, approver_id=str(shop.owner.id), pin=PIN
    )
    body = {"goods": goods(batch, 1, 700), "id": str(new_id()), "approval_id": approval_id}
    assert device.post("return/unreceipted", {**body, "token": token}).status_code == 200
    owners = token_of(device, "pharmacist", shop)
    taken = device.post("return/unreceipted", {**body, "token": owners})
    assert taken.status_code == 404


def test_the_devices_till_pays_it_though_the_server_heard_of_none(
    device: Device, shop: Shop, batch: UUID, cashier: Actor
) -> None:
    asked = {"token": signed_in(device), "goods": goods(batch, 1, 700, condition="opened")}
    content = device.post("return/unreceipted/check", asked).json()["asks"]
    approval_id, _given = approve(
        device, shop, cashier, content, approver_id=str(shop.owner.id), pin=PIN
    )
    body = {**asked, "id": str(new_id()), "approval_id": approval_id, "at_till": True}
    answer = device.post("return/unreceipted", body).json()
    assert (answer["owed"], answer["total"]) == (700, 700)
    assert CustomerReturn.objects.get().is_paid_at_till
    assert CustomerReturnLine.objects.get().goes == "destruction"
