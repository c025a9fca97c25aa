"""A logger's file: good rows kept, every bad row told, all or nothing, the same file twice."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.cold_chain import a_sensor
from tests.support.shop import Shop
from theriac.domains.cold_chain.logger_cells import read_moment
from theriac.domains.cold_chain.models import ColdReading
from theriac.surfaces.backoffice.cold_chain.degrees import read_degrees

FILE = """Sensor;Waktu;Suhu
T-1;2026-11-20 08:05;5,4
T-1;20/11/2026 08:15;-0,5 °C
T-1;2026-11-20;5,4
T-1;2026-11-20 08:20;warm
T-9;2026-11-20 08:25;5,4
;2026-11-20 08:25;5,4
"""


@pytest.fixture
def owner(shop: Shop) -> Client:
    a_sensor(shop)
    return client_of(shop, "owner")


def bring(owner: Client, text: str = FILE, whole: str = "") -> Any:
    file = SimpleUploadedFile("log.csv", text.encode())
    return owner.post("/stock/cold/import/", {"file": file, "whole": whole})


@pytest.mark.rows("STK-31")
def test_good_rows_are_kept_and_each_bad_row_is_told(owner: Client) -> None:
    page = bring(owner)
    brought = page.context["brought"]
    assert (brought.recorded, brought.known) == (2, 0)
    assert [(one.number, one.column, one.content) for one in brought.bad] == [
        (4, "B", "2026-11-20"),
        (5, "C", "warm"),
        (6, "A", "T-9"),
        (7, "A", ""),
    ]
    rows = ColdReading.objects.order_by("taken_at").values_list("taken_at", "tenths")
    assert list(rows) == [
        (datetime(2026, 11, 20, 1, 5, tzinfo=UTC), 54),
        (datetime(2026, 11, 20, 1, 15, tzinfo=UTC), -5),
    ]
    assert bring(owner).context["brought"].known == 2


def test_all_or_nothing_keeps_none(owner: Client) -> None:
    brought = bring(owner, whole="whole").context["brought"]
    assert (brought.recorded, len(brought.bad)) == (0, 3)
    assert ColdReading.objects.count() == 0
    good = "sensor,time,temperature\nT-1,2026-11-20 08:05,5.4\n"
    assert bring(owner, good, "whole").context["brought"].recorded == 1


def test_a_file_without_its_columns_is_refused(owner: Client) -> None:
    page = bring(owner, "a,b\n1,2\n")
    assert page.status_code == 422
    assert "The file has no column named: time, temperature" in page.text


def test_moments_and_degrees_are_read_as_people_write_them() -> None:
    jakarta = ZoneInfo("Asia/Jakarta")
    eight = datetime(2026, 11, 20, 1, 5, tzinfo=UTC)
    for text in ("2026-11-20T08:05:00+07:00", "2026-11-20 01:05Z", "20.11.2026 08.05"):
        assert read_moment(text, jakarta) == eight
    for text in ("2026-13-20 08:05", "20/11/2026", "", "2026-11-20 25:00"):
        assert read_moment(text, jakarta) is None
    assert [read_degrees(one) for one in ("5,4", "-18", "+2.0°C", "5.45", "x", "")] == [
        54,
        -180,
        20,
        None,
        None,
        None,
    ]


def logged(*moments: tuple[datetime, str]) -> SimpleUploadedFile:
    """A workbook whose times are real dates, each shown as its format says."""
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as written:
        sheet = written.add_worksheet()
        sheet.write_row(0, 0, ["Sensor", "Time", "Temperature"])
        for line, (moment, shown) in enumerate(moments, 1):
            sheet.write_string(line, 0, "T-1")
            sheet.write_datetime(line, 1, moment, written.add_format({"num_format": shown}))
            sheet.write_number(line, 2, 5.4)
    return SimpleUploadedFile("log.xlsx", book.getvalue())


def local(*parts: int) -> datetime:
    """A time as a workbook keeps it, of no zone."""
    return datetime(*parts)  # type: ignore[arg-type]


@pytest.mark.rows("STK-31")
def test_a_workbook_with_real_date_cells_is_read_as_its_text_would_be(owner: Client) -> None:
    with_time = "yyyy-mm-dd hh:mm"
    moments = [(2026, 11, 20, 8, 5), (2026, 11, 20), (2026, 11, 20, 9)]
    file = logged(*((local(*one), with_time) for one in moments))
    brought = owner.post("/stock/cold/import/", {"file": file, "whole": ""}).context["brought"]
    assert (brought.recorded, brought.bad) == (3, ())
    rows = ColdReading.objects.order_by("taken_at").values_list("taken_at", "tenths")
    assert list(rows) == [
        (datetime(2026, 11, 19, 17, 0, tzinfo=UTC), 54),
        (datetime(2026, 11, 20, 1, 5, tzinfo=UTC), 54),
        (datetime(2026, 11, 20, 2, 0, tzinfo=UTC), 54),
    ]


def test_days_alone_tell_no_time(owner: Client) -> None:
    file = logged((local(2026, 11, 20), "yyyy-mm-dd"), (local(2026, 11, 21), "yyyy-mm-dd"))
    brought = owner.post("/stock/cold/import/", {"file": file, "whole": ""}).context["brought"]
    assert (brought.recorded, [one.number for one in brought.bad]) == (0, [2, 3])


DEVICE = """Device type;Fridge logger
Serial number;T 1
Measuring interval;15 min

