"""From the product made, through ingredients typed as fractions, to a batch on sale."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.compounding import a_preparation, add_capsules, add_ingredients, make, written
from tests.support.shop import Medicine, Shop
from theriac.core.formatting import format_date
from theriac.domains.compounding.models import Formula, Preparation, PreparationLine
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.rows("RX-12")
AT = "/stock/compounding/"


def typed(lines: list[tuple[Medicine, str, str]], **changes: str) -> dict[str, Any]:
    """The form as a browser sends it."""
    rows = {
        f"row-{at}-{name}": value
        for at, (medicine, product, share) in enumerate(lines)
        for name, value in (
            ("product", product),
            ("product_id", str(medicine.id)),
            ("share", share),
        )
    }
    head = {"units": "10", "form": "solid", "service_fee": "5.000", "packing_fee": "1.000"}
    return {**head, **rows, **changes}


def test_ten_capsules_are_written_made_checked_and_on_sale(shop: Shop, owner: Client) -> None:
    made, (first, second, third) = add_capsules(shop), add_ingredients(shop)
    assert "Racikan kapsul" in owner.get(f"{AT}find/?q=racikan").text
    page = f"{AT}new/{made.id}/"
    assert owner.get(page).status_code == 200
    lines = [
        (first, "Paracetamol 500 mg", "1/4"),
        (second, "CTM 4 mg", "0,5"),
        (third, "Lactose", "2"),
    ]
    assert owner.post(page, typed(lines)).status_code == 302
    shares = PreparationLine.objects.values_list("numerator", "denominator", "quantity")
    assert list(shares) == [(1, 4, 3), (1, 2, 5), (2, 1, 20)]
    row = Preparation.objects.get()
    own = f"{AT}{row.id}/"
    until = shop.today + timedelta(days=9)
    owner.post(f"{own}make/", {"version": "1", "beyond_use_on": "no day"})
    assert Preparation.objects.get().state == "draft"
    owner.post(f"{own}make/", {"version": "1", "beyond_use_on": format_date(until, "en")})
    row.refresh_from_db()
    assert row.beyond_use_on == until
    shown = owner.get(own).text
    for words in (row.number, "To check", "Another person must check this", "25.600"):
        assert words in shown
    for amount in ("1/4 tablet<", "2 1/2 tablets", "1/2 tablet<", "5 tablets", "2 tablets"):
        assert f">{amount}" in shown
    assert "put on sale" not in shown
    checker = client_of(shop, "pharmacist")
    assert "put on sale" in checker.get(own).text
    assert "It is on sale now." in checker.post(f"{own}check/", {"version": "2"}, follow=True).text
    assert Batch.objects.get(id=row.batch_id).state == "released"


def test_the_worksheet_tells_batches_people_and_the_beyond_use_date(
    shop: Shop, owner: Client
) -> None:
    row = make(shop, written(shop))
    page = owner.get(f"{AT}{row.id}/worksheet/").text
    for words in (row.number, "Par-1", "CTM-1", "Lac-1", "Beyond-use date", "Prepared by", "Owner"):
        assert words in page


@pytest.mark.parametrize(
    ("share", "words"), [("half", "Enter an amount such as"), ("0", "Enter an amount such as")]
)
def test_what_is_no_amount_stands_beside_its_field(
    shop: Shop, owner: Client, share: str, words: str
) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    lines = [(first, "Paracetamol 500 mg", share)]
    page = owner.post(f"{AT}new/{made.id}/", typed(lines))
    assert page.status_code == 422
    assert words in page.text
    assert not Preparation.objects.exists()


def test_a_formula_fills_the_next_preparation_until_it_is_archived(
    shop: Shop, owner: Client
) -> None:
    a_preparation(shop)
    formula = Formula.objects.get()
    assert "Capsules of three" in owner.get(f"{AT}find/").text
    page = owner.get(f"{AT}new/{formula.product_id}/?formula={formula.id}").text
    for words in ("Lactose", 'value="1/4"', 'value="10"'):
        assert words in page
    owner.post(f"{AT}formulas/{formula.id}/archive/", {"version": "1"})
    assert "Lactose" not in owner.get(f"{AT}new/{formula.product_id}/?formula={formula.id}").text


def test_what_was_made_is_discarded_with_a_code(shop: Shop, owner: Client) -> None:
    row = make(shop, written(shop))
    asked = {"version": "2", "code": "contaminated", "reason": "Spilt"}
    own = f"{AT}{row.id}/"
    assert "Ask another person" in owner.post(f"{own}discard/", asked, follow=True).text
    checker = client_of(shop, "pharmacist")
    page = checker.post(f"{own}discard/", asked, follow=True).text
    for words in ("Contaminated", "Spilt", "Discarded"):
        assert words in page
