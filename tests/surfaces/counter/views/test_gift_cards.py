"""What a counter asks of a gift card names what it is about, or is refused in words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.gift_cards import a_gift_card, holds
from tests.support.shop import PASSWORD, Shop, add_staff
from tests.surfaces.counter.views.conftest import Device
from theriac.core.ids import new_id
from theriac.domains.gift_cards.commands.issue import new_code

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]


def test_undoing_names_the_payment_and_never_pays(device: Device, shop: Shop) -> None:
    code = new_code()
    card = a_gift_card(shop, 50_000, code)
    add_staff("cashier", shop.branch_id)
    told = device.post("sign-in", {"username": "cashier", "password": PASSWORD}).json()

    def asked(act: str, **what: Any) -> Any:
        return device.post("gift-card", {"token": told["token"], "act": act, **what})

    ids = {name: str(new_id()) for name in ("sale_id", "payment_id")}
    payment = {"code": code, "amount": 20_000, **ids}
    refused = asked("undo", **payment)
    assert (refused.status_code, refused.json()["field"]) == (422, "entry_id")
    assert "doesn’t name the payment" in refused.json()["detail"]
    assert holds(card) == 50_000

    paid = asked("pay", **payment)
    assert holds(card) == 30_000
    assert asked("undo", entry_id=paid.json()["entry_id"]).status_code == 200
    assert holds(card) == 50_000

    nameless = asked("pay", code=code, amount=20_000, sale_id=ids["sale_id"])
    assert (nameless.status_code, nameless.json()["field"]) == (422, "payment_id")
    assert holds(card) == 50_000
