"""Unsent sales of another counter, which this one brings to the server: by who may settle."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.pushing import pushed_line
from tests.support.saved import saved_file
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import token_of, wire_sale
from tests.surfaces.other_branch import shop_there
from theriac.domains.sales.models import HeldPush, Sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("OFF-09")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 100)


def sale_of(shop: Shop, medicine: Medicine, batch: UUID) -> Any:
    return wire_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])], 1)


def test_it_is_booked_once_however_often_it_is_read(
    device: Device, shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    file = saved_file(shop.terminal_id, sale_of(shop, medicine, batch), signer=device.signer)
    body = {"token": token_of(device, "manager", shop), "file": file.decode()}
    first, again = device.post("saved", body).json(), device.post("saved", body).json()
    assert (first["sales"]["booked"], first["sales"]["known"]) == (1, 0)
    assert (again["sales"]["booked"], again["sales"]["known"]) == (0, 1)
    assert Sale.objects.count() == 1


def test_what_no_device_signed_is_held(
    device: Device, shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    file = saved_file(shop.terminal_id, sale_of(shop, medicine, batch))
    body = {"token": token_of(device, "manager", shop), "file": file.decode()}
    assert device.post("saved", body).json()["sales"]["held"] == 1
    assert HeldPush.objects.get().reason == "unsigned"


def test_who_may_not_settle_another_branch_and_another_text_are_refused(
    device: Device, shop: Shop, medicine: Medicine, batch: UUID
) -> None:
    file = saved_file(shop.terminal_id, sale_of(shop, medicine, batch), signer=device.signer)
    cashier = {"token": token_of(device, "cashier", shop), "file": file.decode()}
    assert device.post("saved", cashier).status_code == 403
    token = token_of(device, "manager", shop)
    elsewhere = saved_file(shop_there(shop).terminal_id).decode()
    assert device.post("saved", {"token": token, "file": elsewhere}).status_code == 422
    assert device.post("saved", {"token": token, "file": "x"}).status_code == 422
    assert device.post("saved", {"token": "", "file": file.decode()}).status_code == 401
    assert not Sale.objects.exists()
