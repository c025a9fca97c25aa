"""A discount above the limit by the API: refused with its content, approved by a person, sold."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.support.customer_returns import sold
from tests.support.destructions import draft_of
from tests.support.receipts import written
from tests.support.shop import PASSWORD, Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.stocktaking import a_count
from tests.support.suppliers import a_supplier
from tests.surfaces.api.controlled import the_case
from tests.surfaces.api.program import ROOT, Program, program
from tests.surfaces.api.pushed import pushed_body
from tests.surfaces.api.world import World, build_world
from theriac.core.approval.actions import declared_actions
from theriac.core.approval.models import ApprovalUse
from theriac.domains.sales.models import DiscrepancyCase
from theriac.surfaces.api.routers.approvals import APPROVERS

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


@pytest.fixture
def world() -> World:
    return build_world()


def discounted(world: World, client_id: str) -> dict[str, Any]:
    """Two tablets at half the price, as a device of the program sold them in its own name."""
    body = pushed_body(world)
    amounts = {"discount": 700, "taxable": 631, "tax": 69, "total": 700}
    taxes = [{"code": "PPN", "rate_bp": 1100, "amount": 69}]
    line = {**body["lines"][0], **amounts, "taxes": taxes}
    payment = {**body["payments"][0], "tendered": 700}
    whole = {name: value for name, value in amounts.items() if name != "taxable"}
    return {**body, **whole, "lines": [line], "payments": [payment], "person_id": client_id}


def approval_of(sale: dict[str, Any]) -> dict[str, Any]:
    names = ("product_id", "quantity", "gross", "discount")
    lines = [{name: line[name] for name in names} for line in sale["lines"]]
    return {
        "action": "sales.discount",
        "content": {"sale_id": sale["id"], "lines": lines},
        "requested_by": sale["person_id"],
        "reason": "The box is dented",
    }


def whys(sale: dict[str, Any]) -> list[str]:
    cases = DiscrepancyCase.objects.filter(sale_id=sale["id"])
    return [case.facts.get("why", case.kind) for case in cases]


def test_a_pushed_sale_carries_an_approval_and_makes_no_case(world: World) -> None:
    add_staff("manager", world.shop.branch_id)
    device, manager = program(world.shop, "cashier"), person("manager")
    sale = discounted(world, str(device.client_id()))
    given = manager.post("/approvals", approval_of(sale))
    assert given.status_code == 201, given.json()

    pushed = device.post("/sales/push", {**sale, "approval_id": given.json()["id"]})

    assert (pushed.status_code, pushed.json()["cases"]) == (201, 0), whys(sale)
    use = ApprovalUse.objects.get()
    assert (str(use.approval_id), str(use.effect_id)) == (given.json()["id"], sale["id"])


@pytest.mark.parametrize(
    ("changed", "why"),
    [(None, "missing"), ("content", "changed"), ("requested_by", "changed"), ("id", "missing")],
)
def test_an_approval_that_does_not_hold_is_a_case(
    world: World, changed: str | None, why: str
) -> None:
    add_staff("manager", world.shop.branch_id)
    device, manager = program(world.shop, "cashier"), person("manager")
    sale = discounted(world, str(device.client_id()))
    asked = approval_of(sale)
    if changed == "content":
        asked["content"] = {**asked["content"], "sale_id": str(uuid4())}
    elif changed == "requested_by":
        asked["requested_by"] = str(uuid4())
    given = str(uuid4()) if changed == "id" else manager.post("/approvals", asked).json()["id"]
    named = {} if changed is None else {"approval_id": given}

    assert device.post("/sales/push", {**sale, **named}).json()["cases"] == 1
    assert whys(sale) == [why]
    assert ApprovalUse.objects.count() == 0


@pytest.mark.rows("AUD-09")
def test_a_request_waits_and_gets_a_yes_by_the_api(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 2000)
    add_staff("manager", shop.branch_id)
    add_staff("restocker", shop.branch_id)
    restocker, manager = person("restocker"), person("manager")
    loss = {"batch_id": str(batch), "quantity": 1500, "reason": "the shelf fell"}

    refused = restocker.post("/write-offs", loss).json()
    asked = {"action": refused["action"], "content": refused["content"], "reason": "it fell"}
    left = restocker.post("/approval-requests", asked)
    assert (left.status_code, left.json()["state"]) == (201, "waiting")
    assert left.json()["content"] == refused["content"]
    address = f"/approval-requests/{left.json()['id']}"
    why = {"reason": "I saw it"}
    assert restocker.post(f"{address}/yes", why).status_code == 403
    waiting = manager.get("/approval-requests?is_waiting=true").json()["items"]
    assert [one["id"] for one in waiting] == [left.json()["id"]]

    granted = manager.post(f"{address}/yes", why)
    assert (granted.status_code, granted.json()["state"]) == (200, "granted")
    assert manager.post(f"{address}/no", why).json()["code"] == "approval.request_decided"

    yes = restocker.get(address).json()["approval_id"]
    done = restocker.post("/write-offs", {**loss, "approval_id": yes})
    assert done.status_code == 201, done.json()


ALERT = {
    "check": "interactions",
    "rule": "r1",
    "set": "Licensed",
    "edition": "1",
    "reason": "prescriber_agreed",
}
DIGEST = "0" * 64
HANDED = {"quantity": 2, "written_on": "2026-11-20"}
REGISTERED = {
    "kind": "write_off",
    "product_id": "01930000-0000-7000-8000-000000000001",
    "batch": "B1",
    "units": -2,
}
A_LIMIT = "proposals.large"
"""Up to where somebody may approve a proposal: nothing asks a second yes for it."""


def returned_contents(shop: Shop, one: str) -> dict[str, Any]:
    """What is approved of customers' returns, and of their credit."""
    back = {"product_id": one, "batch_id": None, "quantity": 2, "goes": "shelf", "amount": 1400}
    refunds = [{"method": "cash", "amount": 1400}]
    bare = {"lines": [back], "total": 1400, "refunds": refunds}
    stock_up(shop, drops := add_medicine(shop, "Eye drops"), 2)
    sale_id = str(sold(shop, [(drops.id, 1)]).sale.id)
    return {
        "customer_returns.unreceipted": bare,
        "customer_returns.refund": bare | {"sale_id": sale_id, "why": ["other_day"]},
        "credit.over_limit": {"account_id": one, "amount": 500, "limit": 100},
    }


