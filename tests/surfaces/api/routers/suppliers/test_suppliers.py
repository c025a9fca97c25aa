"""Suppliers as a program keeps them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_code, a_supplier
from tests.surfaces.api.program import Program
from tests.surfaces.api.suppliers import WRITTEN

pytestmark = pytest.mark.django_db


def test_a_supplier_is_added_once_read_changed_and_blocked(manager: Program) -> None:
    added = manager.post("/suppliers", WRITTEN, idempotency_key="one")
    again = manager.post("/suppliers", WRITTEN, idempotency_key="one")

    assert (added.status_code, again.json()) == (201, added.json())
    supplier = added.json()
    assert (supplier["code"], supplier["state"]) == ("AA", "active")
    assert supplier["minimum_order"] == {"amount": 500000, "currency": "IDR"}
    at = f"/suppliers/{supplier['id']}"
    assert manager.get(at).json() == supplier

    changed = manager.put(at, {**WRITTEN, "lead_days": 3}, if_match='"1"')
    assert (changed.json()["lead_days"], changed.json()["version"]) == (3, 2)
    assert manager.put(at, WRITTEN, if_match='"1"').status_code == 409
    blocked = manager.post(f"{at}/block", {"reason": "Recalls ignored"}, if_match='"2"')
    assert (blocked.json()["state"], blocked.json()["state_reason"]) == (
        "blocked",
        "Recalls ignored",
    )
    assert manager.post(f"{at}/unblock", if_match='"3"').json()["state"] == "active"


def test_refusals_name_the_field(manager: Program) -> None:
    bad = {**WRITTEN, "tax_id": "12", "licences": [{"kind": "zzz", "number": "1"}]}
    problem = manager.post("/suppliers", bad)

    assert problem.status_code == 422
    assert {error["field"] for error in problem.json()["errors"]} == {"tax_id", "licences"}
    assert manager.get(f"/suppliers/{uuid4()}").status_code == 404


def test_the_list_is_narrowed_and_names_nobody(manager: Program, shop: Shop) -> None:
    a_supplier(shop, "PT Enseval")
    a_supplier(shop, "PT Kimia Farma")

    listed = manager.get("/suppliers?text=kimia").json()["items"]

    assert [row["name"] for row in listed] == ["PT Kimia Farma"]
    assert "contacts" not in listed[0]
    assert manager.get("/suppliers?state=blocked").json()["items"] == []


def test_its_own_codes_are_listed_and_forgotten(manager: Program, shop: Shop) -> None:
    supplier_id, medicine = a_supplier(shop), add_medicine(shop)
    code = a_code(supplier_id, medicine, "PCT-1")
    a_code(supplier_id, medicine, "ZZ-9")
    at = f"/suppliers/{supplier_id}/codes"

    told = manager.get(f"{at}?text=pct").json()["items"]
    assert [(one["code"], one["product_id"], one["pack"]) for one in told] == [
        ("PCT-1", str(medicine.id), "box")
    ]
    removed = manager.post(f"{at}/{code.id}/removal", idempotency_key="r")
    again = manager.post(f"{at}/{code.id}/removal", idempotency_key="r")
    assert (removed.status_code, again.json()) == (200, removed.json())
    assert [one["code"] for one in manager.get(at).json()["items"]] == ["ZZ-9"]
    assert manager.post(f"{at}/{code.id}/removal").status_code == 404
    assert manager.get(f"/suppliers/{uuid4()}/codes").status_code == 404
