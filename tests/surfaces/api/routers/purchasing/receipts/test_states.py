"""A program checks, posts and reverses a delivery."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.receipts import goods, received
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from tests.surfaces.api.program import Program
from tests.surfaces.api.receipts import written_line

pytestmark = pytest.mark.django_db


def begun(manager: Program, shop: Shop, **line: object) -> tuple[str, str]:
    """The address of a draft with one line, and its If-Match."""
    body = {
        "supplier_id": str(a_supplier(shop)),
        "lines": [{**written_line(shop, add_medicine(shop)), **line}],
    }
    made = manager.post("/goods-receipts", body).json()
    return f"/goods-receipts/{made['id']}", f'"{made["version"]}"'


def test_a_delivery_is_checked_priced_posted_and_reversed(manager: Program, shop: Shop) -> None:
    at, tag = begun(manager, shop)
    seen = manager.post(f"{at}/check", {}, if_match=tag).json()
    assert seen["state"] == "checked"
    back = manager.post(f"{at}/reopening", if_match=f'"{seen["version"]}"').json()
    seen = manager.post(f"{at}/check", {}, if_match=f'"{back["version"]}"').json()
    price = {"line_id": seen["lines"][0]["id"], "price": 66_000}
    priced = manager.post(
        f"{at}/prices", {"prices": [price]}, if_match=f'"{seen["version"]}"'
    ).json()

    tag = f'"{priced["version"]}"'
    posted = manager.post(f"{at}/posting", {}, if_match=tag, idempotency_key="p")
    again = manager.post(f"{at}/posting", {}, if_match=tag, idempotency_key="p")

    assert (posted.status_code, again.headers["Idempotency-Replayed"]) == (200, "true")
    told = posted.json()
    assert (told["state"], told["number"]) == ("posted", f"MLT-GR-{shop.today:%y}-000001")
    assert told["lines"][0]["batch_id"] is not None
    stock = manager.get(f"/stock-movements?document_id={told['document_id']}").json()
    assert [(one["kind"], one["quantity"]) for one in stock["items"]] == [("receipt", 200)]
    gone = manager.post(
        f"{at}/reversal", {"reason": "wrong supplier"}, if_match=f'"{told["version"]}"'
    ).json()
    assert (gone["state"], gone["reversal_number"]) == (
        "reversed",
        f"MLT-GRX-{shop.today:%y}-000001",
    )


@pytest.mark.rows("PUR-14")
def test_a_check_names_every_fault_at_its_line(manager: Program, shop: Shop) -> None:
    soon = (shop.today + timedelta(days=20)).isoformat()
    at, tag = begun(manager, shop, expires_on=soon, batch_number="")

    refused = manager.post(f"{at}/check", {}, if_match=tag)

    assert refused.status_code == 422
    fields = {one["field"] for one in refused.json()["errors"]}
    assert fields == {"lines.0.batch_number", "lines.0.expires_on"}
    assert manager.post(f"{at}/posting", {}, if_match=tag).status_code == 409


@pytest.mark.rows("PUR-14")
def test_a_program_sees_and_accepts_what_arrived_too_warm(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop, storage="fridge")
    line = {**written_line(shop, medicine), "temperature": 250}
    body = {"supplier_id": str(a_supplier(shop)), "lines": [line]}
    made = manager.post("/goods-receipts", body).json()
    at = f"/goods-receipts/{made['id']}"
    names = ("temperature", "temperature_low", "temperature_high", "is_temperature_accepted")
    assert [made["lines"][0][name] for name in names] == [250, 20, 80, False]

    seen = manager.post(f"{at}/check", {}, if_match=f'"{made["version"]}"').json()
    back = manager.post(f"{at}/reopening", if_match=f'"{seen["version"]}"').json()
    taken = {"accept_temperature": True}
    seen = manager.post(f"{at}/check", taken, if_match=f'"{back["version"]}"').json()

    assert seen["lines"][0]["is_temperature_accepted"] is True


@pytest.mark.rows("PUR-14")
def test_a_draft_is_received_in_one_step_or_not_at_all(manager: Program, shop: Shop) -> None:
    soon = shop.today + timedelta(days=30)
    at, tag = begun(manager, shop, expires_on=soon.isoformat())

    refused = manager.post(f"{at}/receiving", {}, if_match=tag)
    assert (refused.status_code, manager.get(at).json()["state"]) == (422, "draft")
    done = manager.post(f"{at}/receiving", {"accept_short": True}, if_match=tag)
    assert (done.status_code, done.json()["state"]) == (200, "posted")


@pytest.mark.rows("PUR-14")
def test_a_delivery_note_known_already_is_asked_until_a_program_confirms_it(
    manager: Program, shop: Shop
) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    received(shop, supplier_id, goods(shop, medicine), delivery_note="SJ/041")
    body = {
        "supplier_id": str(supplier_id),
        "delivery_note": "sj 041",
        "lines": [written_line(shop, medicine)],
    }
    made = manager.post("/goods-receipts", body).json()
    at, tag = f"/goods-receipts/{made['id']}", f'"{made["version"]}"'

    asked = manager.post(f"{at}/receiving", {}, if_match=tag)

    assert (asked.status_code, asked.json()["type"].rpartition(":")[2]) == (409, "asks_first")
    (question,) = asked.json()["questions"]
    assert "SJ/041" not in question["detail"]
    assert "sj 041" in question["detail"]
    assert question in manager.get(at).json()["questions"]
    assert manager.get(at).json()["state"] == "draft"
    yes = {"confirmed": [question["code"]]}
    done = manager.post(f"{at}/receiving", yes, if_match=tag)
    assert (done.status_code, done.json()["state"]) == (200, "posted")
