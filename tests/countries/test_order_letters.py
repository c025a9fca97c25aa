"""Which goods stand on one order letter: Indonesia's vectors; elsewhere everything on one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.architecture.source import ROOT
from theriac.countries.registry import PROFILES
from theriac.countries.suppliers import NoOneForm, OrderedGood, OrderForm, together

VECTORS = json.loads((ROOT / "contracts/vectors/id_surat_pesanan.json").read_text("utf-8"))
CLASSES = {"biasa": "bebas", "oot": "keras", "prekursor": "keras"}
TITLES = {
    "narkotika": "SP Narkotika",
    "psikotropika": "SP Psikotropika",
    "prekursor": "SP Prekursor",
    "oot": "SP OOT",
    "biasa": "SP biasa",
}

pytestmark = pytest.mark.rows("PUR-24")


def judged(country: str, goods: list[OrderedGood]) -> OrderForm | NoOneForm:
    profile = PROFILES[country]
    return together([profile.order_form(one) for one in goods], goods)


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["id"])
def test_indonesia_as_the_vectors_say(case: dict[str, Any]) -> None:
    goods = [
        OrderedGood(one["name"], CLASSES.get(one["class"], one["class"]), one["name"])
        for one in case["items"]
    ]
    found, expected = judged("id", goods), case["expect"]
    if expected["ok"]:
        assert isinstance(found, OrderForm)
        assert TITLES[found.code] == expected["form"]
    else:
        assert isinstance(found, NoOneForm)
        assert found.value == expected["why"]


def test_a_narcotic_comes_in_four_signed_copies_one_a_form() -> None:
    form = judged("id", [OrderedGood("a", "narkotika", "Morphine")])
    assert isinstance(form, OrderForm)
    assert (form.copies, form.is_one_item, form.is_signed) == (4, True, True)


def test_substances_are_read_as_whole_words() -> None:
    form = PROFILES["id"].order_form(OrderedGood("a", "keras", "Tramadol HCl 50 mg"))
    assert form.code == "oot"
    assert PROFILES["id"].order_form(OrderedGood("a", "keras", "Tramadolum")).code == "biasa"


@pytest.mark.parametrize("country", ["in", "generic"])
def test_elsewhere_everything_stands_on_one(country: str) -> None:
    goods = [OrderedGood("a", "X"), OrderedGood("b", "H")]
    form = judged(country, goods)
    assert isinstance(form, OrderForm)
    assert form.code == "order"
