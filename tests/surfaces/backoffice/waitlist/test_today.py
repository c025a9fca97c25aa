"""Today and the menu count who is to be told, until they are."""

from __future__ import annotations

import pytest

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.waitlist import at, join
from theriac.domains.waitlist.commands.offers import mark_told

pytestmark = pytest.mark.rows("CUS-09")


def test_who_is_to_be_told_stands_on_today_until_told(shop: Shop) -> None:
    cashier, auditor = client_of(shop, "cashier"), client_of(shop, "auditor")
    medicine = add_medicine(shop)
    first, second = (join(shop, medicine, 1, ticket) for ticket in ("A1", "A2"))
    assert "on the waitlist to tell" not in cashier.get("/").text
    stock_up(shop, medicine, 2)
    page = cashier.get("/").text
    assert "Customers on the waitlist to tell" in page
    assert 'href="/waitlist/?untold=true"' in page
    assert "on the waitlist to tell" not in auditor.get("/").text
    mark_told(**at(shop, first))
    assert "Customer on the waitlist to tell" in cashier.get("/").text
    mark_told(**at(shop, second))
    assert "on the waitlist to tell" not in cashier.get("/").text
