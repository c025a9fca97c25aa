"""What a client says of headings: bounded, in one order, and of fields that there are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from theriac_engine.service.lessons import FIELDS, LONGEST, MOST, lessons_of, read_lessons

pytestmark = pytest.mark.rows("PUR-04")
CONTRACT = json.loads(
    (Path(__file__).parents[3] / "contracts" / "engine.openapi.json").read_text("utf-8")
)


def told(*pairs: tuple[Any, Any]) -> str:
    return json.dumps([{"heading": heading, "field": field} for heading, field in pairs])


def test_the_fields_are_those_of_the_contract() -> None:
    schemas = CONTRACT["components"]["schemas"]
    assert set(schemas["Line"]["properties"]["fields"]["properties"]) == FIELDS
    assert FIELDS | {None} == set(schemas["TaughtHeading"]["properties"]["field"]["enum"])


def test_in_one_order_and_nothing_is_left_out_by_name() -> None:
    one = lessons_of(told(("Tayang", "price"), ("Arsip", None)))
    assert one == lessons_of(told(("Arsip", None), ("Tayang", "price")))
    assert read_lessons(one) == {"Arsip": "", "Tayang": "price"}
    assert lessons_of("[]") == "{}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "null",
        "[1]",
        '[{"heading": "Tayang"}]',
        told(("Tayang", "colour")),
        told(("Tayang", ["price"])),
        told(("", "price")),
        told((7, "price")),
        told(("x" * (LONGEST + 1), "price")),
        told(*[(f"Kolom {number}", None) for number in range(MOST + 1)]),
        "[" * 15_000,
        " " * 20_001,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        lessons_of(text)
