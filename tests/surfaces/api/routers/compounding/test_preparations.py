"""Preparations and formulas by the API: written, made, checked by another, read, once a key."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.compounding import add_capsules, add_ingredients
from tests.support.prescriptions import a_line, a_prescription, line_of
from tests.support.shop import Medicine, Shop
from tests.surfaces.api.pieces import money
from tests.surfaces.api.program import Program, program
from theriac.domains.compounding.models import Preparation

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12")]


def ten(made: Medicine, *ingredients: Medicine, **more: Any) -> dict[str, Any]:
    """Ten of a quarter of each."""
    shares = [{"product_id": str(one.id), "numerator": 1, "denominator": 4} for one in ingredients]
    fees = {"service_fee": money(5_000), "packing_fee": money(1_000)}
    return {
        "product_id": str(made.id),
        "units": 10,
        "form": "solid",
        "ingredients": shares,
        **fees,
        **more,
    }


def test_from_a_draft_to_the_shelf(manager: Program, shop: Shop) -> None:
    made, (first, second, _third) = add_capsules(shop), add_ingredients(shop)
    draft = manager.post("/preparations", ten(made, first, second))
    assert (draft.status_code, draft.json()["state"], draft.json()["price"]) == (201, "draft", None)
    path = f"/preparations/{draft.json()['id']}"
    assert manager.post(f"{path}/make", {}).status_code == 428
    done = manager.post(f"{path}/make", {}, if_match=draft["ETag"])
    told = done.json()
    assert (done.status_code, told["state"], "CP" in told["number"]) == (200, "made", True)
    assert [(one["quantity"], one["batches"][0]["quantity"]) for one in told["lines"]] == [
        (3, 3),
        (3, 3),
    ]
    assert told["cost"]["amount"] == sum(
        one["batches"][0]["cost"]["amount"] for one in told["lines"]
    )
    own = manager.post(f"{path}/check", if_match=done["ETag"])
    assert (own.status_code, own.json()["code"]) == (409, "compounding.checker_unfit")
    pharmacist = program(shop, "pharmacist")
    checked = pharmacist.post(f"{path}/check", if_match=done["ETag"])
    assert (checked.status_code, checked.json()["state"]) == (200, "checked")
    late = pharmacist.post(f"{path}/check", if_match=done["ETag"])
    assert (late.status_code, late.json()["code"]) == (409, "compounding.settled")
    seen = program(shop, "technician").get(path).json()
    assert (seen["cost"], seen["lines"][0]["batches"][0]["cost"]) == (None, None)
    assert [one["id"] for one in manager.get("/preparations?state=checked").json()["items"]] == [
        told["id"]
    ]


def test_a_repeated_request_writes_one_draft(manager: Program, shop: Shop) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    body = ten(made, first)
    one = manager.post("/preparations", body, idempotency_key="k")
    again = manager.post("/preparations", body, idempotency_key="k")
    assert (one.status_code, again.json(), Preparation.objects.count()) == (201, one.json(), 1)


def test_fees_are_in_the_pharmacys_money(manager: Program, shop: Shop) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    dear = ten(made, first, service_fee={"amount": 5_000, "currency": "INR"})
    refused = manager.post("/preparations", dear)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "service_fee.currency"


def test_one_is_written_for_a_line_of_a_prescription(shop: Shop) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    found = a_prescription(shop, "approved", [a_line(made)])
    line = line_of(found)
    technician = program(shop, "technician")
    path = f"/prescriptions/{found}/lines/{line.id}/preparations"
    told = technician.post(path, ten(made, first)).json()
    assert (told["prescription_id"], told["prescription_line_id"]) == (str(found), str(line.id))
    listed = technician.get(f"/preparations?prescription_id={found}").json()["items"]
    assert [one["id"] for one in listed] == [told["id"]]
    other = technician.post(path, ten(first, made))
    assert (other.status_code, other.json()["code"]) == (422, "prescriptions.refused")


def test_a_formula_is_saved_and_archived(manager: Program, shop: Shop) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    draft = manager.post("/preparations", ten(made, first)).json()
    named = {"preparation_id": draft["id"], "name": "Puyer"}
    saved = manager.post("/compounding-formulas", named)
    told = saved.json()
    assert (saved.status_code, told["service_fee"], told["archived"]) == (201, money(5_000), False)
    assert [(one["numerator"], one["denominator"]) for one in told["ingredients"]] == [(1, 4)]
    path = f"/compounding-formulas/{told['id']}"
    gone = manager.post(f"{path}/archive", if_match=saved["ETag"])
    assert (gone.status_code, gone.json()["archived"]) == (200, True)
    assert manager.get("/compounding-formulas?archived=false").json()["items"] == []
