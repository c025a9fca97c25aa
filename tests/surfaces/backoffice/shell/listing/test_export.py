import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from theriac.core.money import Money
from theriac.surfaces.backoffice.shell.listing.export import (
    csv_pieces,
    export_response,
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
