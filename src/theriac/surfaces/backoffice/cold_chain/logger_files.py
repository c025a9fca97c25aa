"""Readings brought in by a file: CSV or XLSX, every bad row told, good rows or all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.problems import Problem, Text, Unprocessable
from theriac.core.tables.problems import TableRefused
from theriac.core.tables.reader import open_table
from theriac.domains.cold_chain.commands.readings import (
    MOST_READINGS,
    RecordedReadings,
    record_readings,
)
from theriac.domains.cold_chain.logger_files import (
    BadRow,
    GoodRow,
    LoggerFile,
    ReadFile,
    open_logger_file,
)
from theriac.domains.cold_chain.permissions import RECORD_COLD
from theriac.domains.cold_chain.queries.sensors import list_sensors
from theriac.domains.organisation.queries.branches import get_branch
from theriac.surfaces.backoffice.cold_chain.base import ColdScreen
from theriac.surfaces.backoffice.cold_chain.sent_files import SentFile, SentFileForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.templatetags import theriac as shown

MOST_ROWS = 20_000
ORDERS: dict[str, Text] = {
    "": gettext_lazy("As in the file"),
    "dmy": gettext_lazy("31/12/2027, day first"),
    "mdy": gettext_lazy("12/31/2027, month first"),
    "ymd": gettext_lazy("27/12/31, year first"),
}


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a file. ``rounded`` readings were finer than a tenth of a degree."""

    recorded: int
    known: int
    bad: tuple[BadRow, ...]
    rounded: int = 0
    is_fahrenheit: bool = False


