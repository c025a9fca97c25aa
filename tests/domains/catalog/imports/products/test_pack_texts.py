"""Pack sizes written as a text: what is counted is multiplied, a measure isn't."""

from __future__ import annotations

import pytest

from theriac.domains.catalog.imports.products.pack_texts import PackText, read_pack_text


@pytest.mark.parametrize(
    ("text", "units", "unit"),
    [
        ("10x10", 100, ""),
        ("10 x 10's", 100, ""),
        ("10 X 10\u2019s", 100, ""),
        ("3x10 TAB", 30, "tablet"),
        ("10*10", 100, ""),
        ("10 \u00d7 10", 100, ""),
        ("1x15ml", 1, ""),
        ("10 x 2,5 ml", 10, ""),
        ("5x1.5g", 5, ""),
        ("2 box x 10 strip x 10 kaps", 200, "capsule"),
        ("10's", 10, ""),
        ("30 tablets", 30, "tablet"),
    ],
)
def test_a_pack_text_is_read(text: str, units: int, unit: str) -> None:
    assert read_pack_text(text) == PackText(units, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "100",
        "10.5",
        "1.000",
        "15ml",
        "0x10",
        "10x",
        "x10",
        "12x5cm",
        "ten",
        "10x10 of it",
        "1" * 90,
    ],
)
def test_what_is_none_isnt_read(text: str) -> None:
    assert read_pack_text(text) is None
