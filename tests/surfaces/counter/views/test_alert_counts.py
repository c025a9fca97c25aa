"""A device's counts of alerts: signed, absolute, bounded; a repeat changes nothing, less lowers none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.clinical import PAIR, a_set, pharmacist
from tests.support.shop import Shop
from tests.support.signers import Signer
from tests.surfaces.counter.views.conftest import Device, pair, post
from theriac.core.audit.models import AuditRecord
from theriac.domains.clinical.commands.count import MOST_A_DAY
from theriac.domains.clinical.models import AlertCount
from theriac.surfaces.counter.terminals import SIGNATURE

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-16")]


@pytest.fixture
def device(shop: Shop) -> Device:
    a_set(pharmacist(shop), PAIR)
    return pair(shop)


def count(shop: Shop, **changes: Any) -> dict[str, Any]:
    return {
        "on": shop.today.isoformat(),
        "check": "interactions",
        "set_name": "Licensed",
        "rule": "r1",
        "tier": 2,
        "shown": 5,
        "answered": 3,
        "heeded": 1,
        **changes,
    }


def tell(device: Device, *counts: dict[str, Any]) -> int:
    answer = device.post("alert-counts", {"counts": counts})
    status: int = answer.status_code
    return status


def kept() -> list[tuple[int, int, int]]:
    rows = AlertCount.objects.order_by("on", "rule")
    return list(rows.values_list("shown", "answered", "heeded"))


def test_twice_is_once_and_a_lower_number_lowers_nothing(device: Device, shop: Shop) -> None:
    assert tell(device, count(shop)) == 204
    trail = AuditRecord.objects.filter(command="clinical.count_alerts")
    assert (kept(), trail.count()) == ([(5, 3, 1)], 1)
    tell(device, count(shop))
    tell(device, count(shop, shown=2, answered=0, heeded=0))
    assert (kept(), trail.count()) == ([(5, 3, 1)], 1)
    yesterday = (shop.today - timedelta(days=1)).isoformat()
    tell(device, count(shop, shown=6), count(shop, on=yesterday))
    assert kept() == [(5, 3, 1), (6, 3, 1)]
    assert {one.branch_id for one in AlertCount.objects.all()} == {shop.branch_id}
    again = pair(shop)
    tell(again, count(shop, shown=1, answered=1, heeded=0))
    assert sum(shown for shown, _answered, _heeded in kept()) == 12


def test_what_can_be_no_count_is_left_out(device: Device, shop: Shop) -> None:
    far = [shop.today + timedelta(days=days) for days in (-61, 2)]
    wrong: list[dict[str, Any]] = [
        {"rule": "Siti Nurhaliza"},
        {"set_name": "Another"},
        {"check": "doses"},
        {"check": "astrology"},
        {"check": "allergies", "rule": "allergy:class", "set_name": ""},
        {"check": "duplicates", "rule": "r1", "set_name": ""},
        {"answered": 5},
        {"shown": MOST_A_DAY + 1},
        {"shown": -1},
        {"tier": 4},
        {"rule": ""},
        {"rule": "r" * 261},
        *({"on": day.isoformat()} for day in far),
    ]
    assert tell(device, *(count(shop, **one) for one in wrong)) == 204
    assert kept() == []
    person = count(shop, check="allergies", rule="allergies", set_name="")
    twice = count(shop, check="duplicates", rule="duplicate:same_atc4", set_name="")
    assert tell(device, *(count(shop, **one) for one in wrong), person, twice) == 204
    assert kept() == [(5, 3, 1)] * 2
    assert tell(device, *[count(shop)] * 301) == 422
    assert tell(device, {"on": "never"}) == 422


def test_only_what_the_device_signed_counts(device: Device, shop: Shop) -> None:
    body = {"counts": [count(shop)]}
    for signature in ("", Signer().sign("alert-counts", b"{}")):
        answer = post(device.client, "alert-counts", body, **{SIGNATURE: signature})
        assert answer.status_code == 403
    device.client.cookies.clear()
    assert tell(device, count(shop)) == 401
    assert kept() == []
