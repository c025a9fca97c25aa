"""Workbooks: what people see in a cell, odd files, and files made to do harm."""

from __future__ import annotations

import io
import tracemalloc
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.core.tables.workbooks import MAIN, workbook
from theriac.core.tables.bounds import BOUNDS, TableBounds
from theriac.core.tables.cells import Cell, Moment, Row, text_of
from theriac.core.tables.problems import TableBroken, TableEmpty, TableTooLarge
from theriac.core.tables.reader import open_table

DATES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="&quot;day&quot; 0"/>'
    '<numFmt numFmtId="166" formatCode="[$-409]General"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="17"/><xf numFmtId="166"/></cellXfs>'
)


def rows(file: io.BytesIO, bounds: TableBounds = BOUNDS) -> list[Row]:
    return list(open_table(file, bounds=bounds).rows())


def cells(*marks: str, texts: str = "", styles: str = "") -> tuple[Cell, ...]:
    (row,) = rows(workbook(f"<row>{''.join(marks)}</row>", texts=texts, styles=styles))
    return row.cells


def test_numbers_are_what_a_person_sees() -> None:
    assert cells(
        "<c><v>16.379999999999999</v></c>",
        "<c><v>3400935510259</v></c>",
        "<c><v>1.25E+3</v></c>",
        "<c><v>1E999999999</v></c>",
        "<c><v>abc</v></c>",
    ) == (Decimal("16.38"), Decimal(3400935510259), Decimal(1250), "1E999999999", "abc")


def test_days_follow_the_cells_format() -> None:
    assert cells(
        '<c s="1"><v>46752</v></c>',
        '<c s="2"><v>46752</v></c>',
        '<c s="3"><v>46752.75</v></c>',
        '<c s="4"><v>46752</v></c>',
        '<c s="99"><v>46752</v></c>',
        '<c t="d"><v>2027-12-31T00:00:00</v></c>',
        styles=DATES,
    ) == (
        date(2027, 12, 31),
        Decimal(46752),
        Moment(date(2027, 12, 31), time(18)),
        Decimal(46752),
        Decimal(46752),
        date(2027, 12, 31),
    )


def test_texts_of_every_kind() -> None:
    assert cells(
        '<c t="s"><v>1</v></c>',
        '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r><rPh><t>no</t></rPh></is></c>',
        '<c t="str"><f>A1&amp;B1</f><v>result</v></c>',
        "<c><f>SUM(A1:A9)</f></c>",
        '<c t="b"><v>1</v></c>',
        '<c t="e"><v>#DIV/0!</v></c>',
        texts="<si><t>zero</t></si><si><r><t>o</t></r><r><t>ne_x000D_</t></r><rPh><t>x</t></rPh></si>",
    ) == ("one\r", "inline", "result", "=SUM(A1:A9)", "TRUE", "#DIV/0!")


def test_gaps_in_rows_and_columns_keep_their_places() -> None:
    sheet = '<row r="2"><c r="C2"><v>1</v></c></row><row><c/><c><v>2</v></c></row><row r="9"/>'
    assert rows(workbook(sheet)) == [
        Row(2, ("", "", Decimal(1))),
        Row(3, ("", Decimal(2))),
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD9"><v>1</v></c></row>',
        "<row>" + "<c/>" * 300 + "</row>",
    ],
)
def test_a_sheet_that_is_too_wide_is_refused_at_once(sheet: str) -> None:
    with pytest.raises(TableTooLarge):
        rows(workbook(sheet))


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="5"/><row r="4"/>',
        '<row r="1048577"/>',
        '<row><c t="s"><v>7</v></c></row>',
        "<row><c>",
        "</sheetData><broken",
    ],
)
def test_a_sheet_that_makes_no_sense_is_broken(sheet: str) -> None:
    with pytest.raises(TableBroken):
        rows(workbook(sheet))


def test_entities_are_refused() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        f"<sst {MAIN}><si><t>&b;</t></si></sst>"
    )
    with pytest.raises(TableBroken):
        rows(workbook('<row><c t="s"><v>0</v></c></row>', parts={"xl/sharedStrings.xml": bomb}))


