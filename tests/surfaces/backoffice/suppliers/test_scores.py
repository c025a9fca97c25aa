"""Scorecards on the screen: compared, opened, and taken as a file."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.orders import an_order, came
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier

pytestmark = pytest.mark.rows("PUR-21")


def test_a_scorecard_says_what_each_figure_rests_on(owner: Client, shop: Shop) -> None:
    supplier_id, medicine = a_supplier(shop), add_medicine(shop)
    order_id = an_order(shop, medicine, supplier_id)
    receipt_id = came(shop, order_id, 1)

    listed = owner.get("/suppliers/scorecards/?sort=-short").text
    for words in ("PT Kimia Farma", "0 days", "1 order", "100 of 200 units", "0 of 1 lines"):
        assert words in listed
    assert f"/suppliers/{supplier_id}/scorecard/" in listed
    at = f"/suppliers/{supplier_id}/scorecard/"
    assert at in owner.get(f"/suppliers/{supplier_id}/").text
    page = owner.get(at).text
    assert f"/orders/{order_id}/" in page
    assert "median 0 days, from 0 to 0 days" in page
    products = owner.get(f"{at}products/").text
    assert f"/receipts/{receipt_id}/" in products
    assert "Paracetamol 500 mg" in products


def test_it_goes_out_as_a_file_and_keeps_to_its_days(owner: Client, shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    order_id = an_order(shop, add_medicine(shop), supplier_id)
    came(shop, order_id, 2)
    at = f"/suppliers/{supplier_id}/scorecard/"
    for address in ("/suppliers/scorecards/", at, f"{at}products/"):
        rows = b"".join(owner.get(f"{address}?export=csv")).decode().splitlines()
        assert len(rows) == 2
    empty = owner.get(f"{at}?until=2020-01-01").text
    assert str(order_id) not in empty
    part = owner.get(at, headers={"HX-Request": "true", "HX-Target": "t-list"}).text
    assert 'id="score-figures"' in part
