"""Old counters at a newer server, and newer ones at this: the window of docs/counter-protocol.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.pushing import pushed_line
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.counter.domain.conftest import STATIC
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import parcel, wire_sale
from theriac.domains.sales.models import Sale
from theriac.surfaces.counter.endpoints import NEWEST, OLDEST

VERSION = "X-Theriac-Counter"
DOCUMENT = Path(__file__).parents[4] / "docs" / "counter-protocol.md"


@pytest.mark.parametrize("version", [OLDEST, NEWEST, NEWEST + 1, NEWEST + 7])
def test_counters_of_the_window_and_newer_ones_are_answered(device: Device, version: int) -> None:
    question = {"person_id": device.pairing["terminal"]["id"], "lines": []}
    answer = device.post("check", question, **{VERSION: str(version)})
    assert answer.status_code == 200
    assert answer["X-Theriac-Protocol"] == str(NEWEST)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "This counter is too old for the server. Its sales are saved and sent. Update "
            "the counter.",
        ),
        (
            "id",
            "Versi kasir ini terlalu lama untuk servernya. Penjualannya disimpan dan "
            "dikirim. Perbarui kasir.",
        ),
    ],
)
def test_an_older_one_learns_it_in_a_sentence(device: Device, language: str, sentence: str) -> None:
    asked = {"person_id": device.pairing["terminal"]["id"], "lines": []}
    said = {VERSION: str(OLDEST - 1), "X-Theriac-Language": language}
    answer = device.post("check", asked, **said)
    assert (answer.status_code, answer.json()["type"]) == (426, "counter.too_old")
    assert answer.json()["detail"] == sentence


def test_its_sales_are_booked_all_the_same(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    sale = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])])
    answer = device.post("push", parcel(sale), **{VERSION: str(OLDEST - 1)})
    assert answer.json()["results"] == [{"id": sale["id"], "state": "acknowledged", "cases": 0}]
    assert Sale.objects.count() == 1


def test_what_a_newer_counter_says_besides_is_left_alone(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    sale = wire_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])])
    sale["lines"][0]["of_tomorrow"] = {"any": "thing"}
    newer = {**parcel({**sale, "of_tomorrow": [1]}), "of_tomorrow": True}
    answer = device.post("push", newer, **{VERSION: str(NEWEST + 1)})
    assert answer.json()["results"][0]["state"] == "acknowledged"


@pytest.mark.parametrize("said", ["", "one", "-1", "²"])
def test_what_isnt_a_number_isnt_the_counter(device: Device, said: str) -> None:
    asked = {"person_id": device.pairing["terminal"]["id"], "lines": []}
    headers = {VERSION: said.encode().decode("latin-1")}
    assert device.post("check", asked, **headers).json()["type"] == "counter.not_the_counter"


def test_program_and_document_name_the_same_protocol() -> None:
    program = (STATIC / "counter" / "app" / "environment.js").read_text("utf-8")
    assert re.findall(r'"X-Theriac-Counter": "(\d+)"', program) == [str(NEWEST)]
    text = DOCUMENT.read_text("utf-8")
    assert f"`X-Theriac-Counter: {NEWEST}`" in text
    assert f"from {OLDEST} on" in text
