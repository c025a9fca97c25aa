"""Payments for consigned goods as a program records them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.consigned import a_settlement, day
from tests.support.shop import Shop
from tests.support.suppliers import a_supplier
from tests.surfaces.api.program import Program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-35")]
ALL = "/consignment-settlements"


def test_a_payment_is_recorded_listed_and_withdrawn_once(manager: Program, shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    first = a_settlement(shop, supplier_id)
    body = {
        "branch_id": str(shop.branch_id),
        "supplier_id": str(supplier_id),
        "last_on": day(shop, 1).isoformat(),
        "paid_on": shop.today.isoformat(),
        "amount": 700,
        "reference": "TRF 8",
    }
    wrong = manager.post(ALL, body)
    assert (wrong.status_code, wrong.json()["due"]) == (409, 800)

    made = manager.post(ALL, {**body, "amount": 800}, idempotency_key="one")
    again = manager.post(ALL, {**body, "amount": 800}, idempotency_key="one")

    assert (made.status_code, again.status_code, again.json()) == (201, 201, made.json())
    told = made.json()
    assert (told["sequence"], told["first_on"], told["is_newest"]) == (
        2,
        day(shop, 2).isoformat(),
        True,
    )
    assert told["amount"] == {"amount": 800, "currency": "IDR"}
    assert [(one["number"], one["sold"]) for one in told["lines"]] == [("K1", 2)]
    assert manager.post(ALL, {**body, "amount": 800}).status_code == 422
    listed = manager.get(f"{ALL}?supplier_id={supplier_id}").json()["items"]
    assert [one["id"] for one in listed] == [told["id"], str(first)]

    at = f"{ALL}/{told['id']}/withdrawal"
    gone = manager.post(at, {"reason": "mistake"}, idempotency_key="two")
    assert gone.json() == manager.post(at, {"reason": "mistake"}, idempotency_key="two").json()
    assert (gone.status_code, gone.json()["withdrawal"]["reason"]) == (200, "mistake")
    assert manager.post(at, {"reason": "mistake"}).status_code == 409
    assert manager.get(f"{ALL}/{uuid4()}").status_code == 404


def test_the_report_says_until_when_a_supplier_is_paid(manager: Program, shop: Shop) -> None:
    theirs, nothing = a_supplier(shop), a_supplier(shop, "PT Lain")
    a_settlement(shop, theirs)
    address = f"/consignment-due?first={day(shop, 9)}&last={shop.today}"

    (found,) = manager.get(address).json()["items"]

    assert (found["supplier_id"], found["settled_until"]) == (str(theirs), f"{day(shop, 3)}")
    assert manager.get(f"{address}&supplier_id={nothing}").json()["items"] == []
