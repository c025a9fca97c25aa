"""The branch's public key goes to its devices, and what they seal to it arrives."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from tests.support.pushing import pushed_line, pushed_sale
from tests.support.saved import saved_file
from tests.support.sealing import SEEN, sealed_ground
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.counter.views.conftest import Device, pair
from tests.surfaces.counter.views.wiring import parcel, wire_of
from theriac.core.ids import new_id
from theriac.core.sealing.sealed import key_id_of
from theriac.domains.organisation.commands.sealing_keys import make_sealing_key
from theriac.domains.organisation.models import SealingKey
from theriac.domains.organisation.queries.sealing_keys import newest_key
from theriac.domains.sales.commands.import_saved import ImportedSales, import_saved_sales
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale, SaleGround

NAMES = (SEEN["prescriber"], SEEN["number"])


def wire(shop: Shop, sequence: int = 1) -> dict[str, Any]:
    """A sale as a counter sends it: what is sealed is null beside its text."""
    medicine = add_medicine(shop, f"Amlodipine {sequence}", legal_class="keras")
    batch = stock_up(shop, medicine, 30)
    sale_id = new_id()
    ground = sealed_ground(shop, sale_id)
    line = pushed_line(shop, medicine, [(batch, 2)], ground_id=ground.id)
    sale = wire_of(pushed_sale(shop, [line], sequence, grounds=[ground], id=sale_id))
    sale["grounds"][0] |= {"prescriber": None, "number": None, "exception": None}
    return sale


def booked() -> list[Any]:
    return [(row.details["prescriber"], row.details["number"]) for row in SaleGround.objects.all()]


def test_the_feed_brings_the_newest_public_key(device: Device, shop: Shop) -> None:
    first = device.feed().json()
    given = first["settings"]["sealing"]
    assert given["key_id"] == key_id_of(given["public_key"])
    key_id = make_sealing_key(actor=shop.owner, branch_id=shop.branch_id, reason="new")
    news = device.feed(after=first["position"]).json()
    assert news["settings"]["sealing"]["key_id"] == key_id != given["key_id"]
    assert set(given) == {"key_id", "public_key"}


def test_pairing_and_signing_in_give_a_branch_its_first_key(shop: Shop) -> None:
    SealingKey.objects.all().delete()
    device = pair(shop, Client())
    assert device.feed().json()["settings"]["sealing"] is not None
    SealingKey.objects.all().delete()
    device.post("sign-in", {"username": "owner", "password": "tidak-mudah-ditebak-7"})
    assert newest_key(shop.branch_id) is not None


def test_a_sealed_sale_is_booked_opened_and_once(device: Device, shop: Shop) -> None:
    sale = wire(shop)
    for _time in range(2):
        answer = device.post("push", parcel(sale)).json()
        assert answer["results"] == [{"id": sale["id"], "state": "acknowledged", "cases": 0}]
    assert booked() == [NAMES]
    assert DiscrepancyCase.objects.count() == 0


def test_what_doesnt_open_is_held_and_answered(device: Device, shop: Shop) -> None:
    sale, sound = wire(shop), wire(shop, 2)
    sale["grounds"][0]["sealed"] = "1.0123.AAAA"
    answer = device.post("push", parcel(sale, sound)).json()
    assert [one["state"] for one in answer["results"]] == ["held", "acknowledged"]
    assert HeldPush.objects.get().reason == "sealed"
    assert json.dumps(HeldPush.objects.get().content["grounds"][0]).count("1.0123.AAAA") == 1


def test_a_counter_of_before_sends_it_readable(device: Device, shop: Shop) -> None:
    sale = wire(shop)
    sale["grounds"][0] |= SEEN
    del sale["grounds"][0]["sealed"]
    answer = device.post("push", parcel(sale), **{"X-Theriac-Counter": "2"}).json()
    assert answer["results"] == [{"id": sale["id"], "state": "acknowledged", "cases": 0}]
    assert booked() == [NAMES]


def test_a_saved_file_is_opened_too(shop: Shop) -> None:
    data = saved_file(shop.terminal_id, wire(shop))
    assert all(name.encode() not in data for name in NAMES)
    found = import_saved_sales(actor=shop.owner, branch_id=shop.branch_id, data=data)
    assert found == ImportedSales(booked=1)
    assert booked() == [NAMES]
    again = import_saved_sales(actor=shop.owner, branch_id=shop.branch_id, data=data)
    assert again == ImportedSales(known=1)
    assert Sale.objects.count() == 1