class LoggerFileForm(SentFileForm):
    """The file, what it may not tell, and what happens when a row is bad."""

    sensor = forms.ChoiceField(
        label=gettext_lazy("Sensor"),
        help_text=gettext_lazy("If no column of the file names it."),
        required=False,
    )
    order = forms.ChoiceField(
        label=gettext_lazy("Date format"), choices=list(ORDERS.items()), required=False
    )
    temperature = forms.CharField(
        label=gettext_lazy("Temperature column"),
        help_text=gettext_lazy("If the file has several: the name of the column."),
        max_length=120,
        required=False,
    )
    whole = forms.ChoiceField(
        label=gettext_lazy("If a row has a problem"),
        choices=[
            ("", gettext_lazy("Save the good rows")),
            ("whole", gettext_lazy("Save none of the rows")),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )


@dataclass(frozen=True, slots=True)
class _Answers:
    """What the file or its person says: sensor, order of day and month, temperature's column."""

    sensor: str
    order: str
    temperature: str


class BringReadings(ColdScreen, FormScreen):
    """Bring a logger's file in."""

    permission = RECORD_COLD
    form_class = LoggerFileForm
    template_name = "backoffice/cold_chain/bring.html"
    title = gettext_lazy("Upload readings")
    lead = gettext_lazy("Uploading the same file again changes nothing. Each reading counts once.")
    submit_label = gettext_lazy("Upload")

    def form(self, **options: Any) -> Any:
        """With the sensors of the branch that is worked in."""
        form: Any = super().form(**options)
        form.fields["sensor"].choices = [("", _("As in the file")), *self._sensors().items()]
        return form

    def _sensors(self) -> dict[str, str]:
        """Codes and names of the sensors that are in use here."""
        rows = list_sensors(actor=self.actor, branch_id=self.branch).filter(is_active=True)
        return {row.code: f"{row.name} ({row.code})" for row in rows.order_by("name", "code")}

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Read, ask what the file doesn't tell, record, and show what came of it."""
        form = self.form(data=request.POST, files=request.FILES)
        if not form.is_valid():
            return self._again(form)
        sent: SentFile = form.cleaned_data["sent"]
        try:
            file = self._open(sent)
            done = self.bring(
                file, self._answers(form, file), whole=form.cleaned_data["whole"] == "whole"
            )
        except Problem as problem:
            form.keep(sent)
            form.take(problem)
            return self._again(form, problem.status)
        words = ngettext(
            "%(count)s new reading saved.", "%(count)s new readings saved.", done.recorded
        )
        messages.success(request, words % {"count": shown.number(done.recorded)})
        return self.draw(form=self.form(), brought=done)

    @staticmethod
    def _open(sent: SentFile) -> LoggerFile:
        """Raises TableRefused for what is no logger's file, or one of too many rows."""
        rows = list(islice(open_table(sent.open()).rows(), MOST_ROWS + 200))
        file = open_logger_file(rows)
        if len(file.rows) > MOST_ROWS:
            words = _("Upload at most %(most)s rows at once. Split the file.")
            raise TableRefused(words % {"most": shown.number(MOST_ROWS)})
        return file

    def _answers(self, form: LoggerFileForm, file: LoggerFile) -> _Answers:
        """What the file tells or its person says. Raises Unprocessable with what is asked."""
        data = form.cleaned_data
        errors: dict[str, Text] = {}
        if file.needs_sensor and not data["sensor"]:
            errors["sensor"] = self._asked_sensor(form, file)
        if not data["order"] and len(file.orders) > 1:
            errors["order"] = _(
                "Day and month can’t be told apart in this file. Choose the date format."
            )
        temperatures = list(file.temperatures)
        title = data["temperature"] or temperatures[0]
        if title not in temperatures or (len(temperatures) > 1 and not data["temperature"]):
            words = _(
                "Several columns may hold the temperature: %(names)s. Enter the column’s name."
            )
            errors["temperature"] = words % {"names": " · ".join(temperatures)[:500]}
        if errors:
            raise Unprocessable(errors=errors)
        return _Answers(data["sensor"], data["order"] or file.orders[0], title)

    def _asked_sensor(self, form: LoggerFileForm, file: LoggerFile) -> Text:
        """The question for the sensor, with the one that the serial number names proposed."""
        sensors = self._sensors()
        proposed = file.proposed(sensors)
        if not proposed:
            return _("No column of the file names the sensor. Choose the sensor.")
        form.propose("sensor", proposed)
        words = _(
            "The file’s serial number belongs to %(name)s. If that is correct, upload it again."
        )
        return words % {"name": sensors[proposed]}

    def bring(self, file: LoggerFile, answers: _Answers, *, whole: bool) -> Brought:
        """Record the good rows of the file. Raises TableRefused."""
        branch = get_branch(self.branch)
        zone = ZoneInfo(branch.time_zone if branch else "UTC")
        read = file.read(
            zone,
            sensor=answers.sensor,
            order=answers.order,
            temperature=answers.temperature,
        )
        if whole and len(read.good) > MOST_READINGS:
            words = _(
                "This option allows at most %(most)s rows. Choose “Save the good rows” instead."
            )
            raise TableRefused(words % {"most": shown.number(MOST_READINGS)})
        if whole and read.bad:
            return Brought(0, 0, tuple(read.bad))
        return self._record(file, read, answers.temperature, whole=whole)

    def _record(self, file: LoggerFile, read: ReadFile, title: str, *, whole: bool) -> Brought:
        recorded = known = 0
        bad = list(read.bad)
        good: Sequence[GoodRow] = read.good
        for start in range(0, len(good), MOST_READINGS):
            part = good[start : start + MOST_READINGS]
            done: RecordedReadings = record_readings(
                actor=self.actor,
                branch_id=self.branch,
                readings=[one.reading for one in part],
                only_whole=whole,
            )
            recorded += done.recorded
            known += done.known
            bad += [
                file.bad(part[one.position].row, one.field, one.reason, title)
                for one in done.refused
            ]
        return Brought(
            recorded,
            known,
            tuple(sorted(bad, key=lambda one: one.number)),
            rounded=sum(one.is_rounded for one in good),
            is_fahrenheit=file.is_fahrenheit(title),
        )
