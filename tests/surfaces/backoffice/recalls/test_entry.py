"""What is looked for before a recall is opened: found, surely not here, or not understood."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, stock_up

NEW, NAME = "/stock/recalls/new/", "Zinc 20 mg tablet"
CLEAR, UNSURE = "Not on record", "No matches, but some lines couldn’t be read"


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


def looked(client: Client, codes: str) -> str:
    answer = client.post(NEW, {"codes": codes, "reason": "Letter", "act": "look"})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.rows("STK-24")
@pytest.mark.parametrize("more", ["blabla", "08991234567891 X9", "{name}; Z9\nblabla; Z9"])
def test_what_wasnt_understood_is_never_an_all_clear(shop: Shop, owner: Client, more: str) -> None:
    medicine = add_medicine(shop, NAME)
    stock_up(shop, medicine, 20, batch_number="KF-01")
    page = looked(owner, more.format(name=NAME))
    assert CLEAR not in page
    assert UNSURE in page
    assert "Products that the catalogue" in page
    refused = owner.post(NEW, {"codes": more, "reason": "Letter", "act": "freeze"})
    assert refused.status_code == 422
    assert "All lines were read. No branch has or had such a batch, so" not in refused.text


def test_a_known_product_without_such_a_lot_is_an_all_clear(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop, NAME)
    stock_up(shop, medicine, 20, batch_number="KF-01")
    page = looked(owner, f"{NAME}; ZZ-99")
    assert CLEAR in page
    assert UNSURE not in page
    assert CLEAR not in looked(owner, f"{NAME}; KF-01\nblabla")
