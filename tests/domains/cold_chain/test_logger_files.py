"""Loggers' files as devices write them: head lines, days and times, °F, several ways of numbers."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from theriac.core.tables.problems import TableRefused
from theriac.core.tables.reader import open_table
from theriac.domains.cold_chain.logger_cells import (
    possible_orders,
    read_moment,
    read_temperature,
    written_moment,
)
from theriac.domains.cold_chain.logger_files import LoggerFile, ReadFile, open_logger_file

JAKARTA = ZoneInfo("Asia/Jakarta")
EIGHT = datetime(2026, 11, 20, 1, 5, tzinfo=UTC)


def opened(text: str) -> LoggerFile:
    return open_logger_file(list(open_table(io.BytesIO(text.encode())).rows()))


def read(file: LoggerFile, order: str = "") -> ReadFile:
    title = next(iter(file.temperatures))
    return file.read(JAKARTA, sensor="T-1", order=order or file.orders[0], temperature=title)


WITH_HEAD_LINES = """Device;Fridge logger
Serial number: 38912
Start;20.11.2026 08:00:00
Unit;°C

Id;Date/Time;Temperature [°C];Limit max
1;20.11.2026 08:05:00;5,43;8,0
2;20.11.2026 08:20:00;-0,05;8,0
"""
TABBED = "Index\tDate\tTime\tTemp (°F)\n1\t2026-11-20\t8:05 AM\t41\n2\t2026-11-20\t8:20 PM\t46.4\n"
NAMED_MONTHS = "Reading,Logging time,Celsius(°C)\n1,20-Nov-26 08:05:00,5.25\n2,20-Nov-26,5.3\n"
SHORT_YEARS = 'Serial Number,A1\n"Date","Time","Temperature"\n"02/11/26","08:05","5.4"\n'
UTC_TIMES = "Time (UTC),Temperature C\n2026-11-20 01:05:00,5.4\n"


@pytest.mark.rows("STK-31")
@pytest.mark.parametrize(
    ("text", "tenths"),
    [
        (WITH_HEAD_LINES, [54, -1]),
        (TABBED, [50, 80]),
        (NAMED_MONTHS, [53]),
        (UTC_TIMES, [54]),
    ],
)
def test_devices_files_are_read(text: str, tenths: list[int]) -> None:
    file = opened(text)
    assert (file.needs_sensor, len(file.orders)) == (True, 1)
    found = read(file)
    assert [one.reading.tenths for one in found.good] == tenths
    assert found.good[0].reading.taken_at == EIGHT


def test_bad_lines_are_listed_with_what_stands_there() -> None:
    (bad,) = read(opened(NAMED_MONTHS)).bad
    assert (bad.number, bad.column, bad.content) == (3, "B", "20-Nov-26")


def test_a_serial_number_proposes_the_sensor_of_that_code() -> None:
    file = opened(WITH_HEAD_LINES)
    assert file.serials == ("38912",)
    assert file.proposed(["38-912", "T-1"]) == "38-912"
    assert file.proposed(["38 912", "38912"]) == file.proposed(["T-1"]) == ""


def test_an_order_that_the_days_leave_open_is_told_as_open() -> None:
    file = opened(SHORT_YEARS)
    assert set(file.orders) == {"dmy", "mdy", "ymd"}
    moments = [read(file, order).good[0].reading.taken_at for order in ("dmy", "mdy")]
    assert [(one.month, one.day) for one in moments] == [(11, 2), (2, 11)]


@pytest.mark.parametrize(
    ("texts", "orders"),
    [
        (["02/11/2026 08:05", "20/11/2026 08:05"], ("dmy",)),
        (["02/11/2026 08:05", "11/20/2026 08:05"], ("mdy",)),
        (["20/11/2026 08:05", "11/20/2026 08:05"], ("dmy", "mdy")),
        (["11/20/2026 08:05"], ("mdy",)),
        (["11/11/2026 08:05"], ("dmy",)),
        (["2026-11-02 08:05"], ("dmy",)),
        (["2 Nov 2026 08:05"], ("dmy",)),
    ],
)
def test_orders_of_day_and_month(texts: list[str], orders: tuple[str, ...]) -> None:
    found = [written_moment(text) for text in texts]
    assert possible_orders(one for one in found if one is not None) == orders


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T08:05:00+07:00",
        "2026-11-20 01:05Z",
        "20.11.2026 08.05",
        "Nov 20, 2026 8:05 AM",
        "20 November 2026 08:05:00.000",
        "2026/11/20, 08:05",
    ],
)
def test_moments_as_they_are_written(text: str) -> None:
    assert read_moment(text, JAKARTA) == EIGHT


@pytest.mark.parametrize(
    "text",
    ["", "20/11/2026", "2026-13-20 08:05", "2026-11-20 25:00", "20 Foo 2026 08:05", "13:05 pm"],
)
def test_what_is_no_moment(text: str) -> None:
    assert read_moment(text, JAKARTA) is None


@pytest.mark.parametrize(
    ("text", "fahrenheit", "tenths", "is_rounded"),
    [
        ("5.4", False, 54, False),
        ("5,45", False, 55, True),
        ("-5.45", False, -55, True),
        ("-18", False, -180, False),
        ("41.0", True, 50, False),
        ("32", True, 0, False),
        ("-40 °F", False, -400, False),
        ("46.5", True, 81, True),
        ("5.4 °C", True, 54, False),
        ("\u22120,04", False, 0, True),
    ],
)
def test_temperatures_are_exact_until_the_one_rounding(
    text: str,
    fahrenheit: bool,
    tenths: int,
    is_rounded: bool,
) -> None:
    found = read_temperature(text, fahrenheit=fahrenheit)
    assert found is not None
    assert (found.tenths, found.is_rounded) == (tenths, is_rounded)


@pytest.mark.parametrize("text", ["", "---", "OL", "5.4.3", "5 4", "1e3"])
def test_what_is_no_temperature(text: str) -> None:
    assert read_temperature(text) is None


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "Time,Humidity\n2026-11-20 08:05,55\n"])
def test_a_file_without_time_and_temperature_is_refused(text: str) -> None:
    with pytest.raises(TableRefused, match="Name the columns in one row of the file"):
        opened(text)
