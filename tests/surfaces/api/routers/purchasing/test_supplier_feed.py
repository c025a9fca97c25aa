"""A supplier's own key: its orders and price lists, and nothing of anybody else."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.orders import an_order, order_line, placed
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_code, a_supplier
from theriac.core.ids import new_id
from theriac.domains.offers.commands.intake import take_offer_file
from theriac.domains.offers.models import Offer, OfferLine
from theriac.domains.suppliers.commands.keys import issue_supplier_key
from theriac.surfaces.api.export import openapi_document

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-22")]
PARTS = (b"--x--\r\n", "multipart/form-data; boundary=x")
LIST = {"number": "PL-7", "lines": [{"code": "KF-7", "text": "PARACETAMOL 500", "price": 41000}]}


class Supplied:
    """What one supplier's program asks."""

    def __init__(self, shop: Shop, supplier_id: Any) -> None:
        issued = issue_supplier_key(
            actor=shop.owner, branch_id=shop.branch_id, supplier_id=supplier_id, name="ERP"
        )
        self.key_id = issued.key_id
        self.client = Client(headers={"authorization": f"Bearer {issued.secret}"})

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}")

    def send(self, body: Any, key: str = "") -> Any:
        return self.client.post(
            "/api/v1/supplier/price-lists",
            json.dumps(body),
            "application/json",
            headers={"idempotency-key": key or new_id().hex},
        )

    def send_file(self, content: bytes, key: str = "") -> Any:
        return self.client.post(
            "/api/v1/supplier/price-lists/files",
            {"file": SimpleUploadedFile("prices.csv", content)},
            headers={"idempotency-key": key or new_id().hex},
        )


def test_it_sees_its_own_orders_in_its_own_codes_and_no_others(shop: Shop) -> None:
    medicine = add_medicine(shop)
    own_id, other_id = a_supplier(shop), a_supplier(shop, "PT Lain")
    other = an_order(shop, medicine, other_id)
    line = order_line(medicine, pack_id=medicine.packs[100], supplier_code="KF-7")
    own = placed(shop, line, supplier_id=own_id)
    program = Supplied(shop, own_id)

    assert [one["id"] for one in program.get("/supplier/orders").json()["items"]] == [str(own)]
    told = program.get(f"/supplier/orders/{own}").json()
    assert (told["lines"][0]["code"], told["lines"][0]["open_packs"]) == ("KF-7", 2)
    assert not {"cost", "stock", "supplier_id", "commitment_id", "note_id"} & set(told)
    unknown, others = (program.get(f"/supplier/orders/{key}") for key in (new_id(), other))
    assert (unknown.status_code, others.status_code) == (404, 404)
    assert unknown.json()["code"] == others.json()["code"]
    assert program.get("/supplier/orders?supplier_id=x").status_code == 422


def test_a_price_list_is_its_own_once_for_one_key(shop: Shop) -> None:
    supplier_id, other_id = a_supplier(shop), a_supplier(shop, "PT Lain")
    medicine = add_medicine(shop)
    a_code(supplier_id, medicine)
    program = Supplied(shop, supplier_id)
    answers = [program.send(LIST, "one-key") for _time in range(3)]

    assert [one.status_code for one in answers] == [201, 201, 201]
    assert len({one.json()["id"] for one in answers}) == 1
    offer = Offer.objects.get()
    assert (offer.supplier_id, offer.source, offer.state) == (supplier_id, "feed", "draft")
    assert OfferLine.objects.get().product_id == medicine.id
    assert set(answers[0].json()) == {
        *("id", "number", "state", "valid_from", "valid_until", "created_at"),
    }
    for more in ({"supplier_id": str(other_id)}, {"branch_id": str(shop.branch_id)}):
        assert program.send({**LIST, **more}).status_code == 422
    line = {**LIST["lines"][0], "product_id": str(medicine.id)}  # type: ignore[dict-item, index]
    assert program.send({**LIST, "lines": [line]}).status_code == 422
    assert Offer.objects.count() == 1
    assert Supplied(shop, other_id).get("/supplier/price-lists").json()["items"] == []
    assert len(program.get("/supplier/price-lists").json()["items"]) == 1


def test_a_file_is_taken_once_and_says_nothing_of_whose_it_was(shop: Shop) -> None:
    content = b"NAMA BARANG;HNA\nPARACETAMOL;40000\n"
    known = take_offer_file(
        actor=shop.owner, branch_id=shop.branch_id, file=io.BytesIO(content), name="x.csv"
    )
    program = Supplied(shop, a_supplier(shop))
    refused = program.send_file(content)
    assert refused.status_code == 409
    assert str(known) not in refused.content.decode()

    answers = [program.send_file(content + b"A;1\n", "file") for _time in range(3)]
    assert {one.status_code for one in answers} == {201}
    assert Offer.objects.exclude(id=known).get().state == "reading"


def test_what_is_too_large_is_refused_before_it_is_read(shop: Shop) -> None:
    program = Supplied(shop, a_supplier(shop))
    many = {"lines": [LIST["lines"][0]] * 5_001}  # type: ignore[index]
    assert program.send(many).status_code in {413, 422}
    assert program.send({"lines": [], "number": "x" * 20_000_000}).status_code == 413
    assert program.send({"lines": []}).status_code == 422
    assert not Offer.objects.exists()


def is_file(operation: Any) -> bool:
    """Whether it takes a file."""
    return "multipart/form-data" in operation.get("requestBody", {}).get("content", {})


@pytest.mark.rows("SEC-04")
def test_the_key_opens_no_other_operation_and_no_screen(shop: Shop) -> None:
    program = Supplied(shop, a_supplier(shop))
    opened = set()
    for path, methods in openapi_document()["paths"].items():
        address = "/".join(
            str(new_id()) if part.startswith("{") else part for part in path.split("/")
        )
        for method, operation in methods.items():
            if not operation["security"]:
                continue
            body, content = PARTS if is_file(operation) else (b"{}", "application/json")
            answer = program.client.generic(method.upper(), address, body, content_type=content)
            if answer.status_code != 401:
                opened.add(operation["operationId"])
    assert opened == {
        *("listSuppliedOrders", "getSuppliedOrder", "listPriceLists", "sendPriceList"),
        "sendPriceListFile",
    }
    assert program.client.get("/suppliers/").status_code == 302
