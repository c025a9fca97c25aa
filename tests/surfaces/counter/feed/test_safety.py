"""Sets of safety checks reach the counter while they are in force, without what is asked of people."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from tests.support.clinical import PAIR, a_generic, a_set, pharmacist, shipped_in_force
from tests.support.shop import Shop
from tests.surfaces.counter.views.conftest import HEADERS, Device, pair
from theriac.domains.clinical.commands.force import put_in_force, withdraw_set
from theriac.domains.clinical.rules.kinds import Kind, Tier
from theriac.domains.clinical.rules.knowledge import Line

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-13")]
AGE = Line(Kind.AGE, "aspirin", rule="reye", tier=Tier.STOP, to_months=144)


@pytest.fixture
def device(shop: Shop) -> Device:
    return pair(shop)


def sets(device: Device) -> dict[str, Any]:
    found: dict[str, Any] = device.client.get("/counter/api/safety", headers=HEADERS).json()
    return found


def version(device: Device) -> str:
    found: str = device.feed().json()["settings"]["safety"]
    return found


def test_a_draft_stays_on_the_server(device: Device, shop: Shop) -> None:
    a_set(pharmacist(shop), PAIR)
    assert version(device) == ""
    assert sets(device) == {"version": "", "sets": []}


def test_a_set_comes_with_its_name_and_goes_when_it_is_withdrawn(
    device: Device, shop: Shop
) -> None:
    actor = pharmacist(shop)
    set_id = a_set(actor, PAIR, AGE)
    put_in_force(actor=actor, set_id=set_id, reason="reviewed")
    told = sets(device)
    assert told["version"] == version(device) != ""
    assert told["sets"] == [
        {
            "name": "Licensed",
            "edition": "1",
            "checks": ["interactions", "age"],
            "lines": [
                {
                    "kind": "pair",
                    "first": "warfarin",
                    "second": "vitamin k",
                    "rule": "r1",
                    "tier": 2,
                    "said": {"en": "Less effect."},
                    "source": "Test",
                }
            ],
        }
    ]
    withdraw_set(actor=actor, set_id=set_id, reason="outdated")
    assert version(device) == ""


def test_a_device_learns_of_another_set_with_its_next_page(device: Device, shop: Shop) -> None:
    place = device.feed().json()["position"]
    actor = pharmacist(shop)
    set_id = a_set(actor, PAIR)
    put_in_force(actor=actor, set_id=set_id, reason="reviewed")
    page = device.feed(after=place).json()
    assert page["settings"]["safety"] == sets(device)["version"]


def test_the_shipped_sets_are_small_on_the_wire(device: Device, shop: Shop) -> None:
    shipped_in_force(pharmacist(shop))
    headers = {**HEADERS, "Accept-Encoding": "gzip"}
    answer = device.client.get("/counter/api/safety", headers=headers)
    assert len(answer.content) < 20_000
    told = json.loads(gzip.decompress(answer.content))
    kinds = {line["kind"] for one in told["sets"] for line in one["lines"]}
    assert kinds == {"pair", "member", "name", "dose"}


def test_only_a_paired_device_gets_them(shop: Shop, client: Any) -> None:
    answer = client.get("/counter/api/safety", headers=HEADERS)
    assert (answer.status_code, answer.json()["type"]) == (401, "organisation.terminal_not_paired")


def test_products_tell_what_is_in_them(device: Device, shop: Shop) -> None:
    a_generic(shop, "Aspilet", ("Acetylsalicylic acid", "80 mg"), atc="B01AC06")
    [product] = device.feed().json()["products"]
    assert (product["contents"], product["atc"], product["generic_form"]) == (
        ["acetylsalicylic acid"],
        "B01AC06",
        "tablet",
    )
    assert product["amounts"] == ["80000"]
