"""The file of a temperature logger, as devices write it: what its columns and its head lines tell.

Above the names of the columns may stand lines about the device (serial number, unit, time zone).
Day and time of day stand in one column or in two. What the file doesn't tell is asked, never
guessed: the sensor, the order of day and month, which of several temperatures. A serial number
proposes the sensor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from theriac.core.facts.records import given
from theriac.core.problems import Unprocessable
from theriac.core.tables.cells import Moment, Row, text_of
from theriac.core.tables.heads import column_letter, fold
from theriac.core.tables.problems import TableRefused
from theriac.domains.cold_chain.commands.readings import ReadingSent
from theriac.domains.cold_chain.logger_cells import (
    WrittenMoment,
    possible_orders,
    read_temperature,
    written_moment,
)
from theriac.domains.cold_chain.logger_columns import (
    DATE,
    SENSOR,
    SERIAL,
    TEMPERATURE,
    TIME,
    UNIT,
    ZONE,
    is_fahrenheit,
    offset_in,
    places_of,
    temperatures_of,
    told_beside,
)

HEAD_ROWS = 100
_BARE_DAYS = ("1899-", "1900-", "1904-")
"""The day that a workbook puts before a bare time of day."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that isn't kept: its number in the file, the column, what stands there, why."""

    number: int
    column: str
    content: str
    reason: str


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row with its reading; ``is_rounded`` where the file is finer than a tenth of a degree."""

    row: Row
    reading: ReadingSent
    is_rounded: bool


@dataclass(slots=True)
class ReadFile:
    """What came of reading a file: the readings, and every row that can't be read."""

    good: list[GoodRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LoggerFile:
    """A logger's file before its rows are read. ``places`` are the columns by what they hold.

    ``serials`` are the serial numbers above the columns. ``temperatures`` are the titles of the
    columns that may be meant, ``orders`` the orders of day and month that the days allow.
    """

    places: Mapping[str, int]
    rows: Sequence[Row]
    titles: Sequence[str]
    serials: tuple[str, ...]
    temperatures: Mapping[str, int]
    orders: tuple[str, ...]
    unit_told: bool | None
    offset: str
    """From UTC, of the moments that name none: of the time's title or the lines above; "" here."""

    @property
    def needs_sensor(self) -> bool:
        """Whether no column names the sensor."""
        return SENSOR not in self.places

    def proposed(self, codes: Iterable[str]) -> str:
        """The one of these codes that the file's serial number names; "" for none or several."""
        plain = {re.sub(r"[\s-]", "", fold(one)) for one in self.serials}
        found = [code for code in codes if re.sub(r"[\s-]", "", fold(code)) in plain]
        return found[0] if len(found) == 1 else ""

    def is_fahrenheit(self, title: str) -> bool:
        """Whether a column's temperatures are °F: by its title, else by the lines above."""
        told = is_fahrenheit([title])
        return bool(self.unit_told if told is None else told)

    def read(self, zone: ZoneInfo, *, sensor: str, order: str, temperature: str) -> ReadFile:
        """Every row as a reading or as a bad row; ``sensor`` where no column names it."""
        terms = _Terms(
            places={**self.places, TEMPERATURE: self.temperatures[temperature]},
            zone=zone,
            sensor=sensor,
            order=order,
            offset=self.offset,
            fahrenheit=self.is_fahrenheit(temperature),
        )
        read = ReadFile()
        for row in self.rows:
            one = _read(row, terms)
            if isinstance(one, BadRow):
                read.bad.append(one)
            else:
                read.good.append(one)
        return read

    def bad(self, row: Row, name: str, reason: str, temperature: str) -> BadRow:
        """A row that was read and isn't kept; ``name`` is the reading's field."""
        return _bad(row, {**self.places, TEMPERATURE: self.temperatures[temperature]}, name, reason)


def open_logger_file(rows: Sequence[Row]) -> LoggerFile:
    """Find the columns, and what the lines above them tell.

    Raises TableRefused where no line names a time and a temperature, or none stands below it.
    """
    head = next((row for row in rows[:HEAD_ROWS] if _is_head(row)), None)
    if head is None:
        raise TableRefused(_missing(rows[0] if rows else Row(1, ())))
    titles = [text_of(cell) for cell in head.cells]
    places = places_of(titles)
    above = [row for row in rows if row.number < head.number]
    below = _with_midnights([row for row in rows if row.number > head.number], places[TIME])
    if not below:
        raise TableRefused(_("The file has no rows below the header row. Choose another file."))
    moments = (_moment(row, places, "") for row in below)
    zoned = [titles[places[name]] for name in (TIME, DATE) if name in places]
    return LoggerFile(
        places=places,
        rows=below,
        titles=titles,
        serials=tuple(told_beside(above, SERIAL)),
        temperatures=temperatures_of(titles),
        orders=possible_orders(one for one in moments if one is not None),
        unit_told=is_fahrenheit([f"({one})" for one in told_beside(above, UNIT)]),
        offset=offset_in([*zoned, *(f"utc {one}" for one in told_beside(above, ZONE))]),
    )


def _is_head(row: Row) -> bool:
    titles = [text_of(cell) for cell in row.cells]
    return TIME in places_of(titles) and bool(temperatures_of(titles))


def _missing(head: Row) -> str:
    titles = [text_of(cell) for cell in head.cells]
    lacks = {
        _("time"): TIME not in places_of(titles),
        _("temperature"): not temperatures_of(titles),
    }
    words = _("The file has no column named: %(names)s. Name the columns in one row of the file.")
    names = [name for name, is_lacking in lacks.items() if is_lacking] or list(lacks)
    return words % {"names": ", ".join(names)}


def _with_midnights(rows: Sequence[Row], place: int) -> Sequence[Row]:
    """The rows; where the column's cells tell times of day, a bare day among them is midnight."""
    if not any(isinstance(cell, Moment) for row in rows for cell in row.cells[place : place + 1]):
        return rows
    return [
        row._replace(
            cells=tuple(
                Moment(cell, time()) if index == place and isinstance(cell, date) else cell
                for index, cell in enumerate(row.cells)
            )
        )
        for row in rows
    ]


def _moment(row: Row, places: Mapping[str, int], offset: str) -> WrittenMoment | None:
    """Day and time of day, from one column or two."""
    told = _cell(row, places[TIME])
    if told.startswith(_BARE_DAYS):
        told = told.rpartition(" ")[2]
    found = written_moment(told)
    if found is None and DATE in places:
        found = written_moment(f"{_cell(row, places[DATE]).strip()} {told}")
    if found is not None and offset and not found.offset:
        found = replace(found, offset=offset)
    return found


@dataclass(frozen=True, slots=True)
class _Terms:
    """How the rows of one file are read."""

    places: Mapping[str, int]
    zone: ZoneInfo
    sensor: str
    order: str
    offset: str
    fahrenheit: bool


def _read(row: Row, terms: _Terms) -> GoodRow | BadRow:
    places = terms.places
    code = _cell(row, places[SENSOR]).strip() if SENSOR in places else terms.sensor
    if not code:
        return _bad(row, places, SENSOR, _("Enter the sensor."))
    written = _moment(row, places, terms.offset)
    taken_at = written.at(terms.order, terms.zone) if written is not None else None
    if taken_at is None:
        reason = _("Enter a date with a time, for example 2026-11-21 08:05.")
        return _bad(row, places, TIME, reason)
    degrees = read_temperature(_cell(row, places[TEMPERATURE]), fahrenheit=terms.fahrenheit)
    if degrees is None:
        return _bad(row, places, TEMPERATURE, _("Enter a temperature, for example 5.4 or 5,43."))
    try:
        reading = given(ReadingSent, code=code, taken_at=taken_at, tenths=degrees.tenths)
    except Unprocessable as refused:
        name, words = next(iter(refused.errors.items()))
        return _bad(row, places, name, str(words))
    return GoodRow(row, reading, degrees.is_rounded)


def _cell(row: Row, place: int) -> str:
    return text_of(row.cells[place]) if place < len(row.cells) else ""


def _bad(row: Row, places: Mapping[str, int], name: str, reason: str) -> BadRow:
    place = places.get(name, 0)
    return BadRow(row.number, column_letter(place), _cell(row, place)[:60], reason)
