"""Quotations at a counter: issued once, found by number, taken by one basket."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.support.credit import organisation
from tests.support.patients import register
from tests.support.quotations import a_quotation, quoted
from tests.support.shop import Medicine, Shop, add_medicine
from tests.surfaces.counter.views.conftest import Device, pair
from tests.surfaces.counter.views.wiring import token_of
from tests.surfaces.other_branch import shop_there
from theriac.core.ids import new_id
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.quotations.models import Quotation

pytestmark = pytest.mark.rows("SAL-15")


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def basket(token: str, medicine: Medicine, **more: Any) -> dict[str, Any]:
    item = {"product_id": str(medicine.id), "pack_id": str(medicine.packs[10]), "packs": 2}
    return {
        "token": token,
        "id": str(new_id()),
        "basket_id": str(new_id()),
        "items": [item],
        "valid_days": 14,
        **more,
    }


def test_it_is_issued_once_and_printed(device: Device, shop: Shop, medicine: Medicine) -> None:
    token = token_of(device, "cashier", shop)
    asked = basket(token, medicine, buyer={"name": "SD Negeri 4"})
    told = device.post("quotation/issue", asked).json()
    assert device.post("quotation/issue", asked).json() == told
    assert (told["number"], told["total"], told["standing"]) == (
        "MLT-QT-26-000001",
        13_000,
        "issued",
    )
    assert [line["promised"] for line in told["lines"]] == [13_000]
    paper = told["paper"]
    assert (paper["title"], paper["buyer"]) == ("Quotation", ["SD Negeri 4"])
    assert ["Valid until", "29 Jun 2026"] in paper["facts"]
    assert Quotation.objects.get().terminal_id == shop.terminal_id
    on_paper = {"token": token, "quotation_id": told["id"], "paper": "a4"}
    assert b64decode(device.post("quotation/paper", on_paper).json()["pdf"])[:5] == b"%PDF-"


def test_it_keeps_whom_it_is_for_and_tells_who_may_know(
    device: Device, shop: Shop, medicine: Medicine
) -> None:
    token, account = token_of(device, "cashier", shop), organisation(shop)
    patient = str(register(shop))
    asked = basket(token, medicine, patient_id=patient, credit_number=account.number)
    told = device.post("quotation/issue", asked).json()
    assert (told["patient_id"], told["credit_number"]) == (patient, account.number)
    wrong = device.post("quotation/issue", basket(token, medicine, credit_number="12"))
    assert (wrong.status_code, wrong.json()["field"]) == (422, "credit_number")


def test_one_counter_takes_it_and_another_takes_it_over(
    device: Device, shop: Shop, medicine: Medicine
) -> None:
    other = register_terminal(actor=shop.owner, branch_id=shop.branch_id, code="K2", name="Kasir 2")
    beside = pair(replace(shop, terminal_id=other), Client())
    token, theirs = token_of(device, "cashier", shop), token_of(beside, "pharmacist", shop)
    row = a_quotation(shop, quoted(medicine))
    found = device.post("quotation", {"token": token, "number": row.number.lower()}).json()
    take = {"quotation_id": found["id"], "basket_id": str(new_id())}
    assert device.post("quotation/take", {"token": token, **take}).status_code == 200
    again = {"token": theirs, **take, "basket_id": str(new_id())}
    refused = beside.post("quotation/take", again)
    assert (refused.status_code, refused.json()["type"]) == (409, "quotations.taken")
    assert beside.post("quotation/take", {**again, "takes_over": True}).status_code == 200
    assert str(Quotation.objects.get().sale_id) == again["basket_id"]


def test_nobody_reaches_another_branchs_or_without_being_known(
    device: Device, shop: Shop, medicine: Medicine
) -> None:
    token = token_of(device, "cashier", shop)
    there = shop_there(shop)
    row = a_quotation(there, quoted(medicine))
    refused = device.post("quotation", {"token": token, "number": row.number})
    assert (refused.status_code, refused.json()["type"]) == (404, "quotations.unknown")
    for path, body in (
        ("quotation/take", {"quotation_id": str(row.id), "basket_id": str(new_id())}),
        ("quotation/paper", {"quotation_id": str(row.id), "paper": "a4"}),
    ):
        assert device.post(path, {"token": token, **body}).status_code == 404
        assert device.post(path, {"token": "", **body}).status_code in (401, 403)
    unknown = device.post("quotation/issue", basket("", medicine))
    assert unknown.status_code in (401, 403)
    wrong = basket(token, medicine, valid_days=91)
    assert device.post("quotation/issue", wrong).status_code == 422
