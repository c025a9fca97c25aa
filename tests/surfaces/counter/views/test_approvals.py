"""A second person approves a discount at the counter, by the PIN that they type there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.passkeys import with_passkey
from tests.support.shop import Shop, add_staff
from tests.surfaces.counter.views.conftest import Device
from theriac.core.actor import Actor
from theriac.core.approval.models import Approval
from theriac.core.ids import new_id
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.accounts.models import CounterPin

PIN = "508214"


@pytest.fixture
def cashier(shop: Shop) -> Actor:
    set_pin(actor=shop.owner, pin=PIN)
    return add_staff("cashier", shop.branch_id)


def asked(shop: Shop, cashier: Actor, **changes: Any) -> dict[str, Any]:
    line = {"product_id": str(new_id()), "quantity": 10, "gross": 7000, "discount": 2000}
    return {
        "id": str(new_id()),
        "person_id": str(cashier.id),
        "approver_id": str(shop.owner.id),
        "pin": PIN,
        "reason": "a regular customer",
        "content": {"sale_id": str(new_id()), "lines": [line]},
        **changes,
    }


def test_both_people_and_exactly_the_content_are_kept(
    device: Device, shop: Shop, cashier: Actor
) -> None:
    body = asked(shop, cashier)
    answer = device.post("approve", body)

    assert (answer.status_code, answer.json()["id"]) == (200, body["id"])
    kept = Approval.objects.get(id=body["id"])
    assert (kept.requested_by, kept.approved_by, kept.terminal_id, kept.content) == (
        cashier.id,
        shop.owner.id,
        shop.terminal_id,
        body["content"],
    )


def test_a_wrong_pin_counts_and_one_who_may_not_is_refused(
    device: Device, shop: Shop, cashier: Actor
) -> None:
    wrong = device.post("approve", asked(shop, cashier, pin="111112"))
    assert (wrong.status_code, wrong.json()["field"]) == (401, "pin")
    assert CounterPin.objects.get(user_id=shop.owner.id).failed == 1

    set_pin(actor=cashier, pin=PIN)
    own = device.post("approve", asked(shop, cashier, approver_id=str(cashier.id)))
    assert (own.status_code, own.json()["type"]) == (403, "approval.approver_refused")
    assert Approval.objects.count() == 0


def by_passkey(device: Device, body: dict[str, Any], key: Any, **answer: Any) -> Any:
    asked = {name: value for name, value in body.items() if name != "pin"}
    put = device.post("approve/passkey", asked)
    assert put.status_code == 200, put.content
    given = {
        "token": put.json()["token"],
        "credential": key.answer(put.json()["options"], **answer),
    }
    return device.post("approve", {**asked, "passkey": given}), given


def test_a_passkey_approves_in_place_of_the_pin_and_once(
    device: Device, shop: Shop, cashier: Actor
) -> None:
    key, body = with_passkey(shop.owner.id), asked(shop, cashier)

    answer, given = by_passkey(device, body, key)

    assert (answer.status_code, answer.json()["id"]) == (200, body["id"])
    kept = Approval.objects.get(id=body["id"])
    assert (kept.means, kept.terminal_id) == ("passkey", shop.terminal_id)
    assert CounterPin.objects.get().failed == 0
    again = device.post("approve", {**body, "passkey": given})
    assert (again.status_code, again.json()["type"]) == (409, "approval.unfit")
    moved = device.post("approve", {**body, "id": str(new_id()), "passkey": given})
    assert Approval.objects.count() == 1
    assert moved.status_code == 409


def test_another_persons_passkey_and_another_page_are_refused(
    device: Device, shop: Shop, cashier: Actor
) -> None:
    body = asked(shop, cashier)
    none = device.post("approve/passkey", {**body, "pin": ""})
    assert (none.status_code, none.json()["field"]) == (401, "pin")
    own, other = with_passkey(shop.owner.id), with_passkey(cashier.id)

    for key, more in ((other, {}), (own, {"origin": "https://elsewhere.example"})):
        answer, _given = by_passkey(device, body, key, **more)
        assert (answer.status_code, answer.json()["type"]) == (401, "accounts.passkey_refused")
    assert Approval.objects.count() == 0
