"""Credit by the API: an account is opened, charged by a sale up to its limit, and paid on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.program import program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]


def test_an_account_is_charged_to_its_limit_and_paid_oldest_first(shop: Shop) -> None:
    manager, cashier = program(shop, "manager"), program(shop, "cashier")
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    opened = manager.post(
        "/credit-accounts", {"holder": {"name": "Klinik Sehat"}, "credit_limit": 2_000}
    )
    assert (opened.status_code, opened.json()["free"]) == (201, 2_000)
    at = f"/credit-accounts/{opened.json()['id']}"

    def sell(units: int, *payments: dict[str, Any]) -> Any:
        line = {"product_id": str(medicine.id), "quantity": units}
        return cashier.post("/sales", {"lines": [line], "payments": list(payments)})

    credit = {"method": "credit", "reference": opened.json()["number"]}
    first = sell(2, credit)
    assert [one["method"] for one in first.json()["payments"]] == ["credit"]
    refused = sell(1, credit)
    assert (refused.status_code, refused.json()["code"]) == (403, "approval.needed")
    assert refused.json()["action"] == "credit.over_limit"
    second = sell(2, {"method": "cash", "amount": 1_000}, credit)
    assert second.status_code == 201

    paid = cashier.post(f"{at}/payments", {"method": "transfer", "amount": 1_500})
    assert paid.status_code == 201
    assert [(one["number"], one["paid"]) for one in paid.json()["settles"]] == [
        (first.json()["number"], 1_400),
        (second.json()["number"], 100),
    ]
    told = cashier.get(f"{at}/statement").json()
    assert (told["charged"], told["paid"], told["closing"]) == (1_800, 1_500, 300)
    assert told["ages"] == [300, 0, 0, 0]
    too_much = cashier.post(f"{at}/payments", {"method": "transfer", "amount": 301})
    assert (too_much.status_code, too_much.json()["owed"]) == (409, 300)


def test_a_limit_is_set_at_the_version_that_was_seen(shop: Shop) -> None:
    manager = program(shop, "manager")
    opened = manager.post("/credit-accounts", {"holder": {"name": "Klinik"}}).json()
    at = f"/credit-accounts/{opened['id']}"
    tag = manager.get(at).headers["ETag"]
    body = {"credit_limit": 70_000, "reason": "as agreed"}
    changed = manager.post(f"{at}/limit", body, if_match=tag)
    assert (changed.status_code, changed.json()["credit_limit"]) == (200, 70_000)
    assert manager.post(f"{at}/limit", body, if_match=tag).json()["code"] == "stale"
    assert manager.get(f"/credit-accounts?number={opened['number']}").json()["items"] == [
        changed.json()
    ]
