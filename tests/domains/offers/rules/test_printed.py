"""What a read line says becomes exact numbers, or a fault at its field."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.support.document_engine import a_document, told
from theriac.domains.offers.engine.client import parsed
from theriac.domains.offers.engine.contract import document_of
from theriac.domains.offers.rules.printed import marks_of, values_of

pytestmark = pytest.mark.rows("PUR-05")


def read(exponent: int = 0, **fields: Any) -> Any:
    line = told(**{"price": "40000", **fields})
    line["fields"] = {name: one for name, one in line["fields"].items() if one["text"] != "-"}
    document = document_of(parsed(json.dumps(a_document(line)).encode()))
    return values_of(document.lines[1], exponent)


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"price": "12500.5"}, {"price": 12_501}),
        ({"discount_percent": "14.525"}, {"discount_ppm": 145_250}),
        ({"discount_amount": "2000"}, {"discount_amount": 2_000}),
        ({"price_after_discount": "36000"}, {"discount_amount": 4_000}),
        ({"price_with_tax": "44400"}, {"price": 40_000, "tax_bp": 1_100, "tax_included": False}),
        (
            {"price": "-", "price_with_tax": "44400", "tax_percent": "11"},
            {"price": 44_400, "tax_bp": 1_100, "tax_included": True},
        ),
        ({"price": "-", "price_after_discount": "36000"}, {"price": 36_000, "discount_amount": 0}),
        ({"bonus": "10+1"}, {"bonus_for": 10, "bonus_packs": 1}),
        ({"minimum": "2.5", "stock": "12.9"}, {"minimum_packs": 3, "available_packs": 12}),
        ({"expires_on": "2028-01-31"}, {"expires_on": date(2028, 1, 31)}),
        ({"gtin": "8991234567890"}, {"gtin": "8991234567890"}),
        ({"gtin": "12345"}, {"gtin": ""}),
        ({"code": "KF-7\u0000\u202e" + "x" * 90}, {"code": "KF-7 " + "x" * 55}),
    ],
)
def test_what_is_printed_is_understood(fields: dict[str, Any], wanted: dict[str, Any]) -> None:
    made = read(**fields)
    assert {name: made.values[name] for name in wanted} == wanted
    assert made.faults == []


def test_paise_are_kept() -> None:
    assert read(2, price="12.345").values["price"] == 1_235


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"price": "-5"}, "price"),
        ({"price": "1e9"}, "price"),
        ({"price": "١٢"}, "price"),
        ({"price": "9999999999999"}, "price"),
        ({"discount_percent": "101"}, "discount_percent"),
        ({"discount_amount": "40001"}, "discount_amount"),
        ({"tax_percent": "250"}, "tax_percent"),
        ({"bonus": "ten+1"}, "bonus"),
        ({"expires_on": "2028-13-01"}, "expires_on"),
        ({"expires_on": "0028-01-01"}, "expires_on"),
        ({"minimum": "many"}, "minimum"),
    ],
)
def test_what_cant_be_is_a_fault(fields: dict[str, str], fault: str) -> None:
    assert read(**fields).faults == [fault]


def test_stock_in_words_is_none_and_no_fault() -> None:
    ready = {"value": None, "text": "READY", "confidence": 1, "place": {"page": 1}}
    made = read(stock=ready)
    assert (made.values["available_packs"], made.faults) == (None, [])


def test_marks_say_what_stands_where() -> None:
    document = document_of(parsed(json.dumps(a_document(told())).encode()))
    assert marks_of(document.lines[1])["price"] == {
        "text": "40000",
        "sure": 990,
        "page": 1,
        "row": None,
        "box": [1_000, 2_000, 9_000, 2_500],
    }
