"""The queue of a branch at its paired devices: numbers, and nobody's name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.support.shop import Shop
from tests.surfaces.counter.views.conftest import MIDYEAR, Device, post
from tests.surfaces.counter.views.wiring import token_of
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.domains.queue_tickets.models import QueueTicket

pytestmark = pytest.mark.rows("SAL-29")


def test_a_ticket_is_taken_called_and_served(device: Device, shop: Shop) -> None:
    token = token_of(device, "cashier", shop)
    press = {"id": str(new_id()), "kind": "prescription"}
    assert device.post("queue/issue", press).json() == {"number": "R001", "before": 0}
    assert device.post("queue/issue", press).json() == {"number": "R001", "before": 0}
    other = {"id": str(new_id()), "kind": "pickup"}
    with clock.at(MIDYEAR + timedelta(minutes=1)):
        assert device.post("queue/issue", other).json() == {"number": "P001", "before": 1}

    def call(act: str, **more: Any) -> Any:
        return device.post("queue/call", {"token": token, "act": act, **more}).json()

    [called] = call("next")["called"]
    assert (called["number"], called["is_own"], called["calls"]) == ("R001", True, 1)
    assert called["counter"]
    again = call("again", ticket_id=called["id"])["called"]
    assert [one["calls"] for one in again] == [2]
    done = call("served", ticket_id=called["id"])
    assert (done["called"], [one["number"] for one in done["waiting"]]) == ([], ["P001"])
    assert device.post("queue", {}).json()["average_wait"] == 0


def test_only_a_paired_device_sees_it_and_only_who_sells_calls(
    device: Device, shop: Shop, client: Client
) -> None:
    assert post(client, "queue", {}).status_code == 401
    press = {"id": str(new_id()), "kind": "general"}
    assert post(client, "queue/issue", press).status_code == 401
    assert device.post("queue/call", {"token": "", "act": "next"}).status_code in (401, 403)
    assert device.post("queue/issue", {**press, "kind": "vip"}).status_code == 422
    assert not QueueTicket.objects.exists()
