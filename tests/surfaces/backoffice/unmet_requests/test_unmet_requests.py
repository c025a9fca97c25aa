"""Lost sales in the back office: listed, counted by product, exported, wanted, dismissed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.unmet_requests import an_unmet_request, tell, told_request
from theriac.core import clock
from theriac.domains.unmet_requests.models import UnmetRequest

pytestmark = pytest.mark.rows("STK-33")
AT = "/stock/unmet-requests/"


@pytest.fixture
def cashier(shop: Shop) -> Client:
    return client_of(shop, "cashier")


def exported(client: Client, path: str) -> str:
    """The file of a list."""
    answer: Any = client.get(f"{path}?export=csv")
    return bytes(answer.getvalue()).decode()


def test_they_are_listed_filtered_counted_and_exported(shop: Shop, cashier: Client) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 3)
    for quantity in (20, 10):
        an_unmet_request(shop, medicine, quantity=quantity, note="Syrup")
    an_unmet_request(shop, text="Sirup X")
    old = (clock.now() - timedelta(days=45)).isoformat()
    tell(shop, told_request(shop, medicine, at=old))

    rows = cashier.get(AT).context["rows"]
    assert sorted((row.name, row.quantity) for row in rows) == [
        ("Paracetamol 500 mg tablet", "1 strip"),
        ("Paracetamol 500 mg tablet", "2 strips"),
        ("Sirup X", "2"),
    ]
    assert len(cashier.get(f"{AT}?window=90").context["rows"]) == 4
    assert len(cashier.get(f"{AT}?q=syrup").context["rows"]) == 2
    assert len(cashier.get(f"{AT}?state=dismissed").context["rows"]) == 0
    assert "Sirup X" in exported(cashier, AT)

    products = cashier.get(f"{AT}products/").context["rows"]
    assert [(row.name, row.times, row.units, row.left) for row in products] == [
        ("Paracetamol 500 mg tablet", 2, "3 strips", "3 tablets"),
        ("Sirup X", 1, "2", ""),
    ]
    assert [row.name for row in cashier.get(f"{AT}products/?q=sirup").context["rows"]] == [
        "Sirup X"
    ]
    assert "Sirup X,1,2,2,1,," in exported(cashier, f"{AT}products/")


def test_one_goes_on_the_want_list_another_is_dismissed(shop: Shop, cashier: Client) -> None:
    wanted = an_unmet_request(shop, add_medicine(shop), note="Syrup")
    typed = an_unmet_request(shop, text="Sirup X")
    page = cashier.get(f"{AT}{wanted}/")
    assert "Add to want list" in page.text
    assert "Syrup" in page.text
    done = cashier.post(f"{AT}{wanted}/want/", {"version": "1"}, follow=True)
    assert "Added to the want list." in done.text
    assert "Open the entry" in cashier.get(f"{AT}{wanted}/").text
    told = {"version": "1", "reason": "Typed twice"}
    assert "Lost sale dismissed." in cashier.post(f"{AT}{typed}/dismiss/", told, follow=True).text
    assert "Typed twice" in cashier.get(f"{AT}{typed}/").text
    states = UnmetRequest.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["listed", "dismissed"]
