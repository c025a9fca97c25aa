"""Movements posted by a program, batches edited by it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.surfaces.api.pieces import money
from tests.surfaces.api.program import Program
from theriac.domains.stock.models import Balance, Batch, Movement

pytestmark = pytest.mark.django_db


def opening(medicine: Medicine, quantity: int = 50, **more: Any) -> dict[str, Any]:
    return {
        "kind": "opening",
        "product_id": str(medicine.id),
        "quantity": quantity,
        "batch_number": "N-1",
        "expires_on": "2029-01-31",
        **more,
    }


@pytest.mark.rows("API-02", "STK-05")
def test_each_kind_of_movement_answers_201_with_the_new_balance(
    manager: Program, medicine: Medicine
) -> None:
    came = manager.post("/stock-movements", opening(medicine, cost=money(400), cost_units=1))
    batch = came.json()["batch_id"]
    lost = manager.post(
        "/stock-movements",
        {"kind": "write_off", "batch_id": batch, "quantity": 8, "reason": "broken"},
    )
    counted = manager.post(
        "/stock-movements",
        {"kind": "adjustment", "batch_id": batch, "counted": 45, "reason": "count"},
    )
    same = manager.post(
        "/stock-movements",
        {"kind": "adjustment", "batch_id": batch, "counted": 45, "reason": "count"},
    )

    answers = [came, lost, counted, same]
    assert [answer.status_code for answer in answers] == [201] * 4
    assert [answer.json()["balance"] for answer in answers] == [50, 42, 45, 45]
    assert same.json()["movement_id"] is None
    assert Balance.objects.get(batch_id=batch).quantity == 45
    assert Movement.objects.filter(batch_id=batch).count() == 3


@pytest.mark.rows("API-02", "STK-05", "API-13")
def test_the_same_key_gets_the_first_answer_whatever_happened_since(
    manager: Program, medicine: Medicine
) -> None:
    first = manager.post("/stock-movements", opening(medicine), idempotency_key="r1")
    batch = first.json()["batch_id"]
    loss = {"kind": "write_off", "batch_id": batch, "quantity": 8, "reason": "broken"}
    lost = manager.post("/stock-movements", loss, idempotency_key="w1")
    manager.post("/stock-movements", loss, idempotency_key="w2")

    again = manager.post("/stock-movements", opening(medicine), idempotency_key="r1")
    lost_again = manager.post("/stock-movements", loss, idempotency_key="w1")
    other = manager.post("/stock-movements", opening(medicine, 51), idempotency_key="r1")

    assert (again.status_code, again.json()) == (201, first.json())
    assert (lost_again.status_code, lost_again.json()) == (201, lost.json())
    assert lost.json()["balance"] == 42
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.key_reused")
    assert Balance.objects.get(batch_id=batch).quantity == 34


@pytest.mark.rows("API-02")
def test_what_cant_be_posted_is_409_404_or_422(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = str(stock_up(shop, medicine, 5))
    too_much = {"kind": "write_off", "batch_id": batch, "quantity": 6, "reason": "broken"}
    stale = {
        "kind": "adjustment",
        "batch_id": batch,
        "counted": 1,
        "expected": 4,
        "reason": "count",
    }

    def refused(body: dict[str, Any]) -> tuple[int, str, Any]:
        answer = manager.post("/stock-movements", body)
        return answer.status_code, answer.json()["code"], answer.json().get("field")

    assert refused(too_much) == (409, "stock.insufficient", None)
    assert refused(stale) == (409, "stale", None)
    assert manager.post("/stock-movements", stale).json()["current"] == 5
    assert refused({**too_much, "batch_id": str(uuid4())}) == (404, "not_found", None)
    unknown = Medicine(uuid4(), {})
    assert refused(opening(unknown)) == (404, "not_found", "lines.0.product_id")
    assert refused({**too_much, "quantity": 0}) == (422, "unprocessable", "write_off.quantity")
    assert refused({**too_much, "kind": "gift"})[0] == 422
    assert refused({"quantity": 1})[0] == 422
    assert Balance.objects.get().quantity == 5


def test_a_delivery_has_no_door_here(manager: Program, medicine: Medicine) -> None:
    goods = opening(medicine)
    refused = manager.post("/stock-movements", {**goods, "kind": "receipt"})
    assert (refused.status_code, refused.json()["code"]) == (422, "unprocessable")
    assert manager.post("/receipts", {"lines": [goods]}).status_code == 404
    dollars = {**goods, "cost": {"amount": 1, "currency": "USD"}}
    refused = manager.post("/stock-movements", dollars)
    assert (refused.status_code, refused.json()["field"]) == (422, "cost.currency")
    assert not Movement.objects.filter(kind="receipt").exists()


def test_a_movement_is_answered_by_its_opposite_once(manager: Program, medicine: Medicine) -> None:
    came = manager.post("/stock-movements", opening(medicine)).json()
    path = f"/stock-movements/{came['movement_id']}/reversal"

    back = manager.post(path, {"reason": "sent back"})
    twice = manager.post(path, {"reason": "sent back"})

    assert (back.status_code, back.json()["balance"]) == (201, 0)
    assert (twice.status_code, twice.json()["code"]) == (409, "stock.already_reversed")
    shown = manager.get(f"/stock-movements/{back.json()['movement_id']}").json()
    assert (shown["reverses_id"], shown["change"]) == (came["movement_id"], -50)


@pytest.mark.rows("STK-09")
def test_a_stale_edit_of_a_batch_is_refused_with_the_current_one(
    manager: Program, medicine: Medicine
) -> None:
    batch = Batch.objects.get()
    path = f"/batches/{batch.id}"
    tag = manager.get(path).headers["ETag"]

    first = manager.patch(path, {"shelf": "A3", "reason": "moved"}, if_match=tag)
    second = manager.patch(path, {"number": "B-9", "reason": "label"}, if_match=tag)
    bare = manager.patch(path, {"number": "B-9", "reason": "label"})

    assert (first.status_code, first.json()["number"]) == (200, "B1")
    (there,) = manager.get("/batches").json()["items"]
    assert (there["shelf"], there["batch"]) == ("A3", first.json())
    assert (second.status_code, second.json()["code"]) == (409, "stale")
    assert second.json()["current"] == first.json() == manager.get(path).json()
    assert (bare.status_code, bare.json()["code"]) == (428, "api.precondition_missing")


def test_a_batch_tells_the_price_that_was_confirmed_for_it(manager: Program, shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 20, price_amount=65_000, price_units=100)
    told = manager.get(f"/batches/{batch}").json()
    assert (told["price"], told["price_units"]) == ({"amount": 65_000, "currency": "IDR"}, 100)
    bare = stock_up(shop, add_medicine(shop, "Zinc"), 20)
    assert manager.get(f"/batches/{bare}").json()["price"] is None


def test_a_batch_is_marked_down_and_goes_by_the_list_again(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop)
    path = f"/batches/{stock_up(shop, medicine, 20)}"
    body = {"pack_id": str(medicine.packs[10]), "price": {"amount": 3500, "currency": "IDR"}}
    body["reason"] = "expires soon"
    asked = manager.post(f"{path}/price", body, if_match='"1"')
    assert (asked.status_code, asked.json()["code"]) == (409, "asks_first")
    (question,) = asked.json()["questions"]
    body["confirmed"] = [question["code"]]
    marked = manager.post(f"{path}/price", body, if_match='"1"').json()
    assert (marked["own_price"]["amount"], marked["own_price_units"]) == (3500, 10)
    assert manager.post(f"{path}/price", body, if_match='"1"').json()["code"] == "stale"
    again = {"pack_id": body["pack_id"], "reason": "sold fast"}
    assert manager.post(f"{path}/price", again, if_match='"2"').json()["own_price"] is None


def test_a_batch_without_expiry_sells_once_one_is_entered(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 5, days=None)
    sale = {"lines": [{"product_id": str(medicine.id), "quantity": 1}]}
    expiry = (shop.today + timedelta(days=90)).isoformat()

    assert manager.post("/sales", sale).json()["code"] == "stock.insufficient"
    body = {"expires_on": expiry, "reason": "read from the pack"}
    edited = manager.patch(f"/batches/{batch}", body, if_match='"1"')

    assert edited.json()["expires_on"] == expiry
    assert manager.post("/sales", sale).status_code == 201


def test_a_held_batch_isnt_sold_until_it_is_released(manager: Program, medicine: Medicine) -> None:
    path = f"/batches/{Batch.objects.get().id}"
    sale = {"lines": [{"product_id": str(medicine.id), "quantity": 1}]}

    held = manager.post(f"{path}/hold", {"reason": "recall?"})
    level = manager.get(f"/stock/{medicine.id}").json()["level"]
    refused = manager.post("/sales", sale)
    released = manager.post(f"{path}/release", {"reason": "cleared"})

    assert (held.json()["state"], released.json()["state"]) == ("held", "released")
    assert (level["on_hand"], level["available"]) == (100, 0)
    assert refused.status_code == 409
    assert manager.post("/sales", sale).status_code == 201
    assert manager.post(f"/batches/{uuid4()}/hold", {"reason": "x"}).status_code == 404
