"""The log of a device beside what it pushes: what doesn't agree is a finding, opened once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.support.device_log import OwnLog
from tests.support.pushing import pushed_line
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.counter.views.conftest import MIDYEAR, Device, pair
from tests.surfaces.counter.views.wiring import parcel, wire_sale
from theriac.core import clock
from theriac.core.database.json_text import canonical_json
from theriac.core.verification.registry import run_checks
from theriac.domains.device_logs.chain import digest_of, digest_of_text, head_text
from theriac.domains.device_logs.models import DeviceLog, LogEntry, LogFinding
from theriac.domains.sales.models import HeldPush, Sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("OFF-03")]


@pytest.fixture
def sales(device: Device, shop: Shop) -> list[Any]:
    """Four sales of one unit, numbered 1 to 4."""
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    return [
        wire_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], number)
        for number in (1, 2, 3, 4)
    ]


def push(device: Device, log: dict[str, Any] | None, *sales: Any, **more: Any) -> Any:
    return device.post("push", {**parcel(*sales), "log": log, **more}).json()


def kinds() -> list[tuple[str, int]]:
    return [*LogFinding.objects.order_by("opened_at", "id").values_list("kind", "index")]


def is_sound() -> bool:
    return not any(one.violations for one in run_checks(["device_logs.chain"]))


def test_a_log_that_agrees_opens_nothing_and_is_kept(device: Device, sales: list[Any]) -> None:
    log = OwnLog()
    first, second = log.add(sales[0]), log.add(sales[1])
    assert push(device, log.told(first, second), sales[0], sales[1])["log"] is True
    third = log.add(sales[2])
    assert push(device, log.told(third), sales[2])["log"] is True
    assert kinds() == []
    assert [*LogEntry.objects.order_by("index").values_list("index", "hash")] == [
        (one["index"], one["hash"]) for one in log.entries
    ]


def test_told_again_in_any_order_it_changes_nothing(device: Device, sales: list[Any]) -> None:
    log = OwnLog()
    entries = [log.add(sale) for sale in sales[:3]]
    push(device, log.told(*entries), *sales[:3])
    for _again in range(2):
        push(device, log.told(*entries[:2]), *sales[:2])
        push(device, log.told(entries[2]), sales[2])
    assert (LogEntry.objects.count(), kinds()) == (3, [])


def test_an_edited_sale_is_booked_and_both_versions_are_shown(
    device: Device, sales: list[Any]
) -> None:
    log = OwnLog()
    entry = log.add(sales[0])
    sent = {**sales[0], "business_on": "2020-01-01", "app_version": "other"}
    told = log.told({**entry, "text": canonical_json(sales[0])})
    answer = push(device, told, sent)
    push(device, told, sent)
    assert answer["results"][0]["state"] in {"acknowledged", "held"}
    assert Sale.objects.count() + HeldPush.objects.count() == 1
    found = LogFinding.objects.get()
    assert (found.kind, found.index, found.key) == ("edited", 1, sales[0]["id"])
    assert found.facts["number"] == sales[0]["number"]
    logged = {one["field"]: (one["logged"], one["sent"]) for one in found.facts["fields"]}
    assert logged == {
        "business_on": (sales[0]["business_on"], "2020-01-01"),
        "app_version": ("1", "other"),
    }


def test_who_prescribed_stands_in_no_version(device: Device, sales: list[Any]) -> None:
    log = OwnLog()
    ground = {"prescriber": "dr. Quillfeather"}
    entry = log.add({**sales[0], "grounds": [ground]})
    text = canonical_json({**sales[0], "grounds": [ground]})
    push(device, log.told({**entry, "text": text}), sales[0])
    facts = LogFinding.objects.get().facts
    assert [one["field"] for one in facts["fields"]] == ["grounds"]
    assert "Quillfeather" not in json.dumps(facts)


def test_a_text_that_isnt_what_was_logged_shows_no_version(
    device: Device, sales: list[Any]
) -> None:
    log = OwnLog()
    entry = log.add(sales[0])
    sent = {**sales[0], "app_version": "other"}
    push(device, log.told({**entry, "text": canonical_json({**sales[0], "total": 1})}), sent)
    assert "fields" not in LogFinding.objects.get().facts


def test_a_document_without_an_entry_is_a_finding(device: Device, sales: list[Any]) -> None:
    log = OwnLog()
    push(device, log.told(log.add(sales[0])), sales[0], sales[1])
    assert kinds() == [("unlogged", 0)]
    assert Sale.objects.count() == 2


def test_a_log_without_a_head_doesnt_hide_a_sale(device: Device, sales: list[Any]) -> None:
    push(device, {"head": None, "signed": [], "entries": []}, sales[0])
    assert kinds() == [("unlogged", 0)]


def test_a_missing_entry_is_found_once(device: Device, sales: list[Any]) -> None:
    log = OwnLog()
    entries = [log.add(sale) for sale in sales]
    push(device, log.told(entries[0]), sales[0])
    push(device, log.told(*entries[2:]), *sales[2:])
    push(device, log.told(*entries[2:]), *sales[2:])
    assert kinds() == [("missing", 3)]
    assert is_sound()


def test_a_changed_entry_is_found_and_kept_as_it_was_told(device: Device, sales: list[Any]) -> None:
    log = OwnLog()
    entries = [log.add(sale) for sale in sales[:3]]
    sent = {**sales[1], "app_version": "other"}
    changed = {**entries[1], "digest": digest_of(sent)}
    push(device, log.told(entries[0], changed, entries[2]), sales[0], sent, sales[2])
    assert kinds() == [("altered", 2)]
    assert is_sound()


def test_a_log_written_anew_no_longer_bears_out_its_signature(
    device: Device, sales: list[Any]
) -> None:
    true, false = OwnLog(), OwnLog()
    for sale in sales[:2]:
        true.add(sale)
    false.add(sales[0])
    sent = {**sales[1], "app_version": "other"}
    false.add(sent)
    place = {name: true.entries[1][name] for name in ("chain", "index", "hash")}
    text = head_text(place["chain"], place["index"], place["hash"]).encode()
    signed = [{**place, "signature": device.signer.sign("log", text)}]
    push(device, false.told(*false.entries, signed=signed), sales[0], sent)
    assert kinds() == [("signature", 2)]


def test_a_signed_head_that_agrees_says_nothing(device: Device, sales: list[Any]) -> None:
    log = OwnLog()
    entry = log.add(sales[0])
    place = {name: entry[name] for name in ("chain", "index", "hash")}
    text = head_text(*place.values()).encode()
    signed = [{**place, "signature": device.signer.sign("log", text)}]
    push(device, log.told(entry, signed=signed), sales[0])
    assert kinds() == []


def test_a_restored_copy_forks_once(device: Device, sales: list[Any]) -> None:
    log, copy = OwnLog(), OwnLog()
    for sale in sales[:2]:
        log.add(sale)
    copy.chain, copy.entries = log.chain, log.entries[:1]
    other = [copy.add(sale) for sale in sales[2:]]
    push(device, log.told(*log.entries), *sales[:2])
    push(device, copy.told(*other), *sales[2:])
    push(device, copy.told(*other), *sales[2:])
    assert kinds() == [("forked", 2)]
    assert is_sound()


def test_a_new_log_is_announced_by_a_pairing_alone(
    device: Device, shop: Shop, sales: list[Any]
) -> None:
    first, second, third = OwnLog(), OwnLog(), OwnLog()
    push(device, first.told(first.add(sales[0])), sales[0])
    again = pair(shop)
    with clock.at(MIDYEAR + timedelta(minutes=1)):
        push(again, second.told(second.add(sales[1])), sales[1])
    assert kinds() == []
    push(again, third.told(third.add(sales[2])), sales[2])
    assert kinds() == [("restarted", 0)]
    assert DeviceLog.objects.count() == 3


def test_what_is_left_of_an_earlier_pairing_is_no_new_log(
    device: Device, shop: Shop, sales: list[Any]
) -> None:
    old, new = OwnLog(), OwnLog()
    left = old.add(sales[0])
    again = pair(shop)
    push(again, new.told(left, new.add(sales[1])), sales[0], sales[1])
    assert kinds() == []


def test_a_document_that_was_deleted_here_comes_as_it_was_logged(
    device: Device, sales: list[Any]
) -> None:
    log = OwnLog()
    push(device, log.told({**log.add(sales[0]), "lost": True}), sales[0])
    assert kinds() == [("removed", 1)]
    assert Sale.objects.count() == 1


def test_an_unsigned_log_is_heard_by_nobody(device: Device, sales: list[Any]) -> None:
    log = OwnLog()
    body = {**parcel(sales[0]), "log": log.told(log.add(sales[0]))}
    answer = device.post("push", body, **{"X-Theriac-Signature": ""}).json()
    assert answer["log"] is False
    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize(
    "log",
    [
        {"entries": 3},
        {"head": "x", "entries": [None, {"chain": "x"}, 5]},
        {"entries": [{"chain": "a" * 64, "index": 2**70, "kind": "sale", "key": "k"}] * 3},
        {"head": {"chain": "A" * 64, "index": 1, "hash": "b"}, "signed": {"x": 1}},
    ],
)
def test_what_cant_be_read_of_a_log_keeps_no_sale_back(
    device: Device, sales: list[Any], log: Any
) -> None:
    assert push(device, log, sales[0])["results"][0]["state"] == "acknowledged"


def test_half_a_character_pair_can_be_hashed() -> None:
    assert digest_of({"a": "\ud83d"}) == digest_of_text('{"a":"\\ud83d"}')
