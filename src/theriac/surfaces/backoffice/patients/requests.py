"""A patient's own requests: everything that is kept, and to be erased; and who read the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import SYSTEM_ID, SYSTEM_NAME
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.problems import Text, Unprocessable
from theriac.countries.subject_requests import months_after
from theriac.domains.accounts.queries.people import list_people, names_of
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.restrict import Erasing, request_erasure
from theriac.domains.patients.permissions import ERASE_PATIENTS, MANAGE_PATIENTS, VIEW_PATIENTS
from theriac.domains.patients.queries.readers import PAGE_SIZE, PatientReader, readers_of
from theriac.domains.patients.queries.readings import MOST_SHOWN, list_readings
from theriac.surfaces.backoffice.audit.trail import day_begins
from theriac.surfaces.backoffice.audit.words import action_words
from theriac.surfaces.backoffice.patients.base import PatientScreen
from theriac.surfaces.backoffice.patients.words import why_words
from theriac.surfaces.backoffice.shell.forms.button import whole
from theriac.surfaces.backoffice.shell.forms.days import day_of
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags.theriac import local_date, today

MONTHS = (1, 3, 6, 12, 24)
USUAL = 12
FARTHEST = 1_000
"""Pages beyond are asked for by nobody."""


def given_out(request: HttpRequest, content: Mapping[str, Any], name: str) -> HttpResponse:
    """What is kept about somebody as a download: a page to read, or JSON for programs."""
    if request.POST.get("form") == "page":
        sections = [(part, lines_of(value)) for part, value in content.items()]
        response = render(request, "backoffice/patients/export.html", {"sections": sections})
        suffix = "html"
    else:
        text = json.dumps(content, ensure_ascii=False, indent=1)
        response = HttpResponse(text, content_type="application/json")
        suffix = "json"
    response["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    response["Cache-Control"] = "no-store"
    return response


class Readings(PatientScreen):
    """Who read or changed the record, when and why."""

    permission = MANAGE_PATIENTS
    title = gettext_lazy("Who read this record")
    template_name = "backoffice/patients/readings.html"

    def context(self) -> dict[str, Any]:
        """The trail in words, the newest first."""
        trail = list_readings(actor=self.actor, patient_id=self.patient_id)
        people = names_of(one.actor_id for one in trail)
        rows = [
            {
                "at": one.recorded_at,
                "who": people.get(one.actor_id, SYSTEM_NAME),
                "what": action_words(one.command),
                "why": why_words(one),
            }
            for one in trail
        ]
        return {"rows": rows, "is_cut": len(rows) == MOST_SHOWN}


class ExportPatient(PatientScreen):
    """Everything that is kept, as a file for programs or a page for people."""

    permission = ERASE_PATIENTS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The file; its name says nothing of whom it is about."""
        return given_out(request, export_patient(**self.named), "patient")


class ErasePatient(PatientScreen):
    """Erase the patient for good, after a word typed by hand."""

    permission = ERASE_PATIENTS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if not request.POST.get("sure"):
            raise Unprocessable(_("Nothing was erased. Tick the box to confirm, then try again."))
        outcome = request_erasure(**self.named, keep_until=_day(request.POST.get("until", "")))
        if outcome.erase_on is not None:
            messages.success(request, _delayed(outcome))
            return HttpResponseRedirect(reverse("backoffice:patient_list"))
        proofs = outcome.proofs
        messages.success(
            request,
            _("Erased on %(at)s. Proof (fingerprint of the destroyed key): %(mark)s")
            % {
                "at": proofs[0].erased_at.isoformat(timespec="seconds"),
                "mark": proofs[0].fingerprint,
            },
        )
        return HttpResponseRedirect(reverse("backoffice:patient_list"))


def _delayed(outcome: Erasing) -> str:
    """On which date it is erased, and what keeps it until then."""
    if any(hold.is_open for hold in outcome.holds):
        told = [_("The record is restricted now and will be erased once this is settled.")]
    else:
        words = _(
            "The law requires this patient's record. It is restricted now and will be "
            "erased on %(day)s."
        )
        told = [words % {"day": local_date(outcome.erase_on)}]
    return " ".join([*told, *(f"{hold.title}: {hold.source}." for hold in outcome.holds)])


def _day(text: str) -> date | None:
    """A date that was chosen; None where none was. Raises Unprocessable with what was typed."""
    if not text:
        return None
    day = day_of(text)
    if day is None:
        words = _("Nothing was erased: “%(typed)s” isn’t a date. Enter it like 31/12/2031.")
        raise Unprocessable(words % {"typed": text[:40]}, field="until")
    return day


