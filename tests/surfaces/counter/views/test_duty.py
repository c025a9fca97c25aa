"""Coming on duty at a counter and leaving, and what every counter hears of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.duty import give_licence, nobody_on_duty
from tests.support.shop import PASSWORD, Shop, add_staff
from tests.surfaces.counter.views.conftest import Device
from theriac.domains.duty.models import DutyTurn

pytestmark = pytest.mark.rows("EXT-03")


def token_of(device: Device, username: str) -> str:
    answer = device.post("sign-in", {"username": username, "password": PASSWORD})
    token: str = answer.json()["token"]
    return token


def told(device: Device) -> Any:
    return device.feed().json()["settings"]["duty"]


def test_a_pharmacist_comes_and_leaves_and_the_counter_hears_it(device: Device, shop: Shop) -> None:
    nobody_on_duty(shop)
    ratna = add_staff("pharmacist", shop.branch_id, "ratna")
    token = token_of(device, "ratna")
    assert told(device) == {"asked": True, "people": []}
    refused = device.post("duty", {"token": token})
    assert (refused.status_code, refused.json()["type"]) == (409, "duty.licence_missing")

    give_licence(shop, ratna.id, 10)
    came = device.post("duty", {"token": token})

    turn = DutyTurn.objects.get(person_id=ratna.id)
    assert (came.status_code, turn.terminal_id) == (200, shop.terminal_id)
    assert [one["name"] for one in told(device)["people"]] == ["Ratna"]
    left = device.post("duty", {"token": token, "leaves": True})
    assert (left.status_code, left.json()) == (200, {"until": None})
    assert told(device)["people"] == []


def test_who_isnt_known_and_who_may_not_comes_never(device: Device, shop: Shop) -> None:
    add_staff("cashier", shop.branch_id, "dewi")

    assert device.post("duty", {"token": ""}).status_code == 401
    assert device.post("duty", {"token": token_of(device, "dewi")}).status_code == 403
