"""Older receipts at a counter: found, opened and copied by somebody whom the server knows there."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.support.books import sell
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import PASSWORD, Shop, add_medicine, add_staff, stock_up
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.other_branch import shop_there
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.domains.sales.models import ReceiptCopy, Sale, VoidedNumber


@pytest.fixture
def sale(shop: Shop) -> Sale:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100, batch_number="PCT2409A")
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 20)])]))
    return Sale.objects.get()


def token_of(device: Device, role: str, shop: Shop) -> str:
    add_staff(role, shop.branch_id)
    token: str = device.post("sign-in", {"username": role, "password": PASSWORD}).json()["token"]
    return token


def test_a_cashier_finds_opens_and_copies_one(device: Device, shop: Shop, sale: Sale) -> None:
    token = token_of(device, "cashier", shop)

    def found(**sought: Any) -> list[str]:
        answer = device.post("receipts", {"token": token, **sought})
        assert answer.status_code == 200, answer.content
        return [one["number"] for one in answer.json()["receipts"]]

    on = sale.business_on.isoformat()
    product = str(sale.lines.get().product_id)
    assert found(number=sale.number) == found(number=str(sale.sequence)) == [sale.number]
    assert found(on=on, total=sale.total) == found(product_id=product) == [sale.number]
    assert found(on=on, total=sale.total + 1) == []

    opened = device.post("receipt", {"token": token, "sale_id": str(sale.id)}).json()
    assert (opened["number"], opened["total"], opened["copies"]) == (sale.number, sale.total, 0)
    assert (opened["person"], opened["terminal"]) == ("Owner", "Kasir 2")
    assert (opened["is_void"], opened["inclusive"]) == (False, True)
    [line] = opened["lines"]
    assert (line["product"], line["packs"] * line["pack"]["factor"]) == (
        "Paracetamol 500 mg tablet",
        20,
    )
    assert [one["number"] for one in line["batches"]] == ["PCT2409A"]

    asked = {"token": token, "sale_id": str(sale.id)}
    ids = [str(uuid4()), str(uuid4())]
    numbers = [device.post("receipt/copy", {**asked, "id": one}).json()["number"] for one in ids]
    assert numbers == [1, 2]
    [first, _second] = ReceiptCopy.objects.order_by("number")
    assert first.terminal_id == shop.terminal_id
    assert device.post("receipt", asked).json()["copies"] == 2


def test_a_copy_whose_answer_was_lost_is_counted_once(
    device: Device, shop: Shop, sale: Sale
) -> None:
    person = device.post("sign-in", {"username": "owner", "password": PASSWORD}).json()
    copy = {"id": str(uuid4()), "sale_id": str(sale.id)}
    asked = {**copy, "token": person["token"]}
    assert [device.post("receipt/copy", asked).json()["number"] for _turn in (1, 2)] == [1, 1]
    later = {**copy, "person_id": person["id"], "taken_at": clock.now().isoformat()}
    told = device.post("receipt/copies", {"copies": [later]}).json()
    assert told == {"taken": [{"id": copy["id"], "number": 1}]}
    assert ReceiptCopy.objects.count() == 1

    another = sell(shop, sale.lines.get().product_id)
    refused = device.post("receipt/copy", {**asked, "sale_id": str(another.id)})
    assert (refused.status_code, refused.json()["type"]) == (422, "idempotency.key_reused")
    assert ReceiptCopy.objects.count() == 1


def test_another_branchs_receipt_isnt_there(device: Device, shop: Shop) -> None:
    there = shop_there(shop)
    medicine = add_medicine(there)
    batch = stock_up(there, medicine, 100)
    push(there, pushed_sale(there, [pushed_line(there, medicine, [(batch, 10)])]))
    sale = Sale.objects.get()
    token = device.post("sign-in", {"username": "owner", "password": PASSWORD}).json()["token"]
    for path in ("receipt", "receipt/copy"):
        told = [
            device.post(path, {"token": token, "id": str(uuid4()), "sale_id": str(key)})
            for key in (sale.id, uuid4())
        ]
        assert [one.status_code for one in told] == [404, 404]
        assert told[0].json()["detail"] == told[1].json()["detail"]
    assert device.post("receipts", {"token": token, "number": sale.number}).json() == {
        "receipts": [],
        "has_more": False,
    }
    assert not ReceiptCopy.objects.exists()


def test_without_a_token_and_beyond_the_bounds_nothing_is_told(
    device: Device, shop: Shop, sale: Sale
) -> None:
    asked = {"token": "", "id": str(uuid4()), "sale_id": str(sale.id)}
    for path in ("receipt", "receipt/copy"):
        assert device.post(path, asked).status_code == 401
    assert device.post("receipts", {"token": "", "number": "1"}).status_code == 401
    token = token_of(device, "cashier", shop)
    for sought in ({}, {"number": "x" * 41}, {"total": -1}, {"total": 2**63}, {"number": "\0"}):
        answer = device.post("receipts", {"token": token, **sought})
        assert answer.status_code == 422, sought
    assert not ReceiptCopy.objects.exists()


@pytest.mark.parametrize("declared", [True, False])
def test_a_receipt_whose_number_is_void_says_so(
    device: Device, shop: Shop, sale: Sale, declared: bool
) -> None:
    if declared:
        void_of(sale, shop)
    token = token_of(device, "cashier", shop)
    opened = device.post("receipt", {"token": token, "sale_id": str(sale.id)}).json()
    assert opened["is_void"] is declared


def void_of(sale: Sale, shop: Shop) -> None:
    """As where the declaration came before the sale."""
    VoidedNumber.objects.create(
        id=new_id(),
        series_id=sale.series_id,
        sequence=sale.sequence,
        declared_at=sale.recorded_at,
        declared_by=shop.owner.id,
        reason="skipped",
    )


def test_what_the_device_printed_again_itself_is_counted_once(
    device: Device, shop: Shop, sale: Sale
) -> None:
    said = {
        "id": str(uuid4()),
        "sale_id": str(sale.id),
        "person_id": str(shop.owner.id),
        "taken_at": "2026-06-15T02:00:00Z",
    }
    unknown = {**said, "id": str(uuid4()), "sale_id": str(uuid4())}
    for _turn in (1, 2):
        answer = device.post("receipt/copies", {"copies": [unknown, said]})
        assert answer.json() == {"taken": [{"id": said["id"], "number": 1}]}
    copy = ReceiptCopy.objects.get()
    assert (copy.taken_by, copy.terminal_id) == (shop.owner.id, shop.terminal_id)
    record = AuditRecord.objects.get(command="sales.take_device_copy", object_id=copy.id)
    assert record.facts["taken_at"].startswith("2026-06-15T02:00")
    assert device.post("receipt/copies", {"copies": [said] * 101}).status_code == 422


def test_another_terminals_sale_isnt_copied_by_word(device: Device, shop: Shop) -> None:
    there = shop_there(shop)
    medicine = add_medicine(there)
    batch = stock_up(there, medicine, 100)
    push(there, pushed_sale(there, [pushed_line(there, medicine, [(batch, 10)])]))
    said = {
        "id": str(uuid4()),
        "sale_id": str(Sale.objects.get().id),
        "person_id": str(shop.owner.id),
        "taken_at": "2026-06-15T02:00:00Z",
    }
    assert device.post("receipt/copies", {"copies": [said]}).json() == {"taken": []}
    assert not ReceiptCopy.objects.exists()