def lines_of(value: Any, indent: int = 0) -> list[tuple[int, str, str]]:
    """A value as indented lines of name and text."""
    if isinstance(value, dict):
        found = []
        for name, one in value.items():
            if isinstance(one, dict | list):
                found += [(indent, str(name), ""), *lines_of(one, indent + 1)]
            else:
                found.append((indent, str(name), "" if one is None else str(one)))
        return found
    if isinstance(value, list):
        return [line for one in value for line in [*lines_of(one, indent), (indent, "", "")]]
    return [(indent, "", "" if value is None else str(value))]


class ReaderLine(NamedTuple):
    """A reader in words."""

    who: Text
    roles: str
    branch: str
    terminal: str
    what: Text
    times: int
    first_at: datetime
    last_at: datetime


class PatientReaderScreen(PatientScreen, ExportedScreen):
    """Each person, their roles now, where, through what, how often, first and last."""

    permission = VIEW_TRAIL
    title = gettext_lazy("Access history of this record")
    template_name = "backoffice/patients/readers.html"
    exports = (
        Export(gettext_lazy("Who"), lambda row: str(row.who)),
        Export(gettext_lazy("Current roles"), lambda row: row.roles),
        Export(gettext_lazy("Branch"), lambda row: row.branch),
        Export(gettext_lazy("Device"), lambda row: row.terminal),
        Export(gettext_lazy("Access type"), lambda row: str(row.what)),
        Export(gettext_lazy("Times"), lambda row: row.times),
        Export(gettext_lazy("First read"), lambda row: row.first_at),
        Export(gettext_lazy("Last read"), lambda row: row.last_at),
    )

    def crumbs(self) -> list[Crumb]:
        """The record only for who may open it."""
        return list(super().crumbs()) if self.may(VIEW_PATIENTS) else []

    @property
    def months(self) -> int:
        """How many months back the address asks for."""
        asked = whole(self.request.GET.get("months", ""))
        return asked if asked in MONTHS else USUAL

    @property
    def first_day(self) -> date:
        """The first day that counts."""
        return months_after(today(), -self.months)

    def _page(self, number: int) -> tuple[list[ReaderLine], bool]:
        found = readers_of(
            actor=self.actor,
            patient_id=self.patient_id,
            since=day_begins(self.first_day),
            until=day_begins(today() + timedelta(days=1)),
            after=number * PAGE_SIZE,
        )
        return in_words(found.items), found.has_more

    def exported_rows(self) -> Iterator[ReaderLine]:
        """Every page, one at a time."""
        for number in range(FARTHEST):
            rows, has_more = self._page(number)
            yield from rows
            if not has_more:
                return

    def context(self) -> dict[str, Any]:
        """One page."""
        number = min(whole(self.request.GET.get("page", "")), FARTHEST)
        rows, has_more = self._page(number)
        address = f"?months={self.months}&page="
        return {
            "rows": rows,
            "months": [(count, count == self.months) for count in MONTHS],
            "since": self.first_day,
            "earlier_url": f"{address}{number + 1}" if has_more else "",
            "later_url": f"{address}{number - 1}" if number else "",
        }


def in_words(rows: Sequence[PatientReader]) -> list[ReaderLine]:
    """Readers in words; people by name, a device by its own."""
    people = names_of(row.actor_id for row in rows)
    roles = _roles_of({row.actor_id for row in rows})
    branches = dict(list_branches().values_list("id", "name"))
    terminals = {one.id: one.name for one in list_terminals()} if rows else {}
    return [
        ReaderLine(
            who=SYSTEM_NAME
            if row.actor_id == SYSTEM_ID
            else people.get(row.actor_id)
            or terminals.get(row.actor_id)
            or _("Former staff member"),
            roles=roles.get(row.actor_id, ""),
            branch=branches.get(row.branch_id, "") if row.branch_id else "",
            terminal=terminals.get(row.terminal_id, "") if row.terminal_id else "",
            what=action_words(row.command),
            times=row.times,
            first_at=row.first_at,
            last_at=row.last_at,
        )
        for row in rows
    ]


def _roles_of(people: Iterable[Any]) -> dict[Any, str]:
    found = list_people().filter(id__in=list(people))
    return {
        one.id: ", ".join(sorted({str(held.role.title) for held in one.assignments.all()}))
        for one in found
    }
