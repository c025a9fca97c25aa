"""Opening any table."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from tests.core.tables.workbooks import workbook
from theriac.core.tables.bounds import TableBounds
from theriac.core.tables.problems import SheetMissing, TableBroken, TableRefused, TableTooLarge
from theriac.core.tables.reader import open_table, unpacked


def test_blank_rows_are_left_out_and_keep_their_numbers() -> None:
    table = open_table(io.BytesIO(b"a,b\n , \n\nx,1\n"))
    assert [row.number for row in table.rows()] == [1, 4]
    assert (table.sheets, table.sheet) == ((), "")


def test_rows_are_bounded() -> None:
    with pytest.raises(TableTooLarge) as refusal:
        list(open_table(io.BytesIO(b"a\n\nb\nc\n"), bounds=TableBounds(rows=2)).rows())
    assert str(refusal.value) == "The table has more than 2 rows. Split the file into several."


def test_a_sheet_is_chosen_by_name() -> None:
    assert open_table(workbook("<row><c><v>1</v></c></row>"), sheet="S").sheet == "S"
    with pytest.raises(SheetMissing) as refusal:
        open_table(workbook(""), sheet="Daftar")
    assert (refusal.value.field, refusal.value.facts) == ("sheet", {"sheets": ("S",)})


@pytest.mark.shared
def test_the_first_sheet_that_people_see_is_read(shared: Path) -> None:
    with (shared / "data/hostile/spreadsheets/any_sheets.xlsx").open("rb") as file:
        table = open_table(file)
    assert (table.sheets, table.sheet) == (("Visible", "Hidden", "VeryHidden"), "Visible")


@pytest.mark.shared
def test_other_kinds_of_spreadsheets_are_refused_with_a_sentence(shared: Path) -> None:
    for path in sorted((shared / "data/hostile/spreadsheets").iterdir()):
        if path.suffix in (".ods", ".xlsb", ".xls"):
            with path.open("rb") as file, pytest.raises(TableRefused) as refusal:
                list(open_table(file).rows())
            assert str(refusal.value).endswith(".")


def test_what_gzip_holds_is_unpacked_within_bounds() -> None:
    file = io.BytesIO(gzip.compress(b"a,b\n1,2\n"))
    with unpacked(file) as data:
        assert data.read() == b"a,b\n1,2\n"
    bomb = io.BytesIO(gzip.compress(b"\0" * 3_000_000))
    with pytest.raises(TableTooLarge):
        unpacked(bomb, limit=1_000_000)
    with pytest.raises(TableBroken):
        unpacked(io.BytesIO(gzip.compress(b"a,b\n1,2\n" * 1000)[:40]))
    plain = io.BytesIO(b"a,b\n")
    assert unpacked(plain) is plain
