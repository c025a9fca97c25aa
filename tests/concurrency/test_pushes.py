"""Counters that push at once: the last units are booked once, every sale is kept, none twice."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Sum
from django.test import Client

from tests.concurrency.test_sales import all_at_once, assert_books_clean
from tests.support.pushing import pushed_line, pushed_sale
from tests.support.reservations import reserve
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from tests.surfaces.counter.views.conftest import Device, pair, post
from tests.surfaces.counter.views.wiring import parcel, wire_of
from theriac.core.problems import Busy
from theriac.countries.registry import profile_for
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.pushes.sale import PushedReserved
from theriac.domains.sales.queries.series import missing_numbers
from theriac.domains.stock.models import Balance, Movement, Reservation

pytestmark = pytest.mark.django_db(transaction=True)
COUNTERS, SALES, UNITS = 4, 10, 10


def paired_counters(shop: Shop) -> list[Device]:
    others = [
        register_terminal(
            actor=shop.owner, branch_id=shop.branch_id, code=f"P{number}", name=f"P{number}"
        )
        for number in range(1, COUNTERS)
    ]
    ids = [shop.terminal_id, *others]
    return [pair(replace(shop, terminal_id=terminal_id)) for terminal_id in ids]


def sales_of(device: Device, shop: Shop, medicine: Any, batch: Any, **more: Any) -> list[Any]:
    """Ten sales of one unit, numbered in the device's own series."""
    series = device.pairing["series"][0]
    write = profile_for(shop.country).format_number
    return [
        wire_of(
            pushed_sale(
                shop,
                [pushed_line(shop, medicine, [(batch, 1)])],
                sequence,
                series_id=series["id"],
                number=write(series["prefix"], sequence),
                **more,
            )
        )
        for sequence in range(1, SALES + 1)
    ]


@pytest.mark.rows("OFF-04")
def test_forty_sales_of_the_last_ten_units_each_pushed_three_times(rng: random.Random) -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, UNITS)
    devices = paired_counters(shop)
    parcels = [
        (device, parcel(*sales[at : at + size]))
        for device, size in zip(devices, (1, 2, 5, 10), strict=True)
        for sales in [sales_of(device, shop, medicine, batch)]
        for at in range(0, SALES, size)
    ] * 3
    rng.shuffle(parcels)

    def send(device: Device, body: Any) -> str:
        client = Client()
        client.cookies = device.client.cookies
        answer = post(client, "push", body, device.signer)
        while answer.status_code == Busy.status and answer.json()["type"].endswith(Busy.type):
            answer = post(client, "push", body, device.signer)  # as a counter does
        states = {result["state"] for result in answer.json()["results"]}
        return f"{answer.status_code} {' '.join(states)} {len(answer.json()['results'])}"

    answers = all_at_once([lambda one=one: send(*one) for one in parcels], clients=8)  # type: ignore[misc]

    sizes = Counter(f"200 acknowledged {len(body['sales'])}" for _device, body in parcels)
    assert answers == sizes
    assert Sale.objects.count() == COUNTERS * SALES
    assert Movement.objects.filter(kind="sale").aggregate(units=Sum("quantity"))["units"] == UNITS
    assert Balance.objects.get().quantity == 0
    assert dict(Counter(DiscrepancyCase.objects.values_list("kind", flat=True))) == {
        "stock_short": COUNTERS * SALES - UNITS
    }
    assert missing_numbers(actor=shop.owner, branch_id=shop.branch_id) == []
    assert_books_clean()


@pytest.mark.rows("STK-12")
def test_counters_that_fetch_one_reservation_have_each_unit_of_it_once() -> None:
    """Eight units are kept for an order and two are free; four counters sell from the order."""
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, UNITS)
    order = reserve(shop, medicine, 8)
    devices = paired_counters(shop)
    named = (PushedReserved(reservation_id=order, quantity=1),)
    parcels = [
        (device, parcel(*sales[at : at + 2]))
        for device in devices
        for sales in [sales_of(device, shop, medicine, batch, reserved=named)]
        for at in range(0, SALES, 2)
    ]

    def send(device: Device, body: Any) -> str:
        client = Client()
        client.cookies = device.client.cookies
        answer = post(client, "push", body, device.signer)
        while answer.status_code == Busy.status and answer.json()["type"].endswith(Busy.type):
            answer = post(client, "push", body, device.signer)  # as a counter does
        return str(answer.status_code)

    all_at_once([lambda one=one: send(*one) for one in parcels], clients=8)  # type: ignore[misc]

    assert Sale.objects.count() == COUNTERS * SALES
    assert Balance.objects.values_list("quantity", "reserved").get() == (0, 0)
    row = Reservation.objects.get()
    assert (row.state, row.quantity, row.asked) == ("taken", 1, 8)
    assert dict(Counter(DiscrepancyCase.objects.values_list("kind", flat=True))) == {
        "stock_short": COUNTERS * SALES - UNITS,
        "reservation": COUNTERS * SALES - 8,
    }
    assert_books_clean()
