"""Generics, equivalents and brands over the API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-03", "CAT-11")]
SAID = {"substance": "Amoxicillin", "strength": "500 mg", "dose_form": "capsule"}


@pytest.fixture
def brands(shop: Shop) -> list[Medicine]:
    made = [add_medicine(shop, name, **SAID) for name in ("Amoxan", "Kalmox", "Bimox")]
    for medicine, days in zip(made, (300, 90), strict=False):
        stock_up(shop, medicine, 20, days=days)
    return made


def names(response: Any) -> list[str]:
    return [item["product"]["name"] for item in response.json()["items"]]


def test_brands_and_equivalents_with_stock_price_and_expiry(
    shop: Shop, manager: Program, brands: list[Medicine]
) -> None:
    found = manager.get("/brands?text=amoksisilin")
    assert names(found) == ["Kalmox", "Amoxan", "Bimox"]
    first = found.json()["items"][0]
    assert first["level"]["available"] == 20
    assert first["product"]["packs"][1]["price"] == {"amount": 6500, "currency": "IDR"}
    same = manager.get(f"/products/{brands[2].id}/equivalents")
    assert names(same) == ["Kalmox", "Amoxan"]
    assert names(manager.get("/brands?text=nothing")) == []


def test_a_generic_is_named_read_and_listed(
    shop: Shop, manager: Program, brands: list[Medicine]
) -> None:
    address = f"/products/{brands[0].id}"
    etag = manager.get(address).headers["ETag"]
    parts = [
        {"substance": "Amoxicillin", "strength": "500 mg"},
        {"substance": "Clavulanic acid", "strength": "125 mg"},
    ]
    body = {"ingredients": parts, "dose_form": "tablet"}
    named = manager.put(f"{address}/generic", body, if_match=etag)
    assert named.status_code == 200
    generic = manager.get(f"/generics/{named.json()['generic_id']}").json()
    assert (generic["ingredients"], generic["product_count"]) == (parts, 1)
    listed = manager.get("/generics?substance=Amoxicillin").json()["items"]
    assert sorted(one["dose_form"] for one in listed) == ["capsule", "tablet"]
    refused = manager.put(
        f"{address}/generic",
        {"ingredients": [{"substance": "X", "strength": "some"}], "dose_form": "tablet"},
        if_match=manager.get(address).headers["ETag"],
    )
    assert refused.status_code == 422
    assert refused.json()["code"] == "catalog.generic_refused"
