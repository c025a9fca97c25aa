"""A column that a guess leaves out may hold a field: its lines wait for a person."""

from __future__ import annotations

import pytest

from theriac_engine.extraction.documents import CERTAIN, ReadDocument
from theriac_engine.extraction.headings import meaning
from theriac_engine.extraction.readers import read

pytestmark = pytest.mark.rows("PUR-04")


def document(heading: str, *cells: str) -> ReadDocument:
    names = ("PARACETAMOL 500 MG TAB", "AMOXICILLIN 500 MG CAP", "CETIRIZINE 10 MG TAB")
    pairs = zip(names, cells, strict=True)
    rows = [f"{name};{cell};3;1{n}000" for n, (name, cell) in enumerate(pairs)]
    return read("\n".join([f"NAMA BARANG;{heading};QTY;HARGA", *rows]).encode(), 5)


def sure(read_as: ReadDocument) -> list[bool]:
    return [line.confidence >= CERTAIN for line in read_as.lines]


def test_rows_numbers_and_notes_are_left_out_surely() -> None:
    assert sure(document("No", "1", "2", "3")) == [True, True, True]
    assert sure(document("Keterangan", "baru", "promo", "-")) == [True, True, True]


def test_a_number_of_rows_that_is_none_is_doubted() -> None:
    assert sure(document("No", "L2615A", "T1294C", "B8911X")) == [False, False, False]


def test_a_note_by_a_guess_is_doubted() -> None:
    field, likeness = meaning("Nomr")
    assert (field, likeness < CERTAIN) == ("ordinal", True)
    assert sure(document("Nomr", "261515", "129429", "891158")) == [False, False, False]
