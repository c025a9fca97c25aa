"""A patient's own requests: everything that is kept, and to be erased; and who read the record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Unprocessable
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.restrict import Erasing, request_erasure
from theriac.domains.patients.permissions import ERASE_PATIENTS, MANAGE_PATIENTS
from theriac.domains.patients.queries.readings import MOST_SHOWN, list_readings
from theriac.surfaces.backoffice.audit.words import action_words
from theriac.surfaces.backoffice.patients.base import PatientScreen
from theriac.surfaces.backoffice.patients.words import why_words
from theriac.surfaces.backoffice.templatetags.theriac import local_date


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
                "who": people.get(one.actor_id, "Theriac"),
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
            raise Unprocessable(_("Nothing was erased. Tick that you are sure, and press again."))
        outcome = request_erasure(**self.named, keep_until=_day(request.POST.get("until", "")))
        if outcome.erase_on is not None:
            messages.success(request, _delayed(outcome))
            return HttpResponseRedirect(reverse("backoffice:patient_list"))
        proofs = outcome.proofs
        messages.success(
            request,
            _("Erased on %(at)s. Proof, the destroyed key's fingerprint: %(mark)s")
            % {
                "at": proofs[0].erased_at.isoformat(timespec="seconds"),
                "mark": proofs[0].fingerprint,
            },
        )
        return HttpResponseRedirect(reverse("backoffice:patient_list"))


def _delayed(outcome: Erasing) -> str:
    """On which date it is erased, and what keeps it until then."""
    words = _("The law keeps this patient: restricted now, erased on %(day)s.")
    told = [words % {"day": local_date(outcome.erase_on)}]
    return " ".join([*told, *(f"{hold.title}: {hold.source}." for hold in outcome.holds)])


def _day(text: str) -> date | None:
    """A date that was chosen; None where none was. Raises Unprocessable with what was typed."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        words = _("Nothing was erased: “%(typed)s” isn’t a date. Write it like 2031-12-31.")
        raise Unprocessable(words % {"typed": text[:40]}, field="until") from None


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
