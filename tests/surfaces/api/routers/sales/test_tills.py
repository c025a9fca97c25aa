"""Tills by the API: a program opens, moves and closes its own; reports are read and settled."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import begin, closed_till, held_opening
from tests.surfaces.api.program import program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-23", "SAL-24")]


def test_a_program_runs_its_till(shop: Shop) -> None:
    manager, cashier = program(shop, "manager"), program(shop, "cashier")
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    made = cashier.post("/till-sessions", {"cash": 50_000})
    assert (made.status_code, made.json()["state"]) == (201, "open")
    session = made.json()["id"]
    again = cashier.post("/till-sessions", {"cash": 50_000})
    assert (again.status_code, again.json()["code"]) == (409, "tills.open")
    line = {"product_id": str(medicine.id), "quantity": 10}
    paid = {"method": "cash", "amount": 10_000}
    sold = cashier.post(
        "/sales", {"lines": [line], "payments": [paid], "till_session_id": session}
    ).json()
    assert sold["till_session_id"] == session
    at = f"/till-sessions/{session}"
    moved = cashier.post(
        f"{at}/moves", {"move": {"kind": "safe_drop", "reason": "safe", "amount": 20_000}}
    )
    assert (moved.status_code, moved.json()["amount"]) == (201, 20_000)
    assert cashier.get(at).status_code == 403
    report = manager.get(at).json()
    left = 30_000 + sold["total"]
    assert report["expected"] == {
        "opening": 50_000,
        "received": 10_000,
        "change": 10_000 - sold["total"],
        "refunds": 0,
        "put_in": 0,
        "taken_out": 0,
        "dropped": 20_000,
        "total": left,
    }
    count = {"cash": [{"value": 1, "pieces": left - 5}], "why": "change"}
    closed = cashier.post(f"{at}/close", {"count": count}).json()
    assert (closed["state"], closed["variance"]) == ("settled", -5)
    assert closed["z_number"].endswith("0001")
    late = cashier.post(f"{at}/close", {"count": count})
    assert (late.status_code, late.json()["code"]) == (409, "tills.wrong_state")


def test_a_manager_settles_and_decides(shop: Shop) -> None:
    manager = program(shop, "manager")
    session, held = closed_till(shop, short=5), held_opening(shop)
    at = f"/till-sessions/{session}"
    told = manager.get(at)
    assert (told.json()["variance"], told.json()["session"]["state"]) == (-5, "closed")
    answer = manager.post(
        f"{at}/settle", {"why": "unknown", "note": "asked"}, **{"If-Match": told["ETag"]}
    )
    assert (answer.status_code, answer.json()["session"]["state"]) == (200, "settled")
    waiting = manager.get("/till-documents").json()["items"]
    assert [one["id"] for one in waiting] == [str(held)]
    done = manager.post(f"/till-documents/{held}/dismiss", {"note": "a test"})
    assert done.json()["decision"] == "dismissed"
    assert manager.get("/till-documents").json()["items"] == []


def test_cash_told_of_a_lost_till_is_asked_about_where_it_is_unlikely(shop: Shop) -> None:
    manager = program(shop, "manager")
    at = f"/till-sessions/{begin(shop, 100_000)}"
    begin(shop, 90_000)
    matching = {"If-Match": manager.get(at)["ETag"]}
    told = {"why": "counting", "note": "the device is lost", "counted": 95_000_000}
    far = manager.post(f"{at}/settle", told, **matching)
    assert (far.status_code, far.json()["code"]) == (409, "asks_first")
    yes = [one["code"] for one in far.json()["questions"]]
    answer = manager.post(f"{at}/settle", {**told, "confirmed": yes}, **matching)
    assert (answer.status_code, answer.json()["session"]["state"]) == (200, "settled")
    long = manager.post(f"{at}/settle", {**told, "note": "x" * 121}, **matching)
    assert long.status_code == 422


def test_an_unlikely_sum_is_asked_first_and_sent_again_with_a_yes(shop: Shop) -> None:
    cashier = program(shop, "cashier")
    far = cashier.post("/till-sessions", {"cash": 999_999_999})
    told = far.json()
    assert (far.status_code, told["code"]) == (409, "asks_first")
    assert "far more than this till should hold" in told["detail"]
    yes = [one["code"] for one in told["questions"]]
    other = cashier.post("/till-sessions", {"cash": 999_999_998, "confirmed": yes})
    assert other.status_code == 409
    made = cashier.post("/till-sessions", {"cash": 100_000})
    at = f"/till-sessions/{made.json()['id']}"
    move = {"kind": "safe_drop", "reason": "safe", "amount": 50_000_000}
    assert cashier.post(f"{at}/moves", {"move": move}).json()["code"] == "asks_first"
    count = {"cash": [{"value": 100_000, "pieces": 8_991}]}
    far = cashier.post(f"{at}/close", {"count": count})
    assert far.json()["code"] == "asks_first"
    yes = [one["code"] for one in far.json()["questions"]]
    closed = cashier.post(f"{at}/close", {"count": count, "confirmed": yes})
    assert (closed.status_code, closed.json()["state"]) == (200, "closed")
