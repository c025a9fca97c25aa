"""A second person approves a discount at the counter, by the PIN that they type there."""

from __future__ import annotations

from typing import Any

import pytest

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
