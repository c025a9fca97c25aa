"""Reserved goods at a counter: named as far as the right allows, fetched, checked, pushed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.pushing import pushed_line
from tests.support.reservations import reserve, shelf
from tests.support.shop import PASSWORD, Medicine, Shop, add_medicine, add_staff, stock_up
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import parcel, question, wire_sale
from theriac.core.ids import new_id
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.pushes.sale import PushedReserved
from theriac.domains.stock.commands.reservations.settle import release_reservation
from theriac.domains.stock.models import Reservation


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def token_of(device: Device, role: str, shop: Shop) -> str:
    add_staff(role, shop.branch_id)
    answer = device.post("sign-in", {"username": role, "password": PASSWORD})
    token: str = answer.json()["token"]
    return token


def told(device: Device, medicine: Medicine, token: str = "") -> Any:
    asked = {"token": token, "product_ids": [str(medicine.id)]}
    answer = device.post("reserved", asked)
    assert answer.status_code == 200, answer.content
    return answer.json()["reservations"]


@pytest.mark.rows("STK-12")
def test_who_signed_in_is_told_whose_goods_are_kept_how_many_and_until_when(
    device: Device, shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 10)
    order = reserve(shop, medicine, 6, reference="Web order 1042")
    row = Reservation.objects.get()
    [one] = told(device, medicine, token_of(device, "cashier", shop))
    assert row.expires_at is not None
    assert one == {
        "id": str(order),
        "product_id": str(medicine.id),
        "purpose": "order",
        "reference": "Web order 1042",
        "quantity": 6,
        "expires_at": row.expires_at.isoformat().replace("+00:00", "Z"),
        "batches": [{"batch_id": str(batch), "quantity": 6}],
    }


def test_without_a_sign_in_that_the_server_knows_nobody_is_told_whose(
    device: Device, shop: Shop, medicine: Medicine
) -> None:
    stock_up(shop, medicine, 10)
    reserve(shop, medicine, 6, reference="Web order 1042")
    for token in ("", "forged"):
        [one] = told(device, medicine, token)
        assert (one["reference"], one["quantity"]) == (None, 6)


def test_what_is_sealed_into_the_copy_names_nobody(
    device: Device, shop: Shop, medicine: Medicine
) -> None:
    stock_up(shop, medicine, 10)
    reserve(shop, medicine, 6, reference="Web order 1042")
    page = device.feed().content.decode()
    assert "Web order" not in page
    assert '"reserved":6' in page


def check(device: Device, shop: Shop, medicine: Medicine, batch: UUID, order: UUID) -> Any:
    line = pushed_line(shop, medicine, [(batch, 6)])
    named = [{"reservation_id": str(order), "quantity": 6}]
    return device.post("check", question(shop, wire_sale(shop, [line]), reserved=named)).json()


def test_the_check_before_payment_knows_what_was_fetched(
    device: Device, shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 10)
    order = reserve(shop, medicine, 10)
    answer = check(device, shop, medicine, batch, order)
    assert (answer["refusals"], answer["ended"]) == ([], [])
    release_reservation(
        actor=shop.owner,
        branch_id=shop.branch_id,
        reservation_id=order,
        version=1,
        reason="not wanted",
    )
    assert check(device, shop, medicine, batch, order)["ended"] == [str(order)]


def test_the_push_takes_what_was_fetched_and_tells_of_a_case_where_it_cant(
    device: Device, shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 10, batch_number="A")
    order = reserve(shop, medicine, 10)
    sales = []
    for sequence, kept in ((1, order), (2, new_id())):
        line = pushed_line(shop, medicine, [(batch, 4)])
        named = (PushedReserved(reservation_id=kept, quantity=4),)
        sales.append(wire_sale(shop, [line], sequence, reserved=named))
    results = device.post("push", parcel(*sales)).json()["results"]
    assert [(one["state"], one["cases"]) for one in results] == [
        ("acknowledged", 0),
        ("acknowledged", 2),
    ]
    assert shelf() == {"A": (6, 6)}
    kinds = DiscrepancyCase.objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["reservation", "stock_short"]
