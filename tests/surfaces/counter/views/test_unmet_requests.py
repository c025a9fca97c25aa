"""What was asked for and not in stock, as a counter tells it with its sales."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine
from tests.support.unmet_requests import told_request
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import parcel
from theriac.domains.unmet_requests.models import UnmetRequest

pytestmark = pytest.mark.rows("STK-33")


def test_what_was_asked_for_comes_with_the_sales_and_once(device: Device, shop: Shop) -> None:
    asked = told_request(shop, add_medicine(shop), quantity=10)
    wrong = told_request(shop, quantity=0)
    told = {**parcel(), "asked": [asked, wrong, {"text": "no id"}]}
    for _ in range(2):
        assert device.post("push", told).json()["asked"] == [
            {"id": asked["id"], "state": "taken"},
            {"id": wrong["id"], "state": "refused"},
        ]
    row = UnmetRequest.objects.get()
    assert (str(row.id), row.quantity, row.terminal_id) == (asked["id"], 10, shop.terminal_id)


def test_unsigned_requests_stay_on_their_device(device: Device, shop: Shop) -> None:
    headers = {"X-Theriac-Signature": "AAAA"}
    answer = device.post("push", {**parcel(), "asked": [told_request(shop)]}, **headers)
    assert answer.json()["asked"] == []
    assert not UnmetRequest.objects.exists()
