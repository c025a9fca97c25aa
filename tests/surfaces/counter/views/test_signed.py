"""What a device pushes is signed by its own key; anything else is held, and in nobody's way."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.support.pushing import pushed_line
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.signers import Signer
from tests.surfaces.counter.views.conftest import Device, pair, pairing_code, post
from tests.surfaces.counter.views.wiring import parcel, wire_sale
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.commands.terminals import issue_pairing_code
from theriac.domains.organisation.models import Terminal
from theriac.domains.sales.commands.decide_push import book_held_push
from theriac.domains.sales.models import HeldPush, Sale, VoidedNumber
from theriac.domains.sales.queries.series import missing_numbers
from theriac.surfaces.counter.terminals import SIGNATURE

pytestmark = pytest.mark.rows("OFF-15")
Sign = Callable[[Signer, bytes], str]
WRONG: dict[str, Sign] = {
    "none": lambda _own, _body: "",
    "no signature": lambda _own, _body: "signed",
    "another device's": lambda _own, body: Signer().sign("push", body),
    "of another content": lambda own, body: own.sign("push", body + b" "),
    "for another purpose": lambda own, body: own.sign("saved", body),
}


@pytest.fixture
def sales(device: Device, shop: Shop) -> list[Any]:
    """Two sales of one unit, numbered 1 and 2."""
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    return [
        wire_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], number) for number in (1, 2)
    ]


def push(device: Device, body: dict[str, Any], sign: Sign) -> Any:
    signature = sign(device.signer, json.dumps(body).encode())
    return post(device.client, "push", body, **{SIGNATURE: signature}).json()


@pytest.mark.parametrize("how", WRONG)
def test_what_its_device_didnt_sign_is_held(
    device: Device, shop: Shop, sales: list[Any], how: str
) -> None:
    answer = push(device, parcel(sales[1]), WRONG[how])
    assert answer["results"] == [{"id": sales[1]["id"], "state": "held", "cases": 0}]
    held = HeldPush.objects.get()
    assert (held.reason, held.sequence, held.terminal_id) == ("unsigned", 0, shop.terminal_id)
    assert Sale.objects.count() == 0


def test_it_stands_in_no_other_sales_way_and_explains_no_gap(
    device: Device, shop: Shop, sales: list[Any]
) -> None:
    forged = {**sales[0], "id": str(new_id())}
    push(device, parcel(forged), WRONG["none"])
    booked = device.post("push", parcel(sales[1])).json()
    assert booked["results"][0]["state"] == "acknowledged"
    [gap] = missing_numbers(actor=shop.owner, branch_id=shop.branch_id)
    assert (gap.first, gap.last) == (1, 1)
    device.post("push", parcel(sales[0]))
    assert Sale.objects.count() == 2
    assert [one.name for one in run_checks() if one.violations] == []


def test_a_malformed_one_explains_no_gap_either(device: Device, sales: list[Any]) -> None:
    push(device, parcel({**sales[0], "total": "much"}), WRONG["none"])
    assert HeldPush.objects.get().sequence == 0


def test_unsigned_voids_and_clocks_are_left_alone(
    device: Device, shop: Shop, sales: list[Any]
) -> None:
    void = {"series_id": sales[0]["series_id"], "sequence": 1, "reason": "torn"}
    body = {**parcel(), "voids": [void], "sent_at": "2027-01-01T00:00:00Z"}
    assert push(device, body, WRONG["none"])["voids"] == []
    assert not VoidedNumber.objects.exists()
    assert Terminal.objects.get(id=shop.terminal_id).clock_skew_seconds == 0
    assert device.post("push", body).json()["voids"][0]["state"] == "void"


def test_a_person_books_what_was_sold_all_the_same(
    device: Device, shop: Shop, sales: list[Any]
) -> None:
    push(device, parcel(sales[0]), WRONG["none"])
    held = HeldPush.objects.get()
    book_held_push(
        actor=shop.owner, branch_id=shop.branch_id, held_id=held.id, note="It was sold here."
    )
    assert Sale.objects.get().sequence == 1
    assert [one.name for one in run_checks() if one.violations] == []


def test_the_key_ends_with_the_pairing(device: Device, shop: Shop, sales: list[Any]) -> None:
    second = pair(shop)
    sent = parcel(sales[0])
    assert device.post("push", sent).status_code == 401
    assert push(second, sent, lambda _own, body: device.signer.sign("push", body))["results"] == [
        {"id": sales[0]["id"], "state": "held", "cases": 0}
    ]


@pytest.mark.parametrize("public_key", ["", "no key", "BAAA"])
def test_a_device_without_a_key_isnt_paired(shop: Shop, public_key: str) -> None:
    body = {"code": pairing_code(shop), "device_name": "Kasir", "public_key": public_key}
    answer = post(Client(), "pair", body)
    assert answer.status_code == 422
    if not public_key:
        assert answer.json()["type"] == "organisation.device_has_no_key"
        assert "https" in answer.json()["detail"]
    paired = {**body, "public_key": Signer().public_key}
    assert post(Client(), "pair", paired).status_code == 200


def test_a_manager_lets_one_pair_that_cant_sign(shop: Shop) -> None:
    code = issue_pairing_code(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, without_key=True
    )
    client = Client()
    assert post(client, "pair", {"code": code, "device_name": "Kasir"}).status_code == 200
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    sale = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])])
    answer = post(client, "push", parcel(sale)).json()
    assert answer["results"][0]["state"] == "acknowledged"
