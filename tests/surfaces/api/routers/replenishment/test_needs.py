"""Order needs over the API: told with all that they are counted from, and wanted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domains.forecasting.demands import Days, days_of
from tests.support.receipts import goods, received
from tests.support.shop import Shop
from tests.support.suppliers import a_supplier
from tests.surfaces.api.program import program
from theriac.domains.replenishment.models import WantEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def days(shop: Shop) -> Days:
    """A box of 100 comes and sells at 4 a day until 12 are left."""
    found = days_of(shop)
    with found.on(0):
        received(shop, a_supplier(shop), goods(shop, found.medicine, packs=1))
    days_of(shop, "Zinc 20 mg tablet").come(0, 40, batch="Z1")
    for number in range(1, 23):
        found.sell(number, 4)
    found.night(23)
    return found


def asked(days: Days, query: str = "", **options: Any) -> Any:
    with days.on(23):
        return program(days.shop, **options).get(f"/needs{query}")


def test_a_need_is_told_with_what_it_is_counted_from(days: Days) -> None:
    body = asked(days).json()
    assert (body["kept_through"], body["next"], body["previous"]) == ("2026-10-23", None, None)
    need, other = body["items"]
    supplier_id = need.pop("supplier_id")
    assert need == {
        "product_id": str(days.medicine.id),
        "product": "Paracetamol 500 mg tablet",
        "abc": "A",
        "ved": "",
        "sold": 88,
        "days_in_stock": 23,
        "days_out": 67,
        "asked": 0,
        "asked_times": 0,
        "out_counted": False,
        "lead_days": 2,
        "lead_hundredths": 200,
        "lead_source": "supplier",
        "lead_orders": 0,
        "review_days": 7,
        "service_percent": 95,
        "safety": 5,
        "reorder_point": 12,
        "level": 39,
        "minimum": 0,
        "sellable": 12,
        "expiring": 0,
        "reserved": 0,
        "in_transit": 0,
        "on_order": 0,
        "lacking": 27,
        "cap": 1_403,
        "limit": "none",
        "pack": 100,
        "packs": 1,
        "order": 100,
        "listed": 0,
        "supplier": "PT Kimia Farma Trading",
        "pack_cost": {"amount": 40_000, "currency": "IDR"},
        "value": {"amount": 40_000, "currency": "IDR"},
    }
    assert (other["product"], other["order"], other["lead_days"]) == ("Zinc 20 mg tablet", 0, 7)
    only = asked(days, f"?supplier_id={supplier_id}&abc=A&needed=true").json()["items"]
    assert [one["product_id"] for one in only] == [str(days.medicine.id)]
    assert len(asked(days, "?needed=false").json()["items"]) == 1


def test_pages_go_on_and_back(days: Days) -> None:
    first = asked(days, "?limit=1").json()
    second = asked(days, f"?limit=1&cursor={first['next']}").json()
    assert [one["items"][0]["product"][:4] for one in (first, second)] == ["Para", "Zinc"]
    assert second["next"] is None
    assert asked(days, f"?limit=1&cursor={second['previous']}").json() == first
    assert asked(days, "?cursor=other").status_code == 422


def test_what_is_needed_is_put_on_the_want_list_once(days: Days) -> None:
    sent = {"product_ids": [str(days.medicine.id)]}
    with days.on(23):
        answer = program(days.shop).post("/needs/want", sent)
        (item,) = answer.json()["items"]
        assert (item["quantity"], item["source"], item["state"]) == (100, "need", "open")
        again = program(days.shop).post("/needs/want", sent)
    assert again.status_code == 404
    assert again.json()["detail"].endswith("is already on the want list.")
    assert WantEntry.objects.count() == 1
    assert asked(days).json()["items"][0]["listed"] == 100
