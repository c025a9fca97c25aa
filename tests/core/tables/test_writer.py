"""What is written comes back as it was, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from theriac.core.tables.cells import Cell, text_of
from theriac.core.tables.marks import guarded, is_formula_like, unguarded
from theriac.core.tables.reader import open_table
from theriac.core.tables.writer import write_table

ROWS: list[list[Cell]] = [
    ["Parasetamol 500 mg", Decimal("12500.50"), date(2027, 2, 28)],
    ['a\nb, "c"; d', Decimal(3400935510259), ""],
    ["=1+1", "'=1+1", "-"],
]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_comes_back(form: str) -> None:
    file = io.BytesIO()
    assert write_table(file, form, ["name", "price", "expiry"], ROWS) == 3
    _head, *rows = open_table(file).rows()
    texts = [[unguarded(text_of(cell)) for cell in row.cells] for row in rows]
    assert texts == [
        ["Parasetamol 500 mg", "12500.5", "2027-02-28"],
        ['a\nb, "c"; d', "3400935510259", *([""] if form == "csv" else [])],
        ["=1+1", "'=1+1", "-"],
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.shared
def test_naughty_strings_and_injections_come_back_and_are_never_run(
    form: str, shared: Path
) -> None:
    naughty = json.loads((shared / "data/hostile/text/blns.json").read_text("utf-8"))
    injections = (shared / "data/hostile/text/csv_injection.txt").read_text("utf-8").splitlines()
    texts = [text for text in (*naughty, *injections) if text.strip() and "\0" not in text]
    assert len(texts) > 500
    file = io.BytesIO()
    write_table(file, form, ["text", "end"], [[text, "."] for text in texts])
    rows = list(open_table(file).rows())[1:]
    assert [unguarded(text_of(row.cells[0])) for row in rows] == texts
    if form == "csv":
        file.seek(0)
        written = csv.reader(io.TextIOWrapper(file, "utf-8-sig", newline=""))
        assert [row for row in written if row[0].startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@pytest.mark.parametrize(
    ("text", "runs", "out"),
    [
        ('=HYPERLINK("x")', True, '\'=HYPERLINK("x")'),
        ("+62 812", False, "'+62 812"),
        ("-5", False, "'-5"),
        ("-", False, "'-"),
        ("@SUM(1)", True, "'@SUM(1)"),
        ("\t=1", True, "'\t=1"),
        ("'=1", False, "''=1"),
        ("'n", False, "'n"),
        ("paracetamol", False, "paracetamol"),
    ],
)
def test_marks_are_guarded_and_taken_off_again(text: str, runs: bool, out: str) -> None:
    assert (is_formula_like(text), guarded(text)) == (runs, out)
    assert unguarded(guarded(text)) == text
