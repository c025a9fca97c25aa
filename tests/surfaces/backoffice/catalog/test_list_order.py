"""The list of products in each order that may be asked for, at the branch that is worked in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from tests.surfaces.backoffice.catalog.listed import LIST, names
from theriac.core import clock
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.commands.products import NewPack
from theriac.surfaces.backoffice.shell.listing.keyset import PAGE_SIZE


@pytest.mark.rows("CAT-14")
def test_sorted_by_manufacturer_and_newest(stocked: Shop, owner: Client) -> None:
    assert names(owner.get(LIST, {"sort": "-maker"}))[0] == "Zinc 20 mg tablet"
    assert names(owner.get(LIST, {"sort": "group"}))[0] == "Paracetamol 500 mg tablet"
    assert set(names(owner.get(LIST, {"sort": "-added"}))) == set(names(owner.get(LIST)))


@pytest.fixture
def other_client(shop: Shop) -> Client:
    """The owner, working in another branch of the pharmacy."""
    client = client_of(shop, "owner")
    client.post(reverse("backoffice:set_branch"), {"branch": str(second_branch(shop))})
    return client


@pytest.mark.rows("CAT-14", "STK-30")
def test_sorted_by_what_can_be_sold_here(stocked: Shop, owner: Client) -> None:
    """Expired, held and reserved units can't be; nothing is 0."""
    zinc = add_medicine(stocked, "Zinc 50 mg tablet")
    stock_up(stocked, zinc, 300, days=60)
    stock_up(stocked, zinc, 900, days=0)
    in_order = [
        "Amoxicillin 500 mg capsule",
        "Zinc 20 mg tablet",
        "Paracetamol 500 mg tablet",
        "Zinc 50 mg tablet",
    ]
    assert names(owner.get(LIST, {"sort": "stock"})) == in_order
    assert names(owner.get(LIST, {"sort": "-stock"})) == in_order[::-1]


@pytest.mark.rows("CAT-14", "STK-30")
def test_sorted_by_next_expiry_what_has_none_comes_last(stocked: Shop, owner: Client) -> None:
    zinc = add_medicine(stocked, "Zinc 50 mg tablet")
    stock_up(stocked, zinc, 10, days=20)
    stock_up(stocked, zinc, 10, days=0)
    soon = ["Zinc 50 mg tablet", "Paracetamol 500 mg tablet"]
    assert names(owner.get(LIST, {"sort": "expiry"}))[:2] == soon
    assert names(owner.get(LIST, {"sort": "-expiry"}))[:2] == soon[::-1]


@pytest.mark.rows("CAT-14")
def test_sorted_by_the_price_that_is_shown(shop: Shop, owner: Client) -> None:
    """The smallest pack above the base unit; the branch's own price before the general one."""
    box = add_medicine(shop, "Box", packs=[NewPack(name="box", factor=20, price=9_000)])
    add_medicine(shop, "Cheap", packs=[NewPack(name="strip", factor=10, price=4_600)])
    add_medicine(shop, "None", packs=[NewPack(name="strip", factor=10)])
    add_medicine(shop, "Single", packs=[NewPack(name="tablet", factor=1, price=5_000)])
    add_medicine(shop, "Usual")  # 700 a tablet, 6,500 a strip, 60,000 a box
    by_price = ["Cheap", "Single", "Usual", "Box", "None"]
    assert names(owner.get(LIST, {"sort": "price"})) == by_price
    assert names(owner.get(LIST, {"sort": "-price"})) == [*by_price[:4][::-1], "None"]

    set_price(actor=shop.owner, pack_id=box.packs[20], amount=4_500, branch_id=shop.branch_id)
    later = clock.now() + timedelta(days=3)
    set_price(actor=shop.owner, pack_id=box.packs[20], amount=13_000, valid_from=later)
    assert names(owner.get(LIST, {"sort": "price"}))[0] == "Box"


@pytest.mark.rows("CAT-14")
def test_another_branch_sorts_by_its_own_stock_and_prices(
    stocked: Shop, other_client: Client
) -> None:
    by_name = names(other_client.get(LIST))
    for sort in ("stock", "expiry", "price"):
        assert names(other_client.get(LIST, {"sort": sort})) == by_name, sort


def test_pages_of_a_price_follow_one_another(shop: Shop, owner: Client) -> None:
    for number in range(PAGE_SIZE + 5):
        packs = [NewPack(name="strip", factor=10, price=1_000 + number % 7 * 100)]
        add_medicine(shop, f"Medicine {number:02}", packs=packs)
    for sort in ("price", "-price", "stock", "expiry", "-expiry"):
        first = owner.get(LIST, {"sort": sort})
        second = owner.get(first.context["next_url"])
        both = names(first) + names(second)
        assert (len(both), len(set(both))) == (PAGE_SIZE + 5, PAGE_SIZE + 5), sort
