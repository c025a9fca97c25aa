"""Quotations in the back office: listed by how they stand, drawn, cancelled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.quotations import a_quotation, quoted
from tests.support.shop import Shop, add_medicine
from theriac.core import clock
from theriac.domains.quotations.models import Quotation

pytestmark = pytest.mark.rows("SAL-15")
AT = "/sales/quotations/"


@pytest.fixture
def cashier(shop: Shop) -> Client:
    return client_of(shop, "cashier")


def numbers(client: Client, query: str = "") -> list[str]:
    return sorted(row.number[-2:] for row in client.get(f"{AT}{query}").context["rows"])


def test_they_are_listed_by_how_they_stand(shop: Shop, cashier: Client) -> None:
    with clock.at(clock.now() - timedelta(days=2)):
        medicine = add_medicine(shop)
        a_quotation(shop, quoted(medicine), valid_days=0)
    a_quotation(shop, quoted(medicine), buyer="SD Negeri 4")
    assert numbers(cashier) == ["01", "02"]
    assert "SD Negeri 4" in cashier.get(AT).content.decode()
    assert numbers(cashier, "?state=expired") == ["01"]
    assert numbers(cashier, "?state=issued") == ["02"]


def test_one_is_drawn_and_cancelled(shop: Shop, cashier: Client) -> None:
    row = a_quotation(shop, quoted(add_medicine(shop), 2), buyer="SD Negeri 4")
    at = f"{AT}{row.id}/"
    page = cashier.get(at).content.decode()
    assert "SD Negeri 4" in page
    assert "Rp 13.000" in page
    for paper in ("80", "a5", "a4"):
        drawn = cashier.get(f"{at}paper/?paper={paper}").content.decode()
        assert "Quotation" in drawn
        assert "Valid until" in drawn
        pdf: Any = cashier.get(f"{at}pdf/?paper={paper}")
        assert pdf["Content-Type"] == "application/pdf"
    cashier.post(f"{at}cancel/", {"version": 1, "reason": "Typo"})
    assert Quotation.objects.get().state == "cancelled"
    assert "Cancelled" in cashier.get(at).content.decode()
