"""A search of the list of products lists, counts and exports all that it finds."""

import csv
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.reading import reading
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.backoffice.catalog.listed import LIST, fill, names
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.commands.products import NewPack
from theriac.surfaces.backoffice.shell.listing.keyset import PAGE_SIZE

FOUND = 500
"""More than a search once ranked."""


def lines_of(response: Any) -> list[str]:
    return b"".join(response.streaming_content).decode().splitlines()[1:]


def pages_of(owner: Client, **query: str) -> list[str]:
    """The names on all pages of a search, each page after the one before; and back again."""
    page, found = owner.get(LIST, query), []
    while True:
        found += names(page)
        if not page.context["next_url"]:
            break
        page = owner.get(page.context["next_url"])
    back = owner.get(page.context["previous_url"])
    assert names(back) == found[-len(names(page)) - PAGE_SIZE : -len(names(page))]
    return found


@pytest.mark.rows("CAT-14")
@pytest.mark.parametrize("more", [{}, {"sort": "-name"}, {"in_stock": "true"}])
def test_a_search_lists_counts_and_exports_all_that_it_finds(
    shop: Shop, owner: Client, more: dict[str, str]
) -> None:
    fill(shop, 0, FOUND)
    add_medicine(shop, "Zinc 20 mg tablet")
    count = FOUND // 4 if "in_stock" in more else FOUND

    listed = pages_of(owner, q="medicine", **more)
    assert (len(listed), len(set(listed))) == (count, count)
    page = owner.get(LIST, {"q": "medicine", **more})
    assert f"{count} products" in page.text
    assert f"1–50 of {count}" in page.text
    exported = lines_of(owner.get(LIST, {"q": "medicine", **more, "export": "csv"}))
    assert [line.partition(",")[0] for line in exported] == listed


@pytest.mark.rows("CAT-14")
def test_other_lists_find_as_many(shop: Shop, owner: Client) -> None:
    """A fourth of the products has stock, so each of these lists has a row of them."""
    fill(shop, 0, 4 * 250)
    for address in ("stock_list", "stock_batches", "stock_movements", "stock_cover"):
        page = owner.get(reverse(f"backoffice:{address}"), {"q": "medicine"})
        assert page.context["screen"].count.number == 250, address


@pytest.mark.rows("CAT-14")
def test_what_names_a_substance_lists_its_brands_first_and_all_others_after(
    shop: Shop, owner: Client
) -> None:
    for number in range(60):
        add_medicine(shop, f"Amoxicillin {number:02}")
    brand = add_medicine(
        shop, "Zelvora", substance="Amoxicillin", strength="500 mg", dose_form="capsule"
    )
    stock_up(shop, brand, 10)

    listed = pages_of(owner, q="amoxicillin")
    assert (listed[0], len(listed), len(set(listed))) == ("Zelvora", 61, 61)


@pytest.mark.parametrize("place", ["-1", "x", "99999999", "9" * 40])
def test_a_page_that_isnt_there_is_the_first(stocked: Shop, owner: Client, place: str) -> None:
    assert len(names(owner.get(LIST, {"q": "500", "at": place}))) == 2


@pytest.mark.rows("CAT-14")
def test_packs_prices_and_codes_of_what_the_list_shows_are_a_file(
    shop: Shop, owner: Client
) -> None:
    """One row a pack, the price of the branch before the general one."""
    add_medicine(shop, "Zinc 20 mg tablet")
    syrup = add_medicine(
        shop,
        "Cough syrup",
        base_unit="ml",
        category="Cough",
        manufacturer="Tirta",
        packs=[
            NewPack(name="ml", factor=1, sellable=False),
            NewPack(name="bottle", factor=100, price=15_000, barcodes=["SHOP-1", "SHOP-2"]),
        ],
    )
    set_price(actor=shop.owner, pack_id=syrup.packs[100], amount=14_000, branch_id=shop.branch_id)
    page = owner.get(LIST)
    (given,) = page.context["screen"].further_files
    assert given.csv_url.replace("&", "&amp;") in page.text
    everything = lines_of(owner.get(given.csv_url))
    assert [line.partition(",")[0] for line in everything] == [
        *["Cough syrup"] * 2,
        *["Zinc 20 mg tablet"] * 3,
    ]

    ask = {"q": "cough", "export": "csv", "table": "packs"}
    base, bottle = list(csv.reader(lines_of(owner.get(LIST, ask))))
    assert base == [
        *("Cough syrup", "", "", "bebas", "Cough", "Tirta", "active", ""),
        *("ml", "1", "no", "", ""),
    ]
    assert bottle[8:] == ["bottle", "100", "yes", "14000", "SHOP-1, SHOP-2"]


def test_a_file_of_packs_reads_the_same_few_statements_for_hundreds(
    shop: Shop, owner: Client
) -> None:
    def read() -> tuple[int, int]:
        ask = {"q": "medicine", "export": "csv", "table": "packs"}
        with reading() as found:
            lines = lines_of(owner.get(LIST, ask))
        return found.statements, len(lines)

    fill(shop, 0, 50)
    few, of_few = read()
    fill(shop, 50, 450)
    many, of_many = read()
    assert (of_few, of_many) == (100, 900)
    assert many == few
