"""What a column's cells look like bears its heading out, belies it, or stands in for it."""

from __future__ import annotations

import pytest

from theriac_engine.extraction.cells.looks import is_gtin
from theriac_engine.extraction.documents import ReadDocument
from theriac_engine.extraction.readers import read

pytestmark = pytest.mark.rows("PUR-04")
CERTAIN = 0.9


def column(heading: str, *cells: str) -> tuple[str, bool]:
    """What this column is taken for beside names and prices, and whether it is sure."""
    one = list_with(heading, *cells).columns[2]
    return one.field, one.confidence >= CERTAIN


def list_with(heading: str, *cells: str) -> ReadDocument:
    rows = [f"OBAT {number} 500 MG TAB;{number}500;{one}" for number, one in enumerate(cells, 1)]
    return read("\n".join([f"NAMA BARANG;HNA;{heading};STOK", *rows]).encode(), 1)


@pytest.mark.parametrize(
    ("heading", "cells", "told"),
    [
        ("Xyz", ("8993176110012", "8999908000309", "4006381333931"), ("gtin", True)),
        ("Xyz", ("8993176110013", "8999908000308", "4006381333932"), ("", False)),
        ("Xyz", ("1", "2", "3", "4"), ("ordinal", True)),
        ("Xyz", ("12/2027", "01/2028", "06/2027"), ("expires_on", False)),
        ("Xyz", ("BOX", "STRIP", "BTL"), ("unit", False)),
        ("Xyz", ("10+1", "20+2", "5+1"), ("bonus", False)),
        ("Unit Qty", ("BOX", "STRIP", "BTL"), ("unit", False)),
        ("Diskon", ("1500", "2000", "750"), ("discount_amount", False)),
        ("Tgl ED", ("A1290", "B7731", "C8812"), ("expires_on", False)),
        ("Tgl ED", ("12/2027", "01/2028", "06/2027"), ("expires_on", True)),
    ],
)
def test_a_column_is_told_by_its_look(
    heading: str, cells: tuple[str, ...], told: tuple[str, bool]
) -> None:
    assert column(heading, *cells) == told


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("4006381333931", True),
        ("4006381333932", False),
        ("96385074", True),
        ("00000000", False),
        ("٤٠٠٦٣٨١٣", False),
        ("", False),
    ],
)
def test_a_gtin_has_its_check_digit(text: str, is_one: bool) -> None:
    assert is_gtin(text) is is_one


def test_a_unit_of_more_words_than_the_others_is_doubted() -> None:
    units = ["BOX", "STRIP", "BTL", "TUBE", "BOX", "ML TUBE"]
    sure = [line.confidence >= CERTAIN for line in list_with("Satuan", *units).lines]
    assert sure == [True] * 5 + [False]
