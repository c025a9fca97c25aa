"""Sales by a program: made, quoted, pushed, read."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program, program
from tests.surfaces.api.pushed import pushed_body
from tests.surfaces.api.world import World, build_world
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.organisation.models import DocumentSeries
from theriac.domains.sales.models import Sale

pytestmark = pytest.mark.django_db

KEY = "Idempotency-Key"
BEGIN_AND_COMMIT = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


def lines(*asked: tuple[Medicine, int], **more: Any) -> dict[str, Any]:
    return {
        "lines": [{"product_id": str(medicine.id), "quantity": n} for medicine, n in asked],
        **more,
    }


@pytest.mark.rows("SAL-04")
def test_a_product_and_a_quantity_make_a_receipt_and_new_stock(
    manager: Program, medicine: Medicine
) -> None:
    answer = manager.post("/sales", lines((medicine, 3)))

    assert answer.status_code == 201
    sale = answer.json()
    assert (sale["total"], sale["tax"], sale["currency"]) == (2100, 208, "IDR")
    assert sale["stock"] == [{"product_id": str(medicine.id), "quantity": 97}]
    (line,) = sale["lines"]
    assert (line["product"], line["pack"], line["quantity"]) == (
        "Paracetamol 500 mg tablet",
        "tablet",
        3,
    )
    assert [(a["number"], a["quantity"]) for a in line["allocations"]] == [("B1", 3)]
    again = manager.get(f"/sales/{sale['id']}")
    assert again.json() == {name: value for name, value in sale.items() if name != "stock"}


@pytest.mark.rows("STK-10", "SAL-04")
def test_the_receipt_names_both_batches_and_packs_payments_and_change(
    manager: Program, shop: Shop
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20, days=400, batch_number="DEC")
    stock_up(shop, medicine, 10, days=200, batch_number="JUN")
    body = {
        "lines": [
            {
                "product_id": str(medicine.id),
                "pack_id": str(medicine.packs[10]),
                "packs": 2,
                "discount": 1000,
            }
        ],
        "payments": [
            {"method": "card", "amount": 2000, "reference": "A1"},
            {"method": "cash", "amount": 50000},
        ],
        "currency": "IDR",
    }

    sale = manager.post("/sales", body).json()

    (line,) = sale["lines"]
    assert (line["gross"], line["discount"], line["total"]) == (13000, 1000, 12000)
    assert [(a["number"], a["quantity"]) for a in line["allocations"]] == [("JUN", 10), ("DEC", 10)]
    assert [(p["method"], p["tendered"], p["change"]) for p in sale["payments"]] == [
        ("card", 2000, 0),
        ("cash", 50000, 40000),
    ]


@pytest.mark.rows("STK-07")
def test_two_programs_sell_the_last_three_and_the_second_is_told_what_is_left(
    manager: Program, shop: Shop
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 3)

    first = manager.post("/sales", lines((medicine, 3)))
    second = manager.post("/sales", lines((medicine, 3)))

    assert (first.status_code, second.status_code) == (201, 409)
    refused = second.json()
    assert (refused["requested"], refused["available"], refused["position"]) == (3, 0, 1)
    assert Sale.objects.count() == 1


def test_money_of_another_currency_is_refused(manager: Program, medicine: Medicine) -> None:
    answer = manager.post("/sales", lines((medicine, 1), currency="USD"))

    assert (answer.status_code, answer.json()["code"]) == (422, "api.currency_unfit")


def test_a_prescription_only_line_needs_its_ground(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    stock_up(shop, medicine, 20)
    seen = {
        "kind": "prescription",
        "prescriber": "dr. Maya L.",
        "number": "0412",
        "written_on": shop.today.isoformat(),
    }

    bare = manager.post("/sales", lines((medicine, 1)))
    body = lines((medicine, 1), grounds=[seen])
    body["lines"][0]["ground"] = 0
    done = manager.post("/sales", body)

    assert (bare.status_code, bare.json()["code"]) == (403, "sales.ground_needed")
    assert done.status_code == 201
    assert done.json()["grounds"][0]["prescriber"] == "dr. Maya L."
    assert done.json()["lines"][0]["ground_id"] == done.json()["grounds"][0]["id"]


@pytest.mark.rows("CAT-09", "SAL-04")
@pytest.mark.parametrize("kind", ["het", "mrp"])
@pytest.mark.parametrize("path", ["/sales", "/sales/quote"])
def test_above_the_highest_price_by_law_or_on_the_pack_nothing_is_sold_or_quoted(
    manager: Program, shop: Shop, kind: str, path: str
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 30, mrp_amount=699 if kind == "mrp" else None)
    if kind == "het":
        set_ceiling(actor=shop.owner, product_id=medicine.id, amount=699)

    answer = manager.post(path, lines((medicine, 2)))

    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "pricing.above_ceiling")
    assert told["ceiling"] == {"amount": 699, "currency": "IDR"}
    assert (told["kind"], told["product_id"]) == (kind, str(medicine.id))
    assert Sale.objects.count() == 0


def test_a_quote_tells_what_the_sale_then_costs(manager: Program, medicine: Medicine) -> None:
    quote = manager.post("/sales/quote", lines((medicine, 7)))
    sale = manager.post("/sales", lines((medicine, 7))).json()

    assert quote.status_code == 200
    told = quote.json()
    assert {name: told[name] for name in ("gross", "discount", "tax", "total", "stock")} == {
        name: sale[name] for name in ("gross", "discount", "tax", "total", "stock")
    }
    shown = {name: value for name, value in sale["lines"][0].items() if name in told["lines"][0]}
    assert told["lines"] == [shown]
    refused = manager.post("/sales/quote", lines((medicine, 1000)))
    assert (refused.status_code, refused.json()["code"]) == (409, "stock.insufficient")


@pytest.mark.on_each
@pytest.mark.parametrize("count", [1, 5, 12])
def test_a_sale_takes_at_most_15_statements_whatever_its_lines(
    manager: Program, shop: Shop, count: int
) -> None:
    medicines = [add_medicine(shop, f"Medicine {index}") for index in range(count)]
    for medicine in medicines:
        stock_up(shop, medicine, 50)
    body = lines(*[(medicine, 2) for medicine in medicines], currency="IDR")
    manager.post("/sales", body)

    with CaptureQueriesContext(connection) as captured:
        assert manager.post("/sales", body).status_code == 201

    statements = [q["sql"] for q in captured if not q["sql"].startswith(BEGIN_AND_COMMIT)]
    # PostgreSQL: who asks, and the three round trips of the sale.
    wanted = 4 if connection.vendor == "postgresql" else 15
    assert len(statements) == wanted, "\n".join(statements)


def test_a_pushed_sale_is_booked_once_and_never_refused_for_what_it_says() -> None:
    world: World = build_world()
    manager = program(world.shop)
    body = pushed_body(world)

    first = manager.post("/sales/push", body)
    again = manager.post("/sales/push", body)
    odd = pushed_body(world, 501) | {"total": 1300}
    cased = manager.post("/sales/push", odd)
    used = manager.post("/sales/push", pushed_body(world, 500))

    assert (first.status_code, first.json()["state"]) == (201, "booked")
    assert (again.status_code, again.json()) == (201, first.json())
    assert (cased.status_code, cased.json()["state"]) == (201, "booked")
    assert cased.json()["cases"] >= 1
    assert (used.status_code, used.json()["state"]) == (201, "held")
    read = manager.get(f"/sales/{body['id']}").json()
    assert (read["number"], read["source"], read["total"]) == (body["number"], "counter", 1400)
    cases = manager.get(f"/cases?is_open=true&sale_id={odd['id']}").json()["items"]
    assert {case["kind"] for case in cases} >= {"payment"}


def test_a_push_is_numbered_in_a_series_of_its_own_that_the_server_never_numbers() -> None:
    world: World = build_world()
    manager = program(world.shop)
    counters = DocumentSeries.objects.exclude(terminal_id=world.shop.api_terminal_id).get()
    servers = DocumentSeries.objects.get(terminal_id=world.shop.api_terminal_id, generation=1)

    for series in (counters.id, servers.id, uuid4()):
        refused = manager.post("/sales/push", pushed_body(world) | {"series_id": str(series)})
        assert (refused.status_code, refused.json()["code"]) == (422, "api.series_unfit")
    opened = manager.post("/series", {"generation": 3}).json()
    assert opened["prefix"] == f"MLT-A1C-{world.shop.today:%y}-"
    assert manager.post("/series", {"generation": 3}).json() == opened
    assert manager.post("/series", {"generation": 1}).status_code == 422
    body = pushed_body(world, 1) | {"series_id": opened["id"], "number": opened["prefix"] + "1"}
    assert manager.post("/sales/push", body).json()["state"] == "booked"
    listed = [one["generation"] for one in manager.get("/series").json()["items"]]
    assert sorted(listed) == [1, 2, 3]


def test_sales_are_listed_newest_first_in_pages(manager: Program, medicine: Medicine) -> None:
    numbers = [manager.post("/sales", lines((medicine, 1))).json()["number"] for _ in range(3)]

    first = manager.get("/sales?limit=2").json()
    second = manager.get(f"/sales?limit=2&cursor={first['next']}").json()

    listed = [sale["number"] for sale in first["items"] + second["items"]]
    assert listed == numbers[::-1]
    assert second["next"] is None
    back = manager.get(f"/sales?limit=2&cursor={second['previous']}").json()
    assert back["items"] == first["items"]
    found = manager.get(f"/sales?number={numbers[1]}").json()["items"]
    assert [sale["number"] for sale in found] == [numbers[1]]


def test_each_copy_of_a_receipt_is_counted_and_listed(
    manager: Program, shop: Shop, medicine: Medicine
) -> None:
    sale = manager.post("/sales", lines((medicine, 3))).json()
    address = f"/sales/{sale['id']}/copies"
    assert manager.get(address).json()["items"] == []

    first = manager.post(address, **{KEY: "one"})
    again = manager.post(address, **{KEY: "one"})
    second = manager.post(address, **{KEY: "two"}).json()

    assert (first.status_code, again.json()) == (201, first.json())
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (first.json()["number"], second["number"]) == (1, 2)
    assert first.json()["terminal_id"] == str(shop.api_terminal_id)
    assert manager.get(address).json()["items"] == [first.json(), second]
    unknown = f"/sales/{uuid4()}/copies"
    assert [manager.get(unknown).status_code, manager.post(unknown).status_code] == [404, 404]
