"""The list of products: found, filtered, sorted, exported, with stock in words."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.reading import Reading, reading
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_products
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.surfaces.backoffice.shell.listing.keyset import PAGE_SIZE

LIST = "/products/"
STATEMENTS = 21
"""At most so many for a page of the list, whatever it holds: sign-in, frame and badges included."""


def names(response: Any) -> list[str]:
    return [row.name for row in response.context["rows"]]


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    paracetamol = add_medicine(shop, category="Analgesic", manufacturer="Nusa Farma")
    add_medicine(
        shop, "Amoxicillin 500 mg capsule", category="Antibiotic", manufacturer="Nusa Farma"
    )
    add_medicine(shop, "Zinc 20 mg tablet", category="Rehydration", manufacturer="Tirta")
    stock_up(shop, paracetamol, 234, days=50)
    set_minimum(actor=shop.owner, branch_id=shop.branch_id, product_id=paracetamol.id, quantity=500)
    return shop


@pytest.mark.rows("STK-30", "CAT-14")
def test_a_row_says_stock_price_and_expiry_in_words(stocked: Shop, owner: Client) -> None:
    page = owner.get(LIST)
    assert names(page) == [
        "Amoxicillin 500 mg capsule",
        "Paracetamol 500 mg tablet",
        "Zinc 20 mg tablet",
    ]
    assert "3 products" in page.text
    assert "2 boxes + 3 strips + 4 tablets" in page.text
    assert "Under minimum 5 boxes" in page.text
    assert "50 days" in page.text
    assert "1 strip = 10 tablets" in page.text
    assert page.text.count("None left") == 2


@pytest.mark.rows("CAT-02")
def test_filters_by_category_and_manufacturer_count_right(stocked: Shop, owner: Client) -> None:
    chips = {chip.name: chip for chip in owner.get(LIST).context["screen"].chips()}
    counted = [words for _key, words in chips["manufacturer"].field.field.choices if _key]
    assert counted == ["Nusa Farma (2)", "Tirta (1)"]
    for chip, words in (("manufacturer", "Nusa Farma (2)"), ("category", "Antibiotic (1)")):
        key = next(key for key, said in chips[chip].field.field.choices if said == words)
        page = owner.get(LIST, {chip: key})
        assert f"({len(names(page))})" in words
    assert names(owner.get(LIST, {"in_stock": "true"})) == ["Paracetamol 500 mg tablet"]
    assert names(owner.get(LIST, {"status": "blocked"})) == []


@pytest.mark.rows("CAT-14")
def test_sorted_by_manufacturer_and_newest(stocked: Shop, owner: Client) -> None:
    assert names(owner.get(LIST, {"sort": "-maker"}))[0] == "Zinc 20 mg tablet"
    assert names(owner.get(LIST, {"sort": "group"}))[0] == "Paracetamol 500 mg tablet"
    assert set(names(owner.get(LIST, {"sort": "-added"}))) == set(names(owner.get(LIST)))


def test_a_misspelling_finds_and_the_best_comes_first(stocked: Shop, owner: Client) -> None:
    assert names(owner.get(LIST, {"q": "amoxilin"})) == ["Amoxicillin 500 mg capsule"]
    assert names(owner.get(LIST, {"q": "500"}))[0] in {
        "Amoxicillin 500 mg capsule",
        "Paracetamol 500 mg tablet",
    }
    assert "Nothing fits" in owner.get(LIST, {"q": "xxxxyyyy"}).text


def test_the_export_gives_every_product(stocked: Shop, owner: Client) -> None:
    response: Any = owner.get(LIST, {"export": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 4
    assert lines[2].startswith("Paracetamol 500 mg tablet,")
    assert "Nusa Farma" in lines[2]


def test_the_number_of_statements_stays(
    stocked: Shop, owner: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(STATEMENTS):
        owner.get(LIST)
    for number in range(60):
        add_medicine(stocked, f"Medicine {number:02} tablet")
    with django_assert_max_num_queries(STATEMENTS):
        assert len(names(owner.get(LIST))) == 50


def test_who_may_not_see_products_is_told(shop: Shop) -> None:
    assert client_of(shop, "administrator").get(LIST).status_code == 403


def test_only_who_manages_gets_the_button(shop: Shop, owner: Client) -> None:
    assert "New product" in owner.get(LIST).text
    assert "New product" not in client_of(shop, "cashier").get(LIST).text


def fill(shop: Shop, start: int, end: int) -> None:
    """Products of 40 makers, a strip of each fourth on the shelf."""
    for first in range(start, end, 5_000):
        ids = add_products(
            actor=shop.owner,
            products=[
                NewProduct(
                    name=f"Medicine {number:05}",
                    base_unit="tablet",
                    legal_class="bebas",
                    manufacturer=f"Maker {number % 40}",
                    packs=[NewPack(name="strip", factor=10, price=1000)],
                )
                for number in range(first, min(first + 5_000, end))
            ],
        )
        lines = [DeliveryLine(product_id=one, quantity=10, batch_number="B1") for one in ids[::4]]
        enter_opening_stock(actor=shop.owner, branch_id=shop.branch_id, lines=lines)


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


ASKED = ({}, {"sort": "-maker"}, {"q": "medicine"}, {"in_stock": "true"})
FEW, MANY, LONG = 200, 3_000, 50_000


@pytest.mark.rows("CAT-14")
def test_a_page_of_many_products_reads_what_a_page_of_few_reads(
    shop: Shop, owner: Client, is_long: bool
) -> None:
    """How long it takes is measured by bench lists."""

    def read() -> list[Reading]:
        owner.get(LIST, {"q": "medicine"})  # the search reads what was added since
        found = []
        for query in ASKED:
            with reading() as one:
                assert owner.get(LIST, query).status_code == 200
            found.append(one)
        return found

    fill(shop, 0, FEW)
    few = read()
    fill(shop, FEW, LONG if is_long else MANY)
    for query, one, other in zip(ASKED, few, read(), strict=True):
        assert other.statements == one.statements, query
        assert other.rows <= one.rows + PAGE_SIZE, query
        assert other.objects <= one.objects + PAGE_SIZE, query


@pytest.mark.rows("CAT-14")
def test_an_export_is_streamed_and_builds_no_object_of_a_row(
    shop: Shop, owner: Client, is_long: bool
) -> None:
    def read(count: int) -> tuple[Reading, int]:
        """What the whole export reads, and how many rows its first lines waited for."""
        response: Any = owner.get(LIST, {"export": "csv"})
        with reading() as found:
            pieces = iter(response.streaming_content)
            lines = 0
            while not lines:
                lines += next(pieces).count(b"\n")
            rows_before_the_first = found.rows
            lines += sum(piece.count(b"\n") for piece in pieces)
        assert lines == count + 1
        return found, rows_before_the_first

    many = LONG if is_long else MANY
    fill(shop, 0, FEW)
    of_few, _rows = read(FEW)
    fill(shop, FEW, many)
    of_many, rows_before_the_first = read(many)
    assert (of_many.statements, of_many.objects) == (of_few.statements, of_few.objects)
    assert of_many.rows - of_few.rows == many - FEW
    assert rows_before_the_first < of_many.rows


def test_the_palette_tells_two_makers_of_one_name_apart(shop: Shop, owner: Client) -> None:
    for maker in ("Sehat Makmur", "Tirtamaya Pharma"):
        add_medicine(shop, manufacturer=maker)
    page = owner.get("/_palette/", {"q": "parac"})
    found = [hit for group in page.context["groups"] for hit in group.hits]
    assert sorted(hit.note for hit in found) == ["Sehat Makmur", "Tirtamaya Pharma"]
