"""What was made in training is refused at every door that a counter has."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.credit_notes import booked_sale, credit_note
from tests.support.parked import parked_told
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.unmet_requests import told_request
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import parcel, wire_of
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.parked_baskets.models import ParkedBasket
from theriac.domains.sales.models import HeldPush, Sale, VoidedNumber
from theriac.domains.sales.pushes.saved import NotASavedFile, read_saved
from theriac.domains.tills.models import HeldTillDocument, TillSession
from theriac.domains.unmet_requests.models import UnmetRequest

pytestmark = pytest.mark.rows("SAL-32")
MARK = {"training": True}
COUNTED = (Sale, HeldPush, VoidedNumber, TillSession, HeldTillDocument, CustomerReturn)


def refused(device: Device, path: str, body: Any) -> None:
    answer = device.post(path, body)
    assert (answer.status_code, answer.json()["type"]) == (409, "counter.training"), path


def test_no_door_takes_it(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    sale = booked_sale(shop, medicine, batch)
    before = [one.objects.count() for one in COUNTED]
    wire = wire_of(sale) | MARK
    note = credit_note(shop, sale)
    unmet = told_request(shop, medicine)

    refused(device, "push", parcel() | {"sales": [wire]})
    refused(device, "push", parcel() | MARK)
    refused(device, "push", parcel() | {"till": [note | MARK]})
    refused(device, "push", parcel() | {"till": [{**note, "lines": [MARK]}]})
    refused(device, "push", parcel() | {"asked": [unmet | MARK]})
    refused(device, "push", parcel() | {"voids": [MARK]})
    refused(device, "parked", {"baskets": [parked_told(shop) | MARK]})
    refused(device, "credit", {"number": "1"} | MARK)
    refused(device, "return/check", {"goods": MARK})
    refused(device, "quotation/issue", {"items": [MARK]})
    refused(device, "quota", MARK)
    refused(device, "receipt/copies", {"copies": [MARK]})
    refused(device, "alert-counts", {"counts": [MARK]})
    refused(device, "unknown-codes", {"codes": [MARK]})

    assert [one.objects.count() for one in COUNTED] == before
    assert not UnmetRequest.objects.exists()
    assert not ParkedBasket.objects.exists()


def test_a_text_that_says_training_is_no_mark(device: Device, shop: Shop) -> None:
    told = told_request(shop, text="training")
    answer = device.post("push", parcel() | {"asked": [told]})
    assert answer.status_code == 200
    assert UnmetRequest.objects.get().text == "training"


def test_no_file_of_it_is_taken_in(shop: Shop) -> None:
    content = {
        "terminal": {"id": str(shop.terminal_id), "name": "K1"},
        "sales": [{"id": "x"} | MARK],
    }
    data = {"format": "theriac-unsent-sales", "version": 1, "content": json.dumps(content)}
    with pytest.raises(NotASavedFile) as problem:
        read_saved(json.dumps(data).encode())
    assert "training" in str(problem.value.detail)
