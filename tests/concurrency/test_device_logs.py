"""A device that got no answer sends on while its first push still runs: its log stays one chain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client

from tests.concurrency.test_pushes import SALES, sales_of
from tests.concurrency.test_sales import assert_books_clean
from tests.concurrency.test_unknown_codes import at_once
from tests.support.device_log import OwnLog
from tests.support.shop import add_medicine, open_shop, stock_up
from tests.surfaces.counter.views.conftest import Device, pair, post
from tests.surfaces.counter.views.wiring import parcel
from theriac.core.audit.models import AuditRecord
from theriac.core.database.json_text import canonical_json
from theriac.core.problems import Busy
from theriac.domains.device_logs.models import DeviceLog, LogEntry, LogFinding
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("OFF-03")]
CUT, HALF, MORE = 2, 5, 8
"""How many of the ten sales each push has sent by then."""


@pytest.fixture
def made() -> tuple[Device, list[Any]]:
    """A paired device, and ten sales that it made."""
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, SALES)
    device = pair(shop)
    return device, sales_of(device, shop, medicine, batch)


def pushing(device: Device, log: dict[str, Any], sales: Sequence[Any]) -> Callable[[], None]:
    """Sends the same until sales and log are taken, as a counter does; on cookies of its own."""
    body = {**parcel(*sales), "log": log}
    client = Client()
    client.cookies = device.client.cookies

    def send() -> None:
        while True:
            answer = post(client, "push", body, device.signer)
            told = answer.json()
            if answer.status_code == 200 and told["log"]:
                break
            assert answer.status_code == 200 or told["type"].endswith(Busy.type), told
        assert [one["state"] for one in told["results"]] == ["acknowledged"] * len(sales)

    return send


def entries() -> list[tuple[int, str]]:
    return [*LogEntry.objects.order_by("index", "hash").values_list("index", "hash")]


def test_two_pushes_at_once_leave_one_chain_with_each_entry_once(
    made: tuple[Device, list[Any]],
) -> None:
    device, sales = made
    log = OwnLog()
    for start, first, second in ((0, CUT, HALF), (HALF, MORE, SALES)):
        added = [log.add(sale) for sale in sales[start:second]]
        acts = [
            pushing(device, log.told(*added[: until - start]), sales[start:until])
            for until in (first, second)
        ]
        assert at_once(acts) == []

    assert entries() == [(one["index"], one["hash"]) for one in log.entries]
    assert DeviceLog.objects.get().chain == log.chain
    assert LogFinding.objects.count() == 0
    assert Sale.objects.count() == SALES
    assert_books_clean()


def test_what_both_of_them_show_is_found_once(made: tuple[Device, list[Any]]) -> None:
    device, sales = made
    log = OwnLog()
    added = [log.add(sale) for sale in sales[:HALF]]
    added[1] = {**added[1], "text": canonical_json(sales[1])}
    sent = [sales[0], {**sales[1], "app_version": "other"}, *sales[2:HALF]]
    acts = [pushing(device, log.told(*added[:until]), sent[:until]) for until in (CUT, HALF)]
    assert at_once(acts) == []

    found = LogFinding.objects.get()
    assert (found.kind, found.index, found.key) == ("edited", 2, sales[1]["id"])
    assert AuditRecord.objects.filter(object_kind="device_logs.finding").count() == 1
    assert entries() == [(one["index"], one["hash"]) for one in log.entries]
    assert_books_clean()
