"""Codes that nobody knows, as a device tells that they were kept there for the office."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.support.shop import Shop, add_medicine
from tests.support.unknown_codes import UNKNOWN
from tests.surfaces.counter.views.conftest import Device, pair
from tests.surfaces.other_branch import shop_there
from theriac.core.audit.models import AuditRecord
from theriac.domains.catalog.models import Barcode, CodeSighting, UnknownCode
from theriac.domains.catalog.models.unknown_code import MOST_A_DAY


def said(shop: Shop, code: str = UNKNOWN, **more: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "code": code,
        "note": "",
        "person_id": str(shop.owner.id),
        "seen_at": "2026-06-15T02:00:00Z",
    } | more


def tell(device: Device, *codes: dict[str, Any]) -> Any:
    return device.post("unknown-codes", {"codes": list(codes)})


def test_each_is_counted_once_however_often_it_is_told(device: Device, shop: Shop) -> None:
    one, two = said(shop, note="Blue box"), said(shop, f"]d201{UNKNOWN}10B7")
    for _turn in (1, 2):
        answer = tell(device, one, two)
        assert answer.json() == {"taken": [one["id"], two["id"]], "refused": []}
    code = UnknownCode.objects.get()
    assert (code.code, code.times, code.note) == (UNKNOWN, 2, "Blue box")
    assert (code.branch_id, code.terminal_id) == (shop.branch_id, shop.terminal_id)
    sighting = CodeSighting.objects.get(id=one["id"])
    assert sighting.person_id == shop.owner.id
    assert sighting.seen_at.isoformat() == "2026-06-15T02:00:00+00:00"
    assert AuditRecord.objects.filter(command="catalog.keep_unknown_code").count() == 2


def test_another_branchs_counter_counts_the_same_code(device: Device, shop: Shop) -> None:
    there = shop_there(shop)
    tell(device, said(shop))
    tell(pair(there), said(shop))
    assert UnknownCode.objects.get().times == 2
    assert {one.branch_id for one in CodeSighting.objects.all()} == {
        shop.branch_id,
        there.branch_id,
    }


def test_what_no_barcode_can_be_is_left_out_and_the_others_are_taken(
    device: Device, shop: Shop
) -> None:
    hostile = [
        said(shop, code)
        for code in ("", "8992222333307", "X" * 61, "RAK\u202e77", "RAK\x0777", "RAK\u200b7")
    ]
    good = said(shop, "RAK-77", note="<b>\u202ebox</b>\x1b[2J" + "x" * 300)
    answer = tell(device, *hostile, good)
    assert answer.json() == {"taken": [good["id"]], "refused": [one["id"] for one in hostile]}
    code = UnknownCode.objects.get()
    assert code.code == "RAK-77"
    assert code.note.isprintable()
    assert len(code.note) == 120


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "X" * 501},
        {"code": "a\0b"},
        {"code": 7},
        {"note": "n" * 501},
        {"id": "1"},
        {"seen_at": "yesterday"},
        {"person_id": None},
    ],
)
def test_what_isnt_of_the_form_is_refused_whole(
    device: Device, shop: Shop, wrong: dict[str, Any]
) -> None:
    assert tell(device, said(shop), said(shop) | wrong).status_code == 422
    assert not UnknownCode.objects.exists()


def test_no_more_at_once_and_no_more_a_day(device: Device, shop: Shop) -> None:
    assert tell(device, *[said(shop)] * 101).status_code == 422
    codes = [said(shop, f"RAK-{number:03}") for number in range(MOST_A_DAY + 1)]
    assert len(tell(device, *codes[:60]).json()["taken"]) == 60
    answer = tell(device, *codes[50:]).json()
    assert answer == {"taken": [one["id"] for one in codes[50:-1]], "refused": []}
    assert UnknownCode.objects.count() == MOST_A_DAY


def test_a_code_that_opens_a_pack_by_now_is_taken_and_not_listed(
    device: Device, shop: Shop
) -> None:
    Barcode.objects.create(pack_id=add_medicine(shop).packs[1], code=UNKNOWN)
    one = said(shop)
    assert tell(device, one).json() == {"taken": [one["id"]], "refused": []}
    assert not UnknownCode.objects.exists()


def test_a_device_that_isnt_paired_any_more_tells_nothing(device: Device, shop: Shop) -> None:
    pair(shop)
    assert tell(device, said(shop)).status_code == 401
    assert not UnknownCode.objects.exists()
