"""Prices of the products that are selected in the list, and of no others."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine
from tests.surfaces.backoffice.catalog.test_price_changes import AT, UP_4, WHY, newest, prices_in


@pytest.mark.rows("UX-15")
def test_prices_of_a_selection_are_changed_and_no_others(stocked: Shop, owner: Client) -> None:
    first, other, last = (add_medicine(stocked, f"Obat {one}") for one in "ABC")
    listed = owner.get("/products/?q=obat")
    assert len(re.findall(r'name="row" value="', listed.text)) == 3
    sent = {"row": [str(first.id), str(last.id)], "back": "q=obat&at=2"}
    way = owner.post("/products/prices/selected/", sent)["Location"]
    page = owner.get(way)
    assert "For the selection: 2 products" in page.text
    assert page.text.count('type="hidden" name="row"') == 2

    rule = f"{way}&{urlencode(UP_4)}"
    preview = owner.get(rule)
    assert {row.line.now.product_id for row in preview.context["rows"]} == {first.id, last.id}
    done = owner.post(rule, {"prices": prices_in(preview), **WHY})

    assert done["Location"] == "/products/?q=obat"
    assert newest(first)[10] == newest(last)[10] == 6_800
    assert newest(other)[10] == 6_500


@pytest.mark.rows("UX-15")
def test_without_a_selection_the_list_says_so(shop: Shop, owner: Client) -> None:
    add_medicine(shop)
    none = owner.post("/products/prices/selected/", {"back": "q=x"}, follow=True)
    assert none.request["QUERY_STRING"] == "q=x"
    assert "Select at least one row." in none.text
    unknown = owner.get(f"{AT}?row=x&{urlencode(UP_4)}")
    assert unknown.status_code == 200
    assert "prices" not in unknown.context.get("packed", "")
    assert "t-selectable" not in client_of(shop, "cashier").get("/products/").text