def test_rows_texts_and_bytes_are_bounded() -> None:
    many = workbook("<row><c><v>1</v></c></row>" * 11, texts="<si><t>a</t></si>" * 11)
    with pytest.raises(TableTooLarge):
        rows(many, TableBounds(rows=10))
    with pytest.raises(TableTooLarge):
        rows(many, TableBounds(texts=10))
    with pytest.raises(TableTooLarge):
        rows(many, TableBounds(part_bytes=100))
    assert len(rows(many)) == 11


def test_one_long_text_in_many_cells_takes_no_memory() -> None:
    book = workbook(
        "<row><c t='s'><v>0</v></c></row>" * 20_000, texts=f"<si><t>{'x' * 100_000}</t></si>"
    )
    tracemalloc.start()
    lengths = {len(text_of(row.cells[0])) for row in open_table(book).rows()}
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(lengths) == 1
    assert peak < 8_000_000


def test_a_workbook_without_rows_or_sheets_is_empty() -> None:
    assert rows(workbook("")) == []
    with pytest.raises(TableEmpty):
        rows(workbook("", parts={"xl/workbook.xml": f"<workbook {MAIN}><sheets/></workbook>"}))


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        ("46346.336805555555", Moment(date(2026, 11, 20), time(8, 5))),
        ("46346.33680555556", Moment(date(2026, 11, 20), time(8, 5))),
        ("46346", date(2026, 11, 20)),
        ("46346.9999999", date(2026, 11, 21)),
        ("46346.99998", Moment(date(2026, 11, 20), time(23, 59, 58))),
        ("2958465.9999999", date(9999, 12, 31)),
    ],
)
def test_a_day_with_a_time_of_day_keeps_it_to_the_second(number: str, cell: Cell) -> None:
    styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='22'/></cellXfs>"
    [row] = open_table(workbook(f"<row><c s='1'><v>{number}</v></c></row>", styles=styles)).rows()
    assert row.cells == (cell,)


def test_a_moment_written_as_iso_keeps_its_time() -> None:
    cells = "<c t='d'><v>2026-11-20T08:05:00</v></c><c t='d'><v>2026-11-20T00:00:00</v></c>"
    [row] = open_table(workbook(f"<row>{cells}</row>")).rows()
    assert row.cells == (Moment(date(2026, 11, 20), time(8, 5)), date(2026, 11, 20))
    assert [text_of(cell) for cell in row.cells] == ["2026-11-20 08:05:00", "2026-11-20"]


def same(ours: Cell, theirs: object) -> bool:
    """Whether both read the same; a moment is kept to the second, a boolean is text."""
    if isinstance(theirs, datetime) and isinstance(ours, Moment):
        return abs(datetime.combine(ours.day, ours.time) - theirs) < timedelta(seconds=1)
    if isinstance(theirs, datetime):
        return (ours == theirs.date() and theirs.time() < time(0, 0, 1)) or str(ours) == str(theirs)
    if isinstance(theirs, timedelta | time):
        return isinstance(ours, date | Moment) or str(ours) == str(theirs)
    if isinstance(theirs, bool):
        return ours == str(theirs).upper()
    if isinstance(theirs, float | int):
        return isinstance(ours, Decimal) and abs(float(ours) - theirs) < 1e-9
    return text_of(ours)[:10] == str(theirs)[:10] or text_of(ours) == str(theirs)


@pytest.mark.shared
def test_the_odd_workbooks_read_as_another_library_reads_them(shared: Path) -> None:
    compared = 0
    for path in sorted((shared / "data/hostile/spreadsheets").glob("*.xlsx")):
        with path.open("rb") as file:
            table = open_table(file)
            ours = {row.number: row.cells for row in table.rows()}
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_name(table.sheet)
        for number, theirs in enumerate(sheet.to_python(skip_empty_area=False), start=1):
            for place, cell in enumerate(theirs):
                mine = ours.get(number, ())[place : place + 1]
                if str(cell).strip():
                    assert mine, (path.name, number, place, cell)
                    assert same(mine[0], cell), (path.name, number, place, mine, cell)
                    compared += 1
    assert compared > 150
