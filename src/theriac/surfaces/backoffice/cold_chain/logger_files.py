"""Readings brought in by a file: CSV or XLSX, every bad row told, good rows or all or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.facts.records import given
from theriac.core.problems import Problem, Unprocessable
from theriac.core.tables.cells import Moment, Row, text_of
from theriac.core.tables.heads import fold
from theriac.core.tables.problems import TableRefused
from theriac.core.tables.reader import open_table
from theriac.domains.cold_chain.commands.readings import (
    MOST_READINGS,
    ReadingSent,
    RecordedReadings,
    record_readings,
)
from theriac.domains.cold_chain.permissions import RECORD_COLD
from theriac.domains.organisation.queries.branches import get_branch
from theriac.surfaces.backoffice.cold_chain.base import ColdScreen
from theriac.surfaces.backoffice.cold_chain.degrees import read_degrees
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.templatetags import theriac as shown

MOST_ROWS = 20_000
HEADS: Mapping[str, frozenset[str]] = {
    "code": frozenset({"sensor", "code", "kode", "logger", "probe", "device", "alat"}),
    "taken_at": frozenset(
        {"time", "taken at", "taken_at", "timestamp", "date time", "datetime", "waktu", "jam"}
        | {"read at", "dibaca", "tanggal jam"}
    ),
    "tenths": frozenset(
        {"temperature", "temp", "suhu", "celsius", "°c", "value", "nilai", "temperature c"}
    ),
}
_MOMENT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?"
)
_DMY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}) +(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that isn't kept: its number in the file, the column, what stands there, why."""

    number: int
    column: str
    content: str
    reason: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a file."""

    recorded: int
    known: int
    bad: tuple[BadRow, ...]


def read_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """2026-11-21 08:05, with or without an offset, or 21/11/2026 08:05; without one, here."""
    if found := _MOMENT.fullmatch(text.strip()):
        year, month, day, hour, minute = (int(found[n]) for n in range(1, 6))
        second, offset = int(found[6] or 0), found[7] or ""
    elif found := _DMY.fullmatch(text.strip()):
        day, month, year, hour, minute = (int(found[n]) for n in range(1, 6))
        second, offset = int(found[6] or 0), ""
    else:
        return None
    try:
        local = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        if offset:
            sign = offset.replace("Z", "+00:00")
            return datetime.fromisoformat(f"{local:%Y-%m-%dT%H:%M:%S}{sign}").astimezone(UTC)
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class LoggerFileForm(ScreenForm):
    """The file, and what happens when a row is bad."""

    file = forms.FileField(
        label=gettext_lazy("CSV or XLSX file"),
        help_text=gettext_lazy(
            "Columns: sensor, time (2026-11-21 08:05, as a date or as text), temperature (5.4)."
        ),
    )
    whole = forms.ChoiceField(
        label=gettext_lazy("When a row is bad"),
        choices=[
            ("", gettext_lazy("Keep the good rows")),
            ("whole", gettext_lazy("Keep none: all or nothing")),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )


class BringReadings(ColdScreen, FormScreen):
    """Bring a logger's file in."""

    permission = RECORD_COLD
    form_class = LoggerFileForm
    template_name = "backoffice/cold_chain/bring.html"
    title = gettext_lazy("Bring readings in")
    lead = gettext_lazy("The same file again changes nothing: a reading counts once.")
    submit_label = gettext_lazy("Bring it in")

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Read, check, record, and show what came of it."""
        form = self.form(data=request.POST, files=request.FILES)
        if not form.is_valid():
            return self._again(form)
        try:
            done = self.bring(form.cleaned_data["file"], form.cleaned_data["whole"] == "whole")
        except Problem as problem:
            form.take(problem)
            return self._again(form, problem.status)
        words = ngettext(
            "%(count)s new reading is kept.", "%(count)s new readings are kept.", done.recorded
        )
        messages.success(request, words % {"count": shown.number(done.recorded)})
        return self.draw(form=self.form(), brought=done)

    def bring(self, file: Any, whole: bool) -> Brought:
        """Record the good rows of the file. Raises TableRefused."""
        branch = get_branch(self.branch)
        zone = ZoneInfo(branch.time_zone if branch else "UTC")
        rows = iter(open_table(file).rows())
        head = next(rows, None)
        if head is None:
            raise TableRefused(
                _("There are no rows below the names of the columns. Choose another file.")
            )
        places = _places(head)
        kept = list(islice(rows, MOST_ROWS + 1))
        if len(kept) > MOST_ROWS:
            words = _("At most %(most)s rows at once. Cut the file in two.")
            raise TableRefused(words % {"most": shown.number(MOST_ROWS)})
        good: list[tuple[Row, ReadingSent]] = []
        bad: list[BadRow] = []
        for row in with_midnights(kept, places["taken_at"]):
            read = _read(row, places, zone)
            if isinstance(read, BadRow):
                bad.append(read)
            else:
                good.append((row, read))
        if whole:
            return self._all_or_none(good, bad, places)
        return self._record(good, bad, places)

    def _all_or_none(
        self, good: list[tuple[Row, ReadingSent]], bad: list[BadRow], places: Mapping[str, int]
    ) -> Brought:
        if len(good) > MOST_READINGS:
            words = _("All or nothing takes at most %(most)s rows. Keep the good rows instead.")
            raise TableRefused(words % {"most": shown.number(MOST_READINGS)})
        if bad:
            return Brought(0, 0, tuple(bad))
        return self._record(good, bad, places, only_whole=True)

    def _record(
        self,
        good: Sequence[tuple[Row, ReadingSent]],
        bad: list[BadRow],
        places: Mapping[str, int],
        *,
        only_whole: bool = False,
    ) -> Brought:
        recorded = known = 0
        for start in range(0, len(good), MOST_READINGS):
            part = good[start : start + MOST_READINGS]
            done: RecordedReadings = record_readings(
                actor=self.actor,
                branch_id=self.branch,
                readings=[reading for _row, reading in part],
                only_whole=only_whole,
            )
            recorded += done.recorded
            known += done.known
            for one in done.refused:
                row = part[one.position][0]
                bad.append(_bad(row, places, one.field, one.reason))
        return Brought(recorded, known, tuple(sorted(bad, key=lambda one: one.number)))


def with_midnights(rows: Sequence[Row], place: int) -> Sequence[Row]:
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


def _places(head: Row) -> dict[str, int]:
    folded = [fold(text_of(cell)) for cell in head.cells]
    places = {
        name: next((n for n, text in enumerate(folded) if text in words), -1)
        for name, words in HEADS.items()
    }
    missing = [name for name, place in places.items() if place < 0]
    if missing:
        titles = {"code": _("sensor"), "taken_at": _("time"), "tenths": _("temperature")}
        words = _("The first row has no column for: %(names)s. Name the columns so.")
        raise TableRefused(words % {"names": ", ".join(titles[name] for name in missing)})
    return places


def _read(row: Row, places: Mapping[str, int], zone: ZoneInfo) -> ReadingSent | BadRow:
    code = _cell(row, places["code"]).strip()
    if not code:
        return _bad(row, places, "code", _("The sensor is missing."))
    taken_at = read_moment(_cell(row, places["taken_at"]), zone)
    if taken_at is None:
        reason = _("No date with a time of day. Write it as text: 2026-11-21 08:05.")
        return _bad(row, places, "taken_at", reason)
    tenths = read_degrees(_cell(row, places["tenths"]))
    if tenths is None:
        return _bad(row, places, "tenths", _("Not a temperature with at most one decimal: 5.4."))
    try:
        return given(ReadingSent, code=code, taken_at=taken_at, tenths=tenths)
    except Unprocessable as refused:
        name, words = next(iter(refused.errors.items()))
        return _bad(row, places, name, str(words))


def _cell(row: Row, place: int) -> str:
    return text_of(row.cells[place]) if place < len(row.cells) else ""


def _bad(row: Row, places: Mapping[str, int], field: str, reason: str) -> BadRow:
    place = places.get(field, 0)
    return BadRow(row.number, chr(ord("A") + place % 26), _cell(row, place)[:60], reason)
