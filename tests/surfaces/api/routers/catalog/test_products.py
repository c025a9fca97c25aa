"""Products, categories, pictures."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.surfaces.api.pieces import money, picture_file
from tests.surfaces.api.program import Program
from theriac.domains.catalog.commands.products import NewProduct, add_products

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(shop: Shop) -> list[Medicine]:
    return [
        add_medicine(shop, f"{name} tablet", category=group, manufacturer=maker)
        for name, group, maker in (
            ("Aspirin", "Analgesic", "Sehat"),
            ("Bisoprolol", "Heart", "Sehat"),
            ("Cetirizine", "Allergy", "Kimia"),
            ("Diclofenac", "Analgesic", "Kimia"),
            ("Enalapril", "Heart", "Sehat"),
        )
    ]


def names(response: Any) -> list[str]:
    return [item["name"].split()[0] for item in response.json()["items"]]


@pytest.mark.rows("API-01")
def test_products_are_paged_in_both_directions(manager: Program, shelf: list[Medicine]) -> None:
    first = manager.get("/products?limit=2")
    second = manager.get(f"/products?limit=2&cursor={first.json()['next']}")
    third = manager.get(f"/products?limit=2&cursor={second.json()['next']}")
    back = manager.get(f"/products?limit=2&cursor={third.json()['previous']}")

    assert [names(page) for page in (first, second, third, back)] == [
        ["Aspirin", "Bisoprolol"],
        ["Cetirizine", "Diclofenac"],
        ["Enalapril"],
        ["Cetirizine", "Diclofenac"],
    ]
    assert (first.json()["previous"], third.json()["next"]) == (None, None)
    turned = manager.get("/products?sort=-name&limit=3")
    assert names(turned) == ["Enalapril", "Diclofenac", "Cetirizine"]


@pytest.mark.rows("API-01", "CAT-02")
def test_products_are_filtered_and_the_counts_match(
    manager: Program, shelf: list[Medicine]
) -> None:
    analgesics = manager.get("/products?category=Analgesic")
    both = manager.get("/products?category=Heart&manufacturer=Sehat&status=active")
    counts = {c["name"]: c["product_count"] for c in manager.get("/categories").json()["items"]}
    makers = manager.get("/manufacturers").json()["items"]

    assert names(analgesics) == ["Aspirin", "Diclofenac"]
    assert names(both) == ["Bisoprolol", "Enalapril"]
    assert names(manager.get("/products?status=blocked")) == []
    assert counts == {"Allergy": 1, "Analgesic": 2, "Heart": 2}
    assert [(maker["name"], maker["product_count"]) for maker in makers] == [
        ("Kimia", 2),
        ("Sehat", 3),
    ]


@pytest.mark.rows("API-01", "CAT-14")
@pytest.mark.parametrize(("more", "count"), [("", 230), ("&category=Heart", 115)])
def test_a_search_gives_all_that_it_finds_by_pages(
    manager: Program, shop: Shop, more: str, count: int
) -> None:
    new = [
        NewProduct(
            name=f"Medicine {number:03}",
            base_unit="tablet",
            legal_class="bebas",
            category=("Heart", "Allergy")[number % 2],
        )
        for number in range(230)
    ]
    add_products(actor=shop.owner, products=new)

    found, cursor, pages = [], "", []
    while cursor is not None:
        page = manager.get(f"/products?q=medicine&limit=100{more}&cursor={cursor}").json()
        pages.append([item["id"] for item in page["items"]])
        found += pages[-1]
        cursor = page["next"]
    assert (len(found), len(set(found))) == (count, count)
    back = manager.get(f"/products?q=medicine&limit=100{more}&cursor={page['previous']}")
    assert [item["id"] for item in back.json()["items"]] == pages[-2]
    other = manager.get(f"/products?q=zinc&cursor={page['previous']}")
    assert (other.status_code, other.json()["type"]) == (
        422,
        "urn:theriac:problem:listing.refused",
    )


@pytest.mark.rows("API-01")
def test_what_didnt_change_is_304(manager: Program, shelf: list[Medicine]) -> None:
    for path in ("/products?limit=2", f"/products/{shelf[0].id}", "/categories", "/me"):
        tag = manager.get(path).headers["ETag"]
        unchanged = manager.get(path, if_none_match=f'"other", W/{tag}')
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged.headers["ETag"] == tag
    tag = manager.get("/products").headers["ETag"]
    path = f"/products/{shelf[0].id}"
    edited = manager.patch(path, {"strength": "100 mg"}, if_match=manager.get(path).headers["ETag"])
    assert edited.status_code == 200
    assert manager.get("/products", if_none_match=tag).status_code == 200


@pytest.mark.rows("API-01", "CAT-12")
def test_products_are_found_as_people_type(manager: Program, shelf: list[Medicine]) -> None:
    assert names(manager.get("/products?q=enal")) == ["Enalapril"]
    assert names(manager.get("/products?q=cetirizin+tab")) == ["Cetirizine"]
    assert names(manager.get("/products?q=bisoprolul")) == ["Bisoprolol"]
    assert names(manager.get("/products?q=kimia&category=Allergy")) == ["Cetirizine"]
    assert manager.get("/products?q=tablet&limit=5").json()["next"] is None


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=5.0", "limit"),
        ("limit=%2B5", "limit"),
        ("sort=price", "sort"),
        ("cursor=abc", "cursor"),
        ("page=2", "page"),
        ("status=", "status"),
    ],
)
def test_what_a_list_doesnt_declare_is_refused(manager: Program, query: str, field: str) -> None:
    refused = manager.get(f"/products?{query}")

    assert (refused.status_code, refused.json()["field"]) == (422, field)


@pytest.mark.rows("CAT-01", "CAT-04")
def test_a_product_is_added_whole_and_sellable_at_once(manager: Program) -> None:
    new = {
        "name": "Amoxicillin 500 mg capsule",
        "base_unit": "capsule",
        "legal_class": "bebas",
        "manufacturer": "Sehat Farma",
        "packs": [
            {"name": "strip", "factor": 10, "price": money(12000), "barcodes": ["8991234567891"]},
            {"name": "box", "factor": 100, "price": money(110000)},
        ],
    }

    added = manager.post("/products", new)
    product = added.json()
    goods = {"product_id": product["id"], "quantity": 100, "expires_on": "2029-01-31"}
    received = manager.post("/stock-movements", {"kind": "opening", **goods})
    opened = manager.get("/barcodes/8991234567891").json()
    sold = manager.post(
        "/sales",
        {"lines": [{"product_id": opened["product_id"], "pack_id": opened["pack_id"], "packs": 1}]},
    )

    assert added.status_code == 201
    assert [(p["name"], p["factor"], p["price"]) for p in product["packs"]] == [
        ("capsule", 1, None),
        ("strip", 10, money(12000)),
        ("box", 100, money(110000)),
    ]
    assert received.status_code == 201
    assert (sold.json()["total"], sold.json()["stock"][0]["quantity"]) == (12000, 90)


def test_what_doesnt_fit_a_product_is_said_at_its_field(manager: Program) -> None:
    new = {"name": "X", "base_unit": "x", "legal_class": "bebas"}
    odd = [{"name": "a", "factor": 10}, {"name": "b", "factor": 15}]
    dear = [{"name": "a", "factor": 10, "price": {"amount": 5, "currency": "USD"}}]

    def field(**changes: Any) -> tuple[int, str]:
        answer = manager.post("/products", new | changes)
        return answer.status_code, answer.json()["field"]

    assert field(legal_class="schedule_h") == (422, "legal_class")
    assert field(tax_class="gold") == (422, "tax_class")
    assert field(packs=odd) == (422, "packs")
    assert field(packs=dear) == (422, "packs.0.price.currency")
    assert field(name=" ") == (422, "name")
    assert field(price=5) == (422, "price")


@pytest.mark.rows("STK-09")
def test_a_stale_edit_is_refused_with_the_current_product(
    manager: Program, medicine: Medicine
) -> None:
    path = f"/products/{medicine.id}"
    seen = manager.get(path)
    tag = seen.headers["ETag"]
    first = manager.patch(path, {"strength": "500 mg", "category": "Analgesic"}, if_match=tag)
    second = manager.patch(path, {"strength": "650 mg"}, if_match=tag)

    assert first.status_code == 200
    assert first.headers["ETag"].startswith('"2-')
    assert (first.json()["version"], first.json()["category"]) == (2, "Analgesic")
    assert (second.status_code, second.json()["code"]) == (409, "stale")
    assert second.json()["current"] == manager.get(path).json() == first.json()
    for missing in ("", "*", "2", '"x"'):
        refused = manager.patch(path, {"strength": "1"}, if_match=missing)
        assert (refused.status_code, refused.json()["code"]) == (428, "api.precondition_missing")
    assert manager.patch(path, {"strength": "1 g"}, if_match='"2"').status_code == 200
    nothing = manager.patch(path, {"strength": None}, if_match='"3"')
    assert (nothing.status_code, nothing.json()["code"]) == (422, "unprocessable")


def test_prices_are_dated_and_the_branchs_own_goes_first(
    manager: Program, medicine: Medicine
) -> None:
    strip = str(medicine.packs[10])
    path = f"/products/{medicine.id}/prices"
    everywhere = {"pack_id": strip, "price": money(6600), "everywhere": True}
    later = {"pack_id": strip, "price": money(9000), "valid_from": "2199-01-01T00:00:00+07:00"}

    assert manager.post(path, everywhere).status_code == 201
    here = manager.post(path, {"pack_id": strip, "price": money(6400)})
    assert manager.post(path, later).json()["valid_from"] == "2198-12-31T17:00:00Z"

    assert here.json()["branch_id"] == manager.get("/me").json()["branch_id"]
    shown = {
        p["factor"]: p["price"] for p in manager.get(f"/products/{medicine.id}").json()["packs"]
    }
    assert shown[10] == money(6400)
    listed = manager.get(f"{path}?pack_id={strip}").json()["items"]
    assert [row["price"]["amount"] for row in listed] == [9000, 6400, 6600, 6500]
    stranger = manager.post(f"/products/{uuid4()}/prices", everywhere)
    assert stranger.status_code == 404


@pytest.mark.rows("CAT-15")
def test_a_picture_is_kept_and_a_broken_one_refused(manager: Program, medicine: Medicine) -> None:
    path = f"/products/{medicine.id}/picture"
    assert manager.get(path).status_code == 404

    kept = manager.upload(path, picture_file())
    broken = picture_file()
    broken.file.truncate(40)
    refused = manager.upload(path, broken)

    assert (kept.status_code, kept.json()["version"]) == (200, 2)
    full = manager.get(path)
    assert (full.status_code, full.headers["Content-Type"]) == (200, "image/webp")
    assert manager.get(path, if_none_match=full.headers["ETag"]).status_code == 304
    assert manager.get(kept.json()["thumbnail_url"].removeprefix("/api/v1")).status_code == 200
    assert (refused.status_code, refused.json()["code"]) == (422, "files.broken")
    assert refused.json()["field"] == "image"


def test_a_pack_level_is_added_by_whole_multiples(manager: Program, medicine: Medicine) -> None:
    path = f"/products/{medicine.id}/packs"

    added = manager.post(path, {"name": "case", "factor": 1000})
    odd = manager.post(path, {"name": "odd", "factor": 15})

    assert [pack["factor"] for pack in added.json()["packs"]] == [1, 10, 100, 1000]
    assert (odd.status_code, odd.json()["code"]) == (422, "catalog.pack_refused")


def test_a_list_takes_the_same_statements_whatever_its_length(
    manager: Program, shelf: list[Medicine]
) -> None:
    taken = []
    for path in ("/products", "/stock", "/batches", "/sales", "/stock-movements"):
        manager.get(path)  # what a process reads once
        for limit in (1, 5):
            with CaptureQueriesContext(connection) as captured:
                assert manager.get(f"{path}?limit={limit}").status_code == 200
            taken.append((path, len(captured)))

    assert len(set(taken)) == 5, taken
    assert max(count for _path, count in taken) <= 7, taken


@pytest.mark.rows("PUR-14")
def test_a_price_below_cost_asks_a_program_first(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    body = {"pack_id": str(medicine.packs[10]), "price": {"amount": 3_900, "currency": "IDR"}}
    asked = manager.post(f"/products/{medicine.id}/prices", body)

    assert (asked.status_code, asked.json()["type"].rpartition(":")[2]) == (409, "asks_first")
    codes = [one["code"] for one in asked.json()["questions"]]
    set_ = manager.post(f"/products/{medicine.id}/prices", {**body, "confirmed": codes})
    assert (set_.status_code, set_.json()["price"]["amount"]) == (201, 3_900)
