"""The list of products: found, filtered, sorted, exported, with stock in words."""

from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.reading import Reading, reading
from tests.support.shop import Shop, add_medicine
from tests.surfaces.backoffice.catalog.listed import LIST, fill, names
from theriac.surfaces.backoffice.shell.listing.keyset import PAGE_SIZE

STATEMENTS = 21
"""At most so many for a page of the list, whatever it holds: sign-in, frame and badges included."""


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
    assert "Below minimum 5 boxes" in page.text
    assert "50 days" in page.text
    assert "1 strip = 10 tablets" in page.text
    assert page.text.count("Out of stock") == 2


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


def test_a_misspelling_finds_and_the_best_comes_first(stocked: Shop, owner: Client) -> None:
    assert names(owner.get(LIST, {"q": "amoxilin"})) == ["Amoxicillin 500 mg capsule"]
    assert names(owner.get(LIST, {"q": "500"}))[0] in {
        "Amoxicillin 500 mg capsule",
        "Paracetamol 500 mg tablet",
    }
    assert "No results" in owner.get(LIST, {"q": "xxxxyyyy"}).text


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


ASKED = (
    {},
    {"sort": "-maker"},
    {"sort": "stock"},
    {"sort": "expiry"},
    {"sort": "-price"},
    {"q": "medicine"},
    {"q": "medicine", "sort": "price"},
    {"in_stock": "true"},
)
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
