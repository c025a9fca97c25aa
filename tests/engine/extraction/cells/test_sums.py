"""Columns are told by the sums of their figures where headings say too little, and doubted."""

from __future__ import annotations

import pytest

from theriac_engine.extraction.documents import ReadDocument
from theriac_engine.extraction.readers import read

pytestmark = pytest.mark.rows("PUR-04")
CERTAIN = 0.9
ROWS = (
    ("PARACETAMOL 500 MG TAB", 10_000, 10, 9_000, 9_990, 3),
    ("AMOXICILLIN 500 MG KAPLET", 25_000, 5, 23_750, 26_363, 12),
    ("VITAMIN C 50 MG TAB", 8_000, 12, 7_040, 7_814, 7),
    ("SALBUTAMOL 2 MG TAB", 4_500, 2, 4_410, 4_895, 25),
)


def csv(headings: str, *figures: tuple[object, ...]) -> ReadDocument:
    rows = [f"{row[0]};{';'.join(map(str, more))}" for row, more in zip(ROWS, figures, strict=True)]
    return read("\n".join([f"NAMA BARANG;{headings}", *rows]).encode(), 1)


def told(document: ReadDocument) -> list[tuple[str, bool]]:
    """Each column after the first: its field, and whether it is sure."""
    return [(one.field, one.confidence >= CERTAIN) for one in document.columns[1:]]


def test_a_price_of_unknown_name_is_told_by_its_discount_and_net_price() -> None:
    document = csv("Harga Xyz;Disc %;Netto", *[row[1:4] for row in ROWS])
    assert told(document) == [
        ("price", True),
        ("discount_percent", True),
        ("price_after_discount", True),
    ]
    assert all(line.confidence >= CERTAIN for line in document.lines)


def test_a_column_that_two_headings_claim_is_the_one_whose_sum_comes_out() -> None:
    """JUMLAH is a number of pieces, or of money."""
    document = csv("Qty;Harga;Jumlah", *[(row[5], row[1], row[5] * row[1]) for row in ROWS])
    assert told(document) == [("quantity", True), ("price", True), ("amount", True)]


def test_what_neither_words_nor_sums_tell_is_not_sure() -> None:
    document = csv("Harga Xyz", *[row[1:2] for row in ROWS])
    assert told(document) == [("price", False)]
    assert all(line.confidence < CERTAIN for line in document.lines)


def test_headings_whose_sums_do_not_come_out_are_doubted() -> None:
    """A discount that doesn't make the net price; a price with tax that is less than without."""
    document = csv("Harga;Disc %;Netto", *[(row[1], 40, row[3]) for row in ROWS])
    assert not any(is_sure for _, is_sure in told(document))
    document = csv("HNA;HNA+PPN", *[(row[4], row[1] // 2) for row in ROWS])
    assert not any(is_sure for _, is_sure in told(document))


def test_an_amount_beside_a_discount_that_is_not_shown_stays_an_amount() -> None:
    document = csv("Qty;Harga;Total", *[(row[5], row[1], row[5] * row[3]) for row in ROWS])
    assert told(document) == [("quantity", True), ("price", True), ("amount", True)]


def test_quantity_and_price_that_nothing_tells_apart_are_not_sure() -> None:
    figures = [(row[5], row[1], row[5] * row[1], "A1", "BOX") for row in ROWS]
    document = csv("Xyz;Abc;Total;Kode;Satuan", *figures)
    assert all(line.confidence < CERTAIN for line in document.lines)
