"""What a body may be: bounded before it is read, shallow before it is parsed, in nobody's way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from tests.support.pushing import pushed_line
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.counter.views.conftest import HEADERS, Device, post
from tests.surfaces.counter.views.wiring import parcel, wire_sale
from theriac.core.ids import new_id
from theriac.domains.sales.models import HeldPush
from theriac.surfaces.counter import endpoints, terminals
from theriac.surfaces.counter.endpoints import DEEPEST, LARGEST, is_deep
from theriac.surfaces.counter.pushes.parcels import LARGEST_PARCEL
from theriac.surfaces.counter.views.pairing import LARGEST_PAIRING

MOST = {"pair": LARGEST_PAIRING, "push": LARGEST_PARCEL}
PATHS = (
    "pair",
    "push",
    "sign-in",
    "pin",
    "check",
    "serial",
    "offer",
    "quota",
    "patients",
    "patient/check",
    "patient/register",
)


def nested(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


@pytest.mark.parametrize("path", PATHS)
def test_a_larger_body_is_refused_before_it_is_read(
    device: Device, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoints, "is_deep", None)
    body = b'"' + b"x" * MOST.get(path, LARGEST) + b'"'
    answer = device.client.post(
        f"/counter/api/{path}", body, content_type="application/json", headers=HEADERS
    )
    assert (answer.status_code, answer.json()["type"]) == (413, "counter.too_large")


@pytest.mark.parametrize("levels", [DEEPEST + 1, 100_000])
def test_a_deeper_body_isnt_parsed(device: Device, levels: int) -> None:
    answer = device.client.post(
        "/counter/api/push", nested(levels), content_type="application/json", headers=HEADERS
    )
    assert (answer.status_code, answer.json()["type"]) == (422, "counter.not_readable")


@pytest.mark.parametrize(
    ("body", "deep"),
    [
        (nested(DEEPEST), False),
        (nested(DEEPEST + 1), True),
        (b'{"a": [{}, {"b": []}], "c": "[[[["}', False),
        (b'{"a": "\\"[[[["}', False),
        (b'{"a": "' + b'\\"' * 1_000_000, True),
        (b'"' * 1_000_001, False),
        (b'["' + b'\\"' * 1_000_000 + b"\\", True),
        (b"[" * 1_000_000, True),
        (b"[]" * 500_000, False),
        (b'{"a": "' + b"\\" * 1_000_001, True),
        (b"", False),
    ],
)
def test_levels_are_counted_outside_of_texts_and_in_one_pass(body: bytes, deep: bool) -> None:
    assert is_deep(body) is deep


@pytest.mark.parametrize("problem", [OperationalError, InterfaceError])
def test_with_the_database_away_a_counter_hears_so_and_comes_again(
    problem: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_secret: str) -> Any:
        raise problem("gone")

    monkeypatch.setattr(terminals, "find_terminal_by_secret", away)
    client = Client()
    client.cookies["theriac_terminal"] = "secret"
    for path in PATHS[1:]:
        answer = post(client, path, {})
        assert (answer.status_code, answer.json()["type"]) == (503, "counter.database_away")
        assert answer["Retry-After"] == "5"
        assert answer["X-Theriac-Time"]


@pytest.mark.parametrize(
    "many",
    [{"lines": [{}] * 30_000}, {"payments": [{}] * 30_000}, {"lines": [{"serials": [{}] * 9_000}]}],
)
def test_of_a_sale_with_too_many_parts_nothing_is_built(
    device: Device, shop: Shop, many: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("theriac.domains.sales.pushes.held._SALE", None)
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    sale = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])])
    answer = device.post("push", parcel({**sale, **many})).json()
    assert [one["state"] for one in answer["results"]] == ["held"]
    assert HeldPush.objects.get().reason == "size"


@pytest.mark.parametrize(
    ("void", "states"),
    [
        ({"reason": "\ud800"}, ["void"]),
        ({"reason": "torn\0"}, ["void"]),
        ({"reason": 7}, ["void"]),
        ({"sequence": "3"}, ["void"]),
        ({"sequence": "much"}, []),
        ({"series_id": str(new_id())}, ["refused"]),
        ({"sequence": 2**70}, ["refused"]),
    ],
)
def test_every_void_that_names_a_number_is_answered(
    device: Device, void: dict[str, Any], states: list[str]
) -> None:
    series_id = device.pairing["series"][0]["id"]
    sent = {"series_id": series_id, "sequence": 1, "reason": "torn", **void}
    answer = device.post("push", {**parcel(), "voids": [sent]}).json()
    assert [one["state"] for one in answer["voids"]] == states
    assert json.dumps(answer)
