"""Stock as a program reads it."""

from __future__ import annotations

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.surfaces.api.pieces import money
from tests.surfaces.api.program import Program

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-02")
def test_a_product_shows_its_batches_with_quantity_cost_and_expiry(
    manager: Program, shop: Shop
) -> None:
    medicine = add_medicine(shop)
    for number, days in (("C", 300), ("A", 30), ("B", 90)):
        stock_up(shop, medicine, 10 + days, days=days, batch_number=number, cost_amount=days)

    shown = manager.get(f"/stock/{medicine.id}").json()

    assert shown["level"]["on_hand"] == shown["level"]["available"] == 450
    assert [
        (b["batch"]["number"], b["quantity"], b["batch"]["cost"]) for b in shown["batches"]
    ] == [("A", 40, money(30)), ("B", 100, money(90)), ("C", 310, money(300))]
    listed = manager.get(f"/batches?product_id={medicine.id}&limit=2&sort=-expires_on").json()
    assert [b["batch"]["number"] for b in listed["items"]] == ["C", "B"]
    soon = manager.get(f"/batches?expires_before={shown['batches'][1]['batch']['expires_on']}")
    assert [b["batch"]["number"] for b in soon.json()["items"]] == ["A"]


@pytest.mark.rows("STK-03")
def test_the_stock_card_has_document_person_and_running_balance(
    manager: Program, medicine: Medicine
) -> None:
    sale = {"lines": [{"product_id": str(medicine.id), "quantity": 4}]}
    number = manager.post("/sales", sale).json()["number"]

    newest, oldest = manager.get(f"/stock-movements?product_id={medicine.id}").json()["items"]
    every = manager.get("/stock-movements?kind=sale").json()["items"]

    assert (newest["kind"], newest["document_number"], newest["actor"]) == (
        "sale",
        number,
        "program manager",
    )
    assert (newest["change"], newest["balance"], newest["batch_balance"]) == (-4, 96, 96)
    assert (oldest["kind"], oldest["balance"], oldest["actor"]) == ("opening", 100, "Owner")
    assert [(m["id"], m["balance"]) for m in every] == [(newest["id"], None)]


def test_levels_follow_the_catalogue_with_its_filters(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop, "Aspirin", category="Analgesic")
    add_medicine(shop, "Bisoprolol", category="Heart")
    stock_up(shop, medicine, 7)
    manager.put(f"/minimums/{medicine.id}", {"quantity": 9})

    every = manager.get("/stock").json()["items"]
    narrowed = manager.get("/stock?category=Analgesic").json()["items"]

    assert [(row["product"], row["on_hand"], row["minimum"]) for row in every] == [
        ("Aspirin", 7, 9),
        ("Bisoprolol", 0, None),
    ]
    assert narrowed == every[:1]


def test_a_minimum_is_set_and_read(manager: Program, medicine: Medicine) -> None:
    path = f"/minimums/{medicine.id}"
    assert manager.get(path).status_code == 404

    first = manager.put(path, {"quantity": 20})
    second = manager.put(path, {"quantity": 5})

    assert [
        (a.status_code, a.json()["quantity"], a.json()["version"]) for a in (first, second)
    ] == [
        (200, 20, 1),
        (200, 5, 2),
    ]
    assert manager.get("/minimums").json()["items"] == [second.json()]
    assert manager.put(path, {"quantity": -1}).status_code == 422
    nobody = manager.put(f"/minimums/{medicine.packs[1]}", {"quantity": 1})
    assert nobody.status_code == 404
