"""Registers of controlled medicines over the API."""

from __future__ import annotations

import pytest

from tests.support.controlled import add_controlled
from tests.support.shop import Shop, stock_up
from tests.surfaces.api.program import Program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-01")]


def test_pages_and_lines_are_read(shop: Shop, manager: Program) -> None:
    medicine = add_controlled(shop)
    stock_up(shop, medicine, 5)
    stock_up(shop, medicine, 6, batch_number="B2")

    (page,) = manager.get("/registers").json()["items"]
    assert page == {
        "code": "narcotic_register",
        "product_id": str(medicine.id),
        "product": "Codeine 10 mg tablet",
        "last_number": 2,
        "balance": 11,
    }
    lines = manager.get(f"/register-lines?product_id={medicine.id}&limit=1").json()
    (first,) = lines["items"]
    assert (first["number"], first["kind"], first["change"]) == (1, "opening", 5)
    assert lines["next"]
    assert manager.get("/register-lines?kind=sale").json()["items"] == []
