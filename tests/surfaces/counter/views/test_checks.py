"""The check before payment: what no longer stands, on its line, and nothing is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.pushing import pushed_line
from tests.support.serials import GTIN, a_serial_sold
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import question, wire_sale
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.domains.accounts.commands.people import set_person_active
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.sales.checkout import recipients
from theriac.domains.sales.models import Sale
from theriac.domains.serials.models import SerialRefusal
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.commands.places import open_places


def ask(
    device: Device, shop: Shop, medicine: Medicine, batch: Any, quantity: int, **more: Any
) -> Any:
    line = pushed_line(shop, medicine, [(batch, quantity)])
    asked = question(shop, wire_sale(shop, [line]), **more)
    answer = device.post("check", asked)
    assert answer.status_code == 200
    return asked["lines"][0]["line_id"], answer.json()


def test_what_stands_is_not_mentioned(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch, other = stock_up(shop, medicine, 30), stock_up(shop, medicine, 5, batch_number="B2")
    _line_id, answer = ask(device, shop, medicine, batch, 4)
    assert answer["refusals"] == []
    assert sorted(answer["balances"], key=lambda one: int(one["quantity"])) == [
        {"batch_id": str(other), "quantity": 5},
        {"batch_id": str(batch), "quantity": 30},
    ]
    assert Sale.objects.count() == 0


@pytest.mark.rows("STK-07")
def test_too_little_is_named_with_what_is_left(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 3)
    line_id, answer = ask(device, shop, medicine, batch, 4)
    [refusal] = answer["refusals"]
    assert (refusal["line_id"], refusal["type"]) == (line_id, "stock.insufficient")
    assert refusal["detail"].startswith("Paracetamol 500 mg tablet: 4 requested, 3 available.")
    assert answer["balances"] == [{"batch_id": str(batch), "quantity": 3}]


def test_lines_of_one_batch_are_added_up(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 5)
    lines = [pushed_line(shop, medicine, [(batch, 3)], position=place) for place in (1, 2)]
    asked = question(shop, wire_sale(shop, lines))
    refusals = device.post("check", asked).json()["refusals"]
    assert [one["line_id"] for one in refusals] == [asked["lines"][1]["line_id"]]


def test_a_held_batch_and_an_unknown_one_are_named(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="recall")
    _line_id, held = ask(device, shop, medicine, batch, 4)
    assert [one["type"] for one in held["refusals"]] == ["stock.batch_not_sellable"]
    _line_id, unknown = ask(device, shop, medicine, new_id(), 4)
    assert [one["type"] for one in unknown["refusals"]] == ["stock.insufficient"]


def test_a_price_that_moved_is_said_with_the_new_one(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop, packs=[NewPack(name="tablet", factor=1, price=900)])
    batch = stock_up(shop, medicine, 30)
    _line_id, answer = ask(device, shop, medicine, batch, 4)
    [refusal] = answer["refusals"]
    assert refusal["type"] == "sales.price_moved"
    assert "Rp 900" in refusal["detail"].replace("\u00a0", " ")


def test_a_prescription_line_needs_a_permitted_signature(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop, legal_class="keras")
    batch = stock_up(shop, medicine, 30)
    cashier = add_staff("cashier", shop.branch_id, "dewi")
    for signer, types in ((cashier, ["sales.ground_needed"]), (shop.owner, [])):
        ground = {
            "id": str(new_id()),
            "kind": "prescription",
            "prescriber": "dr. Maya",
            "number": "0412",
            "written_on": shop.today.isoformat(),
            "permitted_by": str(signer.id),
        }
        line = pushed_line(shop, medicine, [(batch, 4)], ground_id=ground["id"])
        asked = question(shop, wire_sale(shop, [line]), grounds=[ground])
        answer = device.post("check", asked).json()
        assert [one["type"] for one in answer["refusals"]] == types


def test_a_controlled_class_is_refused(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop, legal_class="psikotropika")
    batch = stock_up(shop, medicine, 30)
    _line_id, answer = ask(device, shop, medicine, batch, 1)
    assert [one["type"] for one in answer["refusals"]] == ["sales.controlled"]


def test_who_may_no_longer_sell_is_told(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    cashier = add_staff("cashier", shop.branch_id, "dewi")
    set_person_active(actor=SYSTEM, user_id=cashier.id, active=False)
    _line_id, answer = ask(device, shop, medicine, batch, 1, person_id=str(cashier.id))
    assert [one["type"] for one in answer["refusals"]] == ["not_permitted"]


def test_other_branches_that_have_a_product_are_named(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    for code, name, quantities in (
        ("KNG", "Kenanga", [(20, 300), (9, -1)]),
        ("MWR", "Mawar", [(70, 300)]),
    ):
        branch_id = open_branch(
            actor=SYSTEM,
            pharmacy_id=shop.pharmacy_id,
            code=code,
            name=name,
            time_zone="Asia/Jakarta",
        )
        open_places(actor=SYSTEM, branch_id=branch_id)
        for quantity, days in quantities:
            stock_up(replace(shop, branch_id=branch_id), medicine, quantity, days=days)
    stock_up(shop, medicine, 3)
    empty = {"person_id": str(shop.owner.id), "lines": []}
    answer = device.post("check", {**empty, "elsewhere": [str(medicine.id)]}).json()
    assert answer["elsewhere"] == [
        {"product_id": str(medicine.id), "branch": "Mawar", "quantity": 70},
        {"product_id": str(medicine.id), "branch": "Kenanga", "quantity": 20},
    ]
    assert device.post("check", empty).json()["elsewhere"] == []


@pytest.mark.rows("STK-32")
def test_a_scanned_pack_that_was_sold_is_refused_at_once_and_before_payment(
    device: Device, shop: Shop
) -> None:
    medicine = add_medicine(shop)
    a_serial_sold(shop, medicine, "S1")
    asked = {"person_id": str(shop.owner.id), "gtin": GTIN}
    assert device.post("serial", {**asked, "serial": "S2"}).json() == {"refused": ""}
    refused = device.post("serial", {**asked, "serial": "S1"}).json()["refused"]
    assert "S1 was already sold" in refused
    assert SerialRefusal.objects.get().terminal_id == shop.terminal_id
    wrong = device.post("serial", {**asked, "gtin": "1", "serial": "S1"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "gtin")

    batch = stock_up(shop, medicine, 30)
    line = pushed_line(shop, medicine, [(batch, 1)])
    before = question(shop, wire_sale(shop, [line]))
    before["lines"][0]["serials"] = [{"gtin": GTIN, "serial": "S1"}]
    [refusal] = device.post("check", before).json()["refusals"]
    assert (refusal["type"], refusal["detail"]) == ("stock.serial_refused", refused)


def test_a_basket_says_whether_it_names_the_patient_that_the_law_asks(
    device: Device, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    monkeypatch.setattr(recipients, "asks_patient", lambda *_asked: True)
    for named, types in ((False, ["sales.patient_needed"]), (True, [])):
        _line_id, answer = ask(device, shop, medicine, batch, 4, patient_named=named)
        assert [one["type"] for one in answer["refusals"]] == types