Date;Time;Temperature [°F];Humidity [%RH]
{days[0]};08:05;41,00;55
{days[1]};08:20;41,25;56
{days[2]};08:35;---;56
"""


def device(*days: str) -> str:
    """A device's file with lines about itself above, day and time apart, and degrees Fahrenheit."""
    return DEVICE.format(days=days)


@pytest.mark.rows("STK-31")
def test_what_the_file_doesnt_tell_is_asked_and_the_file_stays(owner: Client) -> None:
    page = bring(owner, device("02/11/2026", "02/11/2026", "03/11/2026"))
    form = page.context["form"]
    assert (page.status_code, set(form.errors)) == (422, {"sensor", "order"})
    assert "serial number belongs to Vaccine fridge (T-1)" in str(form.errors)
    assert form["sensor"].value() == "T-1"
    assert form.kept_name == "log.csv"
    assert "log.csv is still uploaded" in page.text
    assert ColdReading.objects.count() == 0
    sent = {name: form[name].value() or "" for name in form.fields if name != "file"}

    done = owner.post("/stock/cold/import/", {**sent, "order": "dmy"})

    brought = done.context["brought"]
    assert (brought.recorded, brought.rounded, brought.is_fahrenheit) == (2, 1, True)
    assert [(one.number, one.column, one.content) for one in brought.bad] == [(8, "C", "---")]
    assert "1 reading was rounded to the nearest 0.1 °C (halves away from zero)." in done.text
    rows = ColdReading.objects.order_by("taken_at").values_list("taken_at", "tenths")
    assert list(rows) == [
        (datetime(2026, 11, 2, 1, 5, tzinfo=UTC), 50),
        (datetime(2026, 11, 2, 1, 20, tzinfo=UTC), 51),
    ]


def test_days_that_tell_their_order_arent_asked(owner: Client) -> None:
    page = bring(owner, device("11/19/2026", "11/20/2026", "11/20/2026"))
    assert set(page.context["form"].errors) == {"sensor"}


def test_a_sensor_of_another_branch_isnt_offered(shop: Shop, owner: Client) -> None:
    text = device("20/11/2026", "20/11/2026", "20/11/2026").replace("T 1", "X-9")
    page = bring(owner, text)
    form = page.context["form"]
    assert form["sensor"].value() in (None, "")
    sent = {name: form[name].value() or "" for name in form.fields if name != "file"}
    refused = owner.post("/stock/cold/import/", {**sent, "sensor": "X-9"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"sensor"})


def test_which_of_several_temperatures_is_asked(owner: Client) -> None:
    text = "Sensor,Time,CH1 (°C),CH2 (°C)\nT-1,2026-11-20 08:05,5.43,-18.2\n"
    page = bring(owner, text)
    form = page.context["form"]
    assert set(form.errors) == {"temperature"}
    sent = {name: form[name].value() or "" for name in form.fields if name != "file"}
    done = owner.post("/stock/cold/import/", {**sent, "temperature": "CH2 (°C)"})
    assert done.context["brought"].recorded == 1
    assert ColdReading.objects.get().tenths == -182


@pytest.mark.parametrize("packed", ["x", "e30=", "eJwDAAAAAAE=", "é"])
def test_a_kept_file_that_was_tampered_with_is_none(owner: Client, packed: str) -> None:
    page = owner.post("/stock/cold/import/", {"packed": packed, "packed_name": "log.csv"})
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"file"})