def contents_of(shop: Shop, one: str) -> dict[str, Any]:
    """What is approved, by the code of each act."""
    batch = stock_up(shop, add_medicine(shop), 9)
    destruction = draft_of(shop, [(batch, "shelf", 1)])
    contents: dict[str, Any] = {
        "sales.discount": {
            "lines": [{"product_id": one, "quantity": 1, "gross": 700, "discount": 300}]
        },
        "sales.beyond_quota": {"sale_id": one, "beyond": [{"product_id": one, "quantity": 9}]},
        "stock.batch": {
            "batch_id": str(batch),
            "number": ["B1", "B2"],
            "expires_on": ["", "2028-10-31"],
        },
        "stock.change": {
            "kind": "reversal",
            "batch_id": str(batch),
            "before": 3,
            "after": 0,
            "value": 2100,
        },
        "stock.count": {"count_id": str(a_count(shop)), "value": 5000, "lines": DIGEST},
        "controlled.settle": {
            "count_case_id": str(the_case(shop)),
            "difference": -1,
            "explanation_hash": DIGEST,
        },
        "controlled.change": {"lines": [REGISTERED], "reason_hash": DIGEST},
        "sales.hand_over": {
            "patient_id": one,
            "is_over_limit": False,
            "lines": [{**HANDED, "product_id": one, "prescriber_id": one}],
        },
        "stock.destroy": {"destruction_id": str(destruction), "content_hash": DIGEST},
        "purchase_orders.place": {
            "supplier_id": one,
            "total": 40_000,
            "freight": 0,
            "lines": [[one, one, 1, 0, 40_000, 0, 0, None]],
        },
        "purchasing.over_order": {
            "receipt_id": str(written(shop, a_supplier(shop))),
            "differences": [
                {
                    "kind": "price",
                    "by": "delivery",
                    "product_id": one,
                    "ordered": "400",
                    "asked": "1301/3",
                }
            ],
        },
    }
    contents |= returned_contents(shop, one)
    contents["clinical.override"] = {"alert": {**ALERT, "product_ids": [one]}}
    ordered = contents["purchase_orders.place"]
    contents["budgets.exceed"] = ordered | {"budgets": [[one, "Medicines", 1]]}
    contents["purchase_orders.controlled"] = ordered
    contents["purchase_orders.prescription"] = ordered
    return contents


def test_every_declared_act_may_be_approved_by_the_api(shop: Shop) -> None:
    """A witness of a destruction, and who approves a count or another expiry, too."""
    owner, one = person("owner"), str(uuid4())
    contents = contents_of(shop, one)
    asked_for = [action for action in declared_actions() if action.code != A_LIMIT]
    assert set(contents) == {action.code for action in asked_for}
    assert set(APPROVERS) == {action.approver for action in asked_for}
    for action, content in contents.items():
        asked = {"action": action, "content": content, "requested_by": one, "reason": "seen"}
        given = owner.post(f"/approvals?branch_id={shop.branch_id}", asked)
        assert given.status_code == 201, given.json()
