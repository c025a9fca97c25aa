"""Parked baskets as counters tell, list and fetch them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from tests.support.parked import parked_told
from tests.support.shop import Shop
from tests.surfaces.counter.views.conftest import Device, pair
from theriac.domains.organisation.commands.terminals import register_terminal

pytestmark = pytest.mark.rows("SAL-14")


@pytest.fixture
def beside(device: Device, shop: Shop) -> Device:
    other = register_terminal(actor=shop.owner, branch_id=shop.branch_id, code="K2", name="Kasir 2")
    return pair(replace(shop, terminal_id=other), Client())


def test_another_counter_lists_and_fetches_it_once(
    device: Device, beside: Device, shop: Shop
) -> None:
    told = parked_told(shop, name="Ibu Sari")
    assert device.post("parked", {"baskets": [told]}).json() == {
        "states": [{"id": told["id"], "state": "waiting"}]
    }
    [row] = beside.post("parked/list", {"token": "", "own": []}).json()["waiting"]
    assert (row["id"], row["lines"], row["total"], row["name"]) == (told["id"], 2, 14_000, "")
    assert row["terminal"]
    ask = {"basket_id": told["id"], "person_id": str(shop.owner.id)}
    got = beside.post("parked/fetch", ask).json()
    assert (len(got["basket"]["lines"]), got["name"]) == (2, "Ibu Sari")
    late = device.post("parked/fetch", {**ask, "changed_at": told["changed_at"]})
    assert (late.status_code, late.json()["type"]) == (409, "parked_baskets.gone")
    asked = device.post("parked/list", {"token": "", "own": [told["id"]]}).json()
    assert (asked["waiting"], [one["state"] for one in asked["gone"]]) == ([], ["fetched"])


def test_nothing_is_told_or_fetched_without_the_devices_signature(
    device: Device, shop: Shop
) -> None:
    unsigned = {"X-Theriac-Signature": "AAAA"}
    told = parked_told(shop)
    assert device.post("parked", {"baskets": [told]}, **unsigned).status_code == 403
    ask = {"basket_id": told["id"], "person_id": str(shop.owner.id)}
    assert device.post("parked/fetch", ask, **unsigned).status_code == 403
    assert device.post("parked/fetch", ask).status_code == 404
