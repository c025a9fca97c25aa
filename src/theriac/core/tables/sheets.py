"""Reading the rows of one sheet as they stream by.

Numbers are what a person sees in the cell: Excel keeps 17 digits of 16.38 and shows 15, so does
this. Days count from 1899-12-30 (1904-01-01 in workbooks that say so); times of day are dropped.
A formula gives its last result; one that was never worked out stands as its text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException

from theriac.core.tables.bounds import BOUNDS, TableBounds
from theriac.core.tables.cells import Cell, Moment, Row
from theriac.core.tables.delimited import too_wide
from theriac.core.tables.markup import listen, read_part
from theriac.core.tables.problems import broken_workbook
from theriac.core.tables.shared_texts import SharedTexts, unescape
from theriac.core.tables.workbook_parts import SheetPart, WorkbookParts

_SHOWN = Context(prec=15)
_DAY_ZERO = date(1899, 12, 30)
_DAY_SECONDS = 24 * 60 * 60
_DAY_ZERO_1904 = date(1904, 1, 1)
_LONGEST_NUMBER = 40
_BOOLEANS = {"0": "FALSE", "1": "TRUE"}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What turns a cell's marks into its content."""

    texts: SharedTexts
    dates: Sequence[bool]
    day_zero: date
    bounds: TableBounds


def sheet_rows(
    parts: WorkbookParts, sheet: SheetPart, bounds: TableBounds = BOUNDS
) -> Iterator[Row]:
    """Every row that the sheet writes, in its order. Raises TableBroken, TableTooLarge."""
    texts = SharedTexts(bounds)
    try:
        shared = parts.part_of_kind("sharedStrings")
        if shared is not None:
            read_part(parts.archive, shared, texts, bounds)
        day_zero = _DAY_ZERO_1904 if parts.from_1904 else _DAY_ZERO
        listener = _Sheet(_Reading(texts, parts.date_styles(), day_zero, bounds))
        for _step in listen(parts.archive, sheet.part, listener, bounds):
            while listener.rows:
                yield listener.rows.popleft()
    finally:
        texts.close()


class _Sheet:
    """Listens to a sheet's part and gathers its rows."""

    def __init__(self, reading: _Reading) -> None:
        self.rows: deque[Row] = deque()
        self._reading = reading
        self._number = 0
        self._cells: list[Cell] = []
        self._place = -1
        self._kind = self._style = ""
        self._value: list[str] = []
        self._formula: list[str] = []
        self._into: list[str] | None = None
        self._letters = 0
        self._phonetic = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self._into = self._value
        elif name == "f":
            self._into = self._formula
        elif name == "row":
            self._start_row(attributes.get("r", ""))
        elif name == "rPh":
            self._phonetic += 1

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in ("v", "t", "f"):
            self._into = None
        elif name == "row":
            self.rows.append(Row(self._number, tuple(self._cells)))
        elif name == "rPh":
            self._phonetic -= 1

    def text(self, data: str) -> None:
        if self._into is None or self._phonetic or self._letters > self._reading.bounds.letters:
            return
        self._letters += len(data)
        self._into.append(data)

    def _start_row(self, number: str) -> None:
        told = int(number) if number.isascii() and number.isdigit() else 0
        if told and (told <= self._number or told > 1_048_576):
            raise broken_workbook()
        self._number = told or self._number + 1
        self._cells = []
        self._place = -1

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._place = _column(attributes.get("r", ""), self._place + 1)
        if self._place >= self._reading.bounds.columns:
            raise too_wide(self._reading.bounds)
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._value.clear()
        self._formula.clear()
        self._letters = 0

    def _end_cell(self) -> None:
        cells = self._cells
        cell = self._content()
        if cell == "" and self._place >= len(cells):
            return
        while len(cells) <= self._place:
            cells.append("")
        cells[self._place] = cell

    def _content(self) -> Cell:
        text = "".join(self._value)
        if not text and self._formula:
            return f"={''.join(self._formula)}"
        if not text:
            return ""
        match self._kind:
            case "s":
                cell: Cell = self._shared(text)
            case "n":
                cell = self._number_or_day(text)
            case "d":
                cell = _iso_day(text)
            case "b":
                cell = _BOOLEANS.get(text, text)
            case _:
                cell = unescape(text)
        return cell

    def _shared(self, text: str) -> str:
        try:
            return self._reading.texts.get(int(text))
        except (ValueError, IndexError):
            raise broken_workbook() from None

    def _number_or_day(self, text: str) -> Cell:
        try:
            number = _SHOWN.create_decimal(text) if len(text) <= _LONGEST_NUMBER else Decimal("NaN")
        except DecimalException:
            return unescape(text)
        if not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER:
            return text
        if self._shows_date() and 0 <= number < (date.max - self._reading.day_zero).days + 1:
            return _day_or_moment(self._reading.day_zero, number)
        return number

    def _shows_date(self) -> bool:
        dates = self._reading.dates
        return (
            self._style.isascii()
            and self._style.isdigit()
            and int(self._style) < len(dates)
            and dates[int(self._style)]
        )


def _day_or_moment(day_zero: date, number: Decimal) -> Cell:
    """A day, or one with its time of day: a fraction of 24 hours, to the nearest second."""
    seconds = int(((number % 1) * _DAY_SECONDS).to_integral_value(ROUND_HALF_UP))
    days, seconds = int(number) + seconds // _DAY_SECONDS, seconds % _DAY_SECONDS
    day = day_zero + timedelta(days=min(days, (date.max - day_zero).days))
    minutes, second = divmod(seconds, 60)
    return Moment(day, time(*divmod(minutes, 60), second)) if seconds else day


def _iso_day(text: str) -> Cell:
    """2026-11-21, or 2026-11-21T08:05:00; midnight is the day."""
    try:
        day = date.fromisoformat(text[:10])
        clock = time.fromisoformat(text[11:19]) if text[10:11] == "T" else time()
    except ValueError:
        return text
    return Moment(day, clock) if clock != time() else day


def _column(reference: str, following: int) -> int:
    """The place (from 0) that ``AB12`` names; ``following`` where nothing is named."""
    place = 0
    for letter in reference.upper():
        if not "A" <= letter <= "Z":
            break
        place = place * 26 + ord(letter) - 64
    return place - 1 if place else following
