"""Many prices over the API: previewed, then changed together."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, api_key, stock_up
from tests.support.shops import second_branch
from tests.surfaces.api.pieces import money
from tests.surfaces.api.program import Program
from theriac.core.audit.models import AuditRecord
from theriac.domains.accounts.commands.roles import create_role
from theriac.domains.accounts.models import Role
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.models import Price

pytestmark = pytest.mark.django_db
PREVIEW, CHANGE = "/price-changes/preview", "/price-changes"
UP_4 = {"by": "percent", "change": 400, "step": 100}


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_medicine(shop, category="Analgesic")
    stock_up(shop, found, 100, cost_amount=1_999, cost_units=5)
    return found


def changed(lines: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """The request that applies what a preview said."""
    prices = [
        {name: line[name] for name in ("pack_id", "before", "price")}
        for line in lines
        if line["left_out"] is None
    ]
    return {"prices": prices, "reason": "New list", **more}


@pytest.mark.rows("API-01", "CAT-09")
def test_what_was_previewed_is_applied_once(
    manager: Program, shop: Shop, medicine: Medicine
) -> None:
    add_medicine(shop, "Zinc 20 mg tablet", category="Rehydration")
    asked = manager.post(PREVIEW, {"rule": UP_4, "category": "Analgesic", "q": "paracetamol"})

    assert asked.status_code == 200
    tablet, strip, box = asked.json()["lines"]
    assert (tablet["left_out"], tablet["price"]) == ("same", money(700))
    assert strip == {
        "pack_id": str(medicine.packs[10]),
        "product_id": str(medicine.id),
        "product": "Paracetamol 500 mg tablet",
        "pack": "strip",
        "factor": 10,
        "before": money(6_500),
        "price": money(6_800),
        "change_bp": 462,
        "cost": money(3_998),
        "margin_bp": 7_009,
        "left_out": None,
        "notes": [],
    }
    assert box["price"] == money(62_400)
    key = str(uuid4())
    body = changed([tablet, strip, box], rule=UP_4)
    done = manager.post(CHANGE, body, idempotency_key=key)
    assert done.status_code == 201
    assert (done.json()["prices"], done.json()["branch_id"]) == (2, str(shop.branch_id))
    again = manager.post(CHANGE, body, idempotency_key=key)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json() == done.json()
    assert Price.objects.filter(branch_id=shop.branch_id).count() == 2
    record = AuditRecord.objects.get(object_kind="catalog.price_change")
    assert record.facts["rule"] == UP_4 | {"rounding": "nearest", "cuts": False}


def test_a_price_that_moved_refuses_the_whole(
    manager: Program, shop: Shop, medicine: Medicine
) -> None:
    lines = manager.post(PREVIEW, {"rule": UP_4}).json()["lines"]
    set_price(actor=shop.owner, pack_id=medicine.packs[10], amount=6_600)
    refused = manager.post(CHANGE, changed(lines))
    assert refused.status_code == 409
    assert refused.json()["type"].endswith("catalog.prices_moved")
    assert refused.json()["moved"] == [
        {"pack_id": str(medicine.packs[10]), "seen": 6_500, "now": 6_600}
    ]


@pytest.mark.rows("PUR-14")
def test_unusual_prices_are_asked_first(manager: Program, medicine: Medicine) -> None:
    rule = {"by": "amount", "change": -2_503}
    found = manager.post(PREVIEW, {"rule": rule}).json()
    assert [line["left_out"] for line in found["lines"]] == ["nothing_left", None, None]
    assert found["lines"][1]["notes"] == ["below_cost"]
    body = changed(found["lines"])
    asked = manager.post(CHANGE, body)
    assert asked.status_code == 409
    codes = [one["code"] for one in asked.json()["questions"]]
    assert manager.post(CHANGE, {**body, "confirmed": codes}).status_code == 201


HOSTILE_RULES: list[dict[str, Any]] = [
    {"by": "percent", "change": 0},
    {"by": "percent", "change": -10_000},
    {"by": "percent", "change": 4.5},
    {"by": "percent", "change": "400"},
    {"by": "amount", "change": 2**53},
    {"by": "margin", "change": -1},
    {"by": "root", "change": 1},
    {"by": "percent", "change": 400, "step": 0},
    {"by": "percent", "change": 400, "step": -100},
    {"by": "percent", "change": 400, "rounding": "sideways"},
]


def test_a_hostile_rule_is_refused(manager: Program, medicine: Medicine) -> None:
    for rule in HOSTILE_RULES:
        assert manager.post(PREVIEW, {"rule": rule}).status_code == 422, rule


def test_hostile_prices_are_refused(manager: Program, medicine: Medicine) -> None:
    good = {
        "pack_id": str(medicine.packs[10]),
        "before": money(6_500),
        "price": money(6_800),
    }
    for bad, status in (
        ({"price": money(0)}, 422),
        ({"price": money(-1)}, 422),
        ({"price": {"amount": 6_800, "currency": "USD"}}, 422),
        ({"before": {"amount": 6_500, "currency": "USD"}}, 422),
        ({"price": {"amount": 6_800.5, "currency": "IDR"}}, 422),
        ({"pack_id": str(uuid4())}, 404),
    ):
        answer = manager.post(CHANGE, {"prices": [good | bad], "reason": "New list"})
        assert answer.status_code == status, bad
    assert manager.post(CHANGE, {"prices": [good, good], "reason": "x"}).status_code == 422
    assert manager.post(CHANGE, {"prices": [], "reason": "x"}).status_code == 422
    assert manager.post(CHANGE, {"prices": [good], "reason": " "}).status_code == 422


def test_a_key_of_one_branch_changes_prices_there_alone(
    manager: Program, shop: Shop, medicine: Medicine
) -> None:
    other = second_branch(shop)
    lines = manager.post(PREVIEW, {"rule": UP_4}).json()["lines"]
    for query, more in (("", {"everywhere": True}), (f"?branch_id={other}", {})):
        assert manager.post(f"{PREVIEW}{query}", {"rule": UP_4, **more}).status_code == 403
        assert manager.post(f"{CHANGE}{query}", changed(lines, **more)).status_code == 403
    assert not Price.objects.exclude(branch_id=None).exists()


@pytest.mark.rows("AUD-06")
def test_costs_and_margins_are_for_who_may_see_them(shop: Shop, medicine: Medicine) -> None:
    role_id = create_role(
        actor=shop.owner, name="Pricer", permissions={"catalog.view", "catalog.price"}
    )
    pricer = Program(api_key(shop, Role.objects.get(id=role_id).code, "pricer"))
    found = pricer.post(PREVIEW, {"rule": UP_4}).json()["lines"]
    assert {(line["cost"], line["margin_bp"]) for line in found} == {(None, None)}
    margin = pricer.post(PREVIEW, {"rule": {"by": "margin", "change": 2_500}})
    assert margin.status_code == 403
