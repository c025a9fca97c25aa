import io
from datetime import date, datetime
from decimal import Decimal
from xml.dom.minidom import parseString
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from theriac.surfaces.backoffice.shell.listing.workbook import (
    LONGEST_TEXT,
    Cell,
    write_workbook,
)

HEAD = ["Text", "Number", "Money"]


def read(rows: list[list[Cell]]) -> list[list[object]]:
    file = io.BytesIO()
    write_workbook(file, HEAD, rows)
    file.seek(0)
    return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()  # type: ignore[return-value]


def test_texts_are_texts_and_numbers_are_numbers() -> None:
    rows: list[list[Cell]] = [["=1+1", 12, Decimal("31.50")], ["https://example.org", -3, ""]]
    assert read(rows) == [HEAD, ["=1+1", 12.0, 31.5], ["https://example.org", -3.0, ""]]


def test_dates_are_dates_and_instants_have_their_time() -> None:
    day, moment = date(2026, 11, 21), datetime(2026, 2, 28, 23, 59, 30)
    assert read([[day, moment, date(1900, 1, 1)]])[1] == [day, moment, "1900-01-01"]


def test_every_part_is_well_formed_and_no_cell_is_a_formula() -> None:
    file = io.BytesIO()
    write_workbook(file, HEAD, [["=HYPERLINK(1)", 1, 2], ['a ]]> b < c & "d"', 1, 2]])
    with ZipFile(file) as book:
        for name in book.namelist():
            parseString(book.read(name))
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@given(st.text(max_size=60).filter(lambda text: text.strip()))
def test_any_text_leaves_and_what_xml_can_hold_comes_back(text: str) -> None:
    found = read([[text, 1, 2]])[1][0]
    assert isinstance(found, str)
    if text.isprintable() and "_x" not in text:
        assert found == text


def test_a_text_like_a_mark_stays_what_it_is() -> None:
    assert read([["_x0041_", 1, 2]])[1][0] == "_x0041_"


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert len(str(read([["x" * 40_000, 1, 2]])[1][0])) == LONGEST_TEXT


def test_many_rows_leave_in_their_order() -> None:
    rows: list[list[Cell]] = [[f"row {number}", number, 0] for number in range(1_203)]
    assert [row[1] for row in read(rows)[1:]] == list(range(1_203))
