"""Whom an electronic prescription is for: found by number, searched, or registered at one key."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.ids import parse_id
from theriac.core.problems import Problem
from theriac.domains.eprescriptions.commands.open import OpenedEPrescription
from theriac.domains.eprescriptions.identifiers import patient_numbers
from theriac.domains.eprescriptions.reader.facts import SentPatient, day_of
from theriac.domains.patients.commands.open import name_patient
from theriac.domains.patients.commands.register import register_patient
from theriac.domains.patients.commands.search import search_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import MANAGE_PATIENTS
from theriac.domains.patients.problems import LooksKnown
from theriac.domains.patients.rules.particulars import ContactPoint, Particulars
from theriac.surfaces.backoffice.patients.words import found_words
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.screens import Screen

LONGEST_TYPED = 120
MOST_SHOWN = 8


class ElectronicIntakeForm(EditForm):
    """For whom and by whom; the lines stand beside it."""

    patient_text = forms.CharField(
        label=_("Patient"),
        help_text=_("Name, birth date, telephone or number."),
        max_length=LONGEST_TYPED,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
    prescriber_text = forms.CharField(
        label=_("Prescriber"),
        help_text=_("Name, practice, STR or SIP number. A scanner works too."),
        max_length=LONGEST_TYPED,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )


class PatientChoice:
    """The people whom the page offers, and the one who is chosen."""

    def __init__(self, screen: Screen, opened: OpenedEPrescription) -> None:
        self.screen = screen
        self.opened = opened
        self.found: list[dict[str, Any]] = []
        self.names: dict[UUID, str] = {}
        self.looks_known = False
        self.is_searched = False
        sent = screen.request.POST.get("patient", "")
        match = opened.match
        known = match.patient_id if match is not None else None
        self.chosen = parse_id(sent) if screen.request.method == "POST" else known

    def context(self) -> dict[str, Any]:
        """The people, the chosen one first."""
        if self.chosen is not None and self.chosen not in self._offered():
            self._name(self.chosen)
        match = self.opened.match
        return {
            "patients": self.found,
            "named": list(self.names.items()),
            "chosen_patient": self.chosen,
            "looks_known": self.looks_known,
            "is_searched": self.is_searched,
            "is_patient_certain": match is not None and match.is_patient_certain,
            "may_register": self.screen.may(MANAGE_PATIENTS),
        }

    def asked(self, form: ScreenForm) -> int:
        """Search or register, as the key that was pressed says; the answer's status."""
        sent = self.screen.request.POST
        if "register" in sent:
            return self._register(form, is_another=sent["register"] == "another")
        text = str(sent.get("patient_text", ""))[:LONGEST_TYPED]
        result = search_patients(
            actor=self.screen.actor, branch_id=self.screen.branch, text=text, why="dispensing"
        )
        self.is_searched = True
        self.found = found_words(result.patients[:MOST_SHOWN])
        if len(self.found) == 1 and self.chosen is None:
            self.chosen = self.found[0]["patient"].id
        return 200

    def _register(self, form: ScreenForm, *, is_another: bool) -> int:
        if self.opened.sent is None:
            return 409
        try:
            self.chosen = register_patient(
                actor=self.screen.actor,
                branch_id=self.screen.branch,
                particulars=particulars_of(self.opened.sent.patient),
                is_another=is_another,
            )
        except LooksKnown as problem:
            self.looks_known = True
            for text in problem.facts["patients"][:MOST_SHOWN]:
                self._name(UUID(text))
            form.add_error("patient_text", str(problem.detail))
            return problem.status
        except Problem as problem:
            form.add_error("patient_text", _told(problem))
            return problem.status
        return 200

    def _offered(self) -> set[UUID]:
        return {one["patient"].id for one in self.found} | set(self.names)

    def _name(self, patient_id: UUID) -> None:
        try:
            self.names[patient_id] = name_patient(
                actor=self.screen.actor,
                branch_id=self.screen.branch,
                patient_id=PatientId(patient_id),
                why="dispensing",
            )
        except Problem:
            if self.chosen == patient_id:
                self.chosen = None


def particulars_of(sent: SentPatient) -> Particulars:
    """The person as the sender told them."""
    return Particulars(
        names=sent.names,
        birth_date=day_of(sent.birth_date),
        sex=sent.sex,
        contacts=[ContactPoint("phone", one) for one in sent.phones[:1]],
        addresses=list(sent.addresses[:1]),
        national_ids=patient_numbers(sent.numbers),
    )


def _told(problem: Problem) -> str:
    errors = getattr(problem, "errors", {}) or {}
    words = " ".join(str(one) for one in errors.values()) or str(problem.detail or problem.title)
    return _now("This person can’t be registered as sent: %(why)s") % {"why": words}
