"""A discount above the limit by the API: refused with its content, approved by a person, sold."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.support.shop import PASSWORD, Medicine, Shop, add_staff, stock_up
from tests.surfaces.api.program import ROOT, Program, program

pytestmark = pytest.mark.django_db


def person(username: str) -> Program:
    body = {"username": username, "password": PASSWORD, "client_id": str(uuid4())}
    answer: Any = Client().post(f"{ROOT}/auth/login", body, "application/json")
    return Program(answer.json()["access_token"])


def test_a_person_approves_what_the_refusal_names_and_the_sale_goes_through_once(
    shop: Shop, medicine: Medicine
) -> None:
    stock_up(shop, medicine, 100)
    add_staff("manager", shop.branch_id)
    cashier, manager = program(shop, "cashier"), person("manager")
    line = {"product_id": str(medicine.id), "quantity": 10, "discount": 3000}
    sale = {"lines": [line], "payments": [{"method": "cash", "amount": 5000}]}

    refused = cashier.post("/sales", sale)

    assert (refused.status_code, refused.json()["code"]) == (403, "approval.needed")
    asked = refused.json()
    approval = {
        "action": asked["action"],
        "content": asked["content"],
        "requested_by": cashier.get("/me").json()["id"],
        "reason": "The box is dented",
    }
    assert cashier.post("/approvals", approval).status_code == 403

    given = manager.post("/approvals", approval)

    assert given.status_code == 201, given.json()
    approved = {**sale, "approval_id": given.json()["id"]}
    another = {**approved, "lines": [{**line, "discount": 3100}]}
    assert cashier.post("/sales", another).json()["code"] == "approval.unfit"
    sold = cashier.post("/sales", approved)
    assert sold.status_code == 201, sold.json()
    assert sold.json()["discount"] == 3000
    again = cashier.post("/sales", approved)
    assert again.json()["code"] == "approval.unfit"
