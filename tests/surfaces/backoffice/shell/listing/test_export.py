import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from theriac.core.money import Money
from theriac.surfaces.backoffice.shell.listing.export import (
    Export,
    FieldCells,
    cell_of,
    csv_pieces,
    export_response,
    money_in,
    plain_cell,
    safe_cell,
)

DANGEROUS = ["=1+1", "+62812", "-2", "@SUM(A1)", "\tx", "\r=1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "yes"),
        (-10, -10),
        (Money(137100, "IDR"), Decimal(137100)),
        (Money(-3150, "INR"), Decimal("-31.50")),
        (date(2026, 11, 20), "2026-11-20"),
        (datetime(2026, 11, 20, 3, 42, tzinfo=UTC), "2026-11-20T03:42:00+00:00"),
        ("Paracetamol", "Paracetamol"),
    ],
)
def test_a_cell_is_plain(value: object, cell: object) -> None:
    assert plain_cell(value) == cell
    assert safe_cell(value) == cell


@pytest.mark.rows("CAT-14")
def test_csv_holds_every_row_and_reads_back() -> None:
    rows = [[number, f"naïve “{number}”, x\ny"] for number in range(1203)]
    pieces = list(csv_pieces(["№", "=Name"], rows))
    assert len(pieces) > 3
    text = "".join(pieces)
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert read[0] == ["№", "'=Name"]
    assert read[1:] == [[str(number), words] for number, words in rows]


def test_the_answer_is_a_download_that_nobody_keeps() -> None:
    response = export_response("xlsx", "stock", ["a"], [[1]])
    assert response["Content-Disposition"] == 'attachment; filename="stock.xlsx"'
    assert response["Cache-Control"] == "no-store"
    assert b"".join(response.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    response.file_to_stream.close()  # type: ignore[attr-defined]


def test_cells_come_of_fields_alone_where_no_column_needs_a_row() -> None:
    columns = [Export("Total", money_in("total")), Export("Tax", money_in("tax"))]
    fields = FieldCells.of([Export("Number", "number"), *columns, Export("Currency", "currency")])
    assert fields is not None
    assert fields.paths == ["number", "total", "currency", "tax"]
    cells = fields.cells(("A/7", 500, "INR", 54))
    assert cells == ["A/7", Money(500, "INR"), Money(54, "INR"), "INR"]
    row = SimpleNamespace(total=500, tax=54, currency="INR")
    assert [cell_of(row, one.source) for one in columns] == cells[1:3]


def test_columns_that_are_fields_are_given_as_they_were_read() -> None:
    fields = FieldCells.of([Export("Number", "number"), Export("Maker", "manufacturer__name")])
    assert fields is not None
    row = ("A/7", "Kimia Farma")
    assert fields.cells(row) is row
    twice = FieldCells.of([Export("Number", "number"), Export("The same", "number")])
    assert twice is not None
    assert (twice.paths, twice.cells(("A/7",))) == (["number"], ["A/7", "A/7"])


def test_who_is_given_no_column_is_given_no_field() -> None:
    assert FieldCells.of([]) is None


def test_a_column_of_a_loaded_row_needs_the_row() -> None:
    assert FieldCells.of([Export("Number", "number"), Export("Who", lambda row: row.who)]) is None
