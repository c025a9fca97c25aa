"""A program's own copy: everything once, then only what changed, in the order of commits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, api_key, open_shop, stock_up
from tests.surfaces.api.program import Program, program
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import EventPosition
from theriac.core.outbox.relay import relay_once
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.commands.places import open_places

pytestmark = pytest.mark.django_db
CODE = "8991234567891"


def follow(asking: Program, after: str = "", limit: int = 200) -> list[Any]:
    """The pages from a place on."""
    found: list[Any] = []
    while not found or found[-1]["more"]:
        answer = asking.get(f"/feed?after={after}&limit={limit}")
        assert answer.status_code == 200, answer.json()
        found.append(answer.json())
        after = found[-1]["after"]
    return found


@pytest.mark.rows("API-10")
def test_the_first_copy_has_everything(manager: Program, shop: Shop) -> None:
    packs = [
        NewPack(name="tablet", factor=1),
        NewPack(name="strip", factor=10, price=6500, barcodes=[CODE]),
    ]
    medicine = add_medicine(shop, packs=packs, manufacturer="Sehat Makmur", ceiling_amount=7000)
    batch = stock_up(shop, medicine, 30, shelf="A-02", mrp_amount=8000, mrp_units=10)
    [page] = follow(manager)
    [product] = page["products"]

    assert (product["id"], product["manufacturer"]) == (str(medicine.id), "Sehat Makmur")
    assert [(one["name"], one["factor"], one["barcodes"]) for one in product["packs"]] == [
        ("tablet", 1, []),
        ("strip", 10, ["0" + CODE]),
    ]
    assert [(one["pack_id"], one["branch_id"], one["price"]) for one in product["prices"]] == [
        (str(medicine.packs[10]), None, {"amount": 6500, "currency": "IDR"})
    ]
    assert [(one["price"]["amount"], one["units"]) for one in product["ceilings"]] == [(7000, 1)]
    assert page["batches"] == [
        {
            "id": str(batch),
            "product_id": str(medicine.id),
            "number": "B1",
            "expires_on": (shop.today + timedelta(days=400)).isoformat(),
            "received_on": shop.today.isoformat(),
            "state": "released",
            "shelf": "A-02",
            "mrp": {"amount": 8000, "currency": "IDR"},
            "mrp_units": 10,
            "quantity": 30,
        }
    ]


def test_a_large_catalogue_comes_in_pages(manager: Program, shop: Shop) -> None:
    names = [f"Medicine {letter}" for letter in "ABCDE"]
    for name in names:
        stock_up(shop, add_medicine(shop, name), 3)
    found = follow(manager, limit=2)

    assert [len(page["products"]) for page in found] == [2, 2, 1]
    assert [len(page["batches"]) for page in found] == [2, 2, 1]
    assert len({page["snapshot"] for page in found}) == 1
    assert sorted(one["name"] for page in found for one in page["products"]) == names


def test_afterwards_only_changes_come(manager: Program, shop: Shop, medicine: Medicine) -> None:
    other = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    relay_once()
    [snapshot] = follow(manager)
    [nothing] = follow(manager, snapshot["after"])
    assert (nothing["snapshot"], nothing["products"], nothing["batches"]) == (None, [], [])
    batch = stock_up(shop, other, 10)
    assert follow(manager, snapshot["after"]) == [nothing]
    relay_once()
    [change] = follow(manager, nothing["after"])
    assert change["products"] == []
    assert [(one["id"], one["quantity"]) for one in change["batches"]] == [(str(batch), 10)]

    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="recall")
    set_price(actor=shop.owner, pack_id=medicine.packs[1], amount=750, branch_id=shop.branch_id)
    relay_once()
    [both] = follow(manager, change["after"])
    assert [(one["id"], one["state"]) for one in both["batches"]] == [(str(batch), "held")]
    [product] = both["products"]
    prices = [one for one in product["prices"] if one["pack_id"] == str(medicine.packs[1])]
    assert [(one["branch_id"], one["price"]["amount"]) for one in prices] == [
        (None, 700),
        (str(shop.branch_id), 750),
    ]


def test_what_was_sold_out_is_told_as_empty(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 4)
    relay_once()
    [snapshot] = follow(manager)
    line = {"product_id": str(medicine.id), "quantity": 4}
    assert manager.post("/sales", {"lines": [line]}).status_code == 201
    relay_once()

    [change] = follow(manager, snapshot["after"])
    assert [(one["id"], one["quantity"]) for one in change["batches"]] == [(str(batch), 0)]
    assert follow(manager)[0]["batches"] == []


def test_many_changes_come_in_pages(manager: Program, shop: Shop) -> None:
    relay_once()
    [snapshot] = follow(manager)
    for letter in "ABCDE":
        add_medicine(shop, f"Medicine {letter}")
    relay_once()
    found = follow(manager, snapshot["after"], limit=2)
    assert [len(page["products"]) for page in found] == [2, 2, 1]


def test_a_price_to_come_is_told_beforehand_and_an_old_one_not(
    manager: Program, shop: Shop, medicine: Medicine
) -> None:
    later = clock.now() + timedelta(days=3)
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=6600)
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=6900, valid_from=later)
    prices = follow(manager)[0]["products"][0]["prices"]

    strips = [one for one in prices if one["pack_id"] == str(medicine.packs[10])]
    assert [one["price"]["amount"] for one in strips] == [6600, 6900]


def test_the_same_answer_isnt_sent_twice(manager: Program, medicine: Medicine) -> None:
    relay_once()
    [snapshot] = follow(manager)
    address = f"/feed?after={snapshot['after']}"
    tag = manager.get(address).headers["ETag"]
    assert manager.get(address, if_none_match=tag).status_code == 304


def test_each_branch_has_a_feed_of_its_own(manager: Program, shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 4)
    second = open_branch(
        actor=SYSTEM,
        pharmacy_id=shop.pharmacy_id,
        code="KNG",
        name="Kenanga",
        time_zone="Asia/Jakarta",
    )
    open_places(actor=SYSTEM, branch_id=second)
    owner = Program(api_key(shop, "owner"))
    here = owner.get("/feed").json()

    refused = manager.get(f"/feed?branch_id={second}")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")
    crossed = owner.get(f"/feed?branch_id={second}&after={here['after']}")
    assert (crossed.status_code, crossed.json()["field"]) == (422, "after")


@pytest.mark.parametrize("after", ["7", "zzz", "abc.def", "0123456789ab.5", "s.1.2"])
def test_a_place_that_isnt_one_is_refused(manager: Program, after: str) -> None:
    answer = manager.get(f"/feed?after={after}")
    assert (answer.status_code, answer.json()["field"]) == (422, "after")
    assert answer.json()["detail"] == (
        "This position isn’t in this branch’s feed. Start again without a position."
    )


def test_after_the_books_were_restored_a_new_snapshot_begins(
    manager: Program, medicine: Medicine
) -> None:
    relay_once()
    [snapshot] = follow(manager)
    EventPosition.objects.all().delete()
    [again] = follow(manager, snapshot["after"])

    assert again["snapshot"] not in (None, snapshot["snapshot"])
    assert len(again["products"]) == 1


def test_a_feed_wants_to_see_products_and_stock(shop: Shop, medicine: Medicine) -> None:
    refused = program(shop, "administrator").get("/feed")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")


def test_the_statements_dont_grow_with_the_products(
    shop: Shop, manager: Program, django_assert_max_num_queries: Any
) -> None:
    for letter in "ABCDEFGH":
        stock_up(shop, add_medicine(shop, f"Medicine {letter}"), 3)
    relay_once()
    manager.get("/feed")
    with django_assert_max_num_queries(14):
        page = manager.get("/feed").json()
    with django_assert_max_num_queries(9):
        manager.get(f"/feed?after={page['after']}")


def test_an_indian_shop_tells_its_own_currency_and_goods_code() -> None:
    shop = open_shop("in")
    add_medicine(shop, hsn="30049099")
    [page] = follow(program(shop))
    [product] = page["products"]
    assert product["hsn"] == "30049099"
    assert {one["price"]["currency"] for one in product["prices"]} == {"INR"}
