"""Sending a document from a counter: asked once, carried out from there."""

from __future__ import annotations

import pytest

from tests.support.customer_returns import sold
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import token_of
from theriac.core.ids import new_id
from theriac.domains.sale_documents.models import DocumentRequest, DocumentSending

pytestmark = pytest.mark.rows("SAL-21")


def test_a_cashier_asks_once_and_marks_it_sent(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 1)]).sale
    asked = {
        "token": token_of(device, "cashier", shop),
        "id": str(new_id()),
        "kind": "sale",
        "document_id": str(sale.id),
        "channel": "whatsapp",
        "to": "0812 3456 7890",
    }

    told = device.post("document/send", asked).json()

    assert device.post("document/send", asked).json() == told
    assert (told["id"], told["to"]) == (asked["id"], "+6281234567890")
    assert told["link"].startswith("https://wa.me/6281234567890?text=")
    row = DocumentRequest.objects.get()
    assert (row.number, row.asked_by == shop.owner.id) == (sale.number, False)
    wrong = {**asked, "id": str(new_id()), "to": "12"}
    assert device.post("document/send", wrong).status_code == 422
    elsewhere = {**asked, "id": str(new_id()), "document_id": str(new_id())}
    assert device.post("document/send", elsewhere).status_code == 404
    assert device.post("document/send", {**asked, "token": ""}).status_code in {401, 403}
    ends = {"token": asked["token"], "id": told["id"]}
    assert device.post("document/sent", ends).status_code == 200
    assert device.post("document/sent", ends).status_code == 409
    assert DocumentSending.objects.count() == 1
