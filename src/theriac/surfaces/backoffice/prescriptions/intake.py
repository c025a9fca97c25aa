"""Taking a prescription in: the patient, then prescriber, date and lines on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import Problem
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.commands.open import name_patient
from theriac.domains.patients.commands.search import search_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import MANAGE_PATIENTS
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS, VIEW_PRESCRIBERS
from theriac.domains.prescribers.queries.suggestions import suggest_prescribers
from theriac.domains.prescriptions.permissions import RECEIVE_PRESCRIPTIONS
from theriac.domains.prescriptions.pictures import receive_with_pictures
from theriac.domains.prescriptions.rules.facts import (
    MOST_LINES,
    CopyWritten,
    LineWritten,
    PrescriptionWritten,
)
from theriac.surfaces.backoffice.patients.search import SearchForm
from theriac.surfaces.backoffice.patients.words import found_words
from theriac.surfaces.backoffice.prescriptions.base import AmongPrescriptions
from theriac.surfaces.backoffice.prescriptions.line_form import (
    CopiedLineForm,
    PrescriptionLineForm,
    line_given,
)
from theriac.surfaces.backoffice.prescriptions.pictures import PicturesForm
from theriac.surfaces.backoffice.shell.errors import is_fragment
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen

FIRST_LINES = 3
LONGEST_TYPED = 120


class FindPatientOf(AmongPrescriptions):
    """Whose prescription it is; a search is logged as everywhere."""

    permission = RECEIVE_PRESCRIPTIONS
    title = _("Take in a prescription")
    template_name = "backoffice/prescriptions/find.html"

    def context(self) -> dict[str, Any]:
        return {"form": SearchForm(initial={"why": "dispensing"}), "may_register": self.registers}

    @property
    def registers(self) -> bool:
        """Whether somebody unknown may be registered."""
        return self.may(MANAGE_PATIENTS)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Search, and draw whom it found."""
        form = SearchForm(request.POST)
        if not form.is_valid():
            return self.draw(422, form=form)
        data = form.cleaned_data
        found = search_patients(
            actor=self.actor, branch_id=self.branch, text=data["text"], why=data["why"]
        )
        return self.draw(
            form=form,
            is_searched=True,
            found=found_words(found.patients),
            has_more=found.has_more,
        )


class SuggestPrescribers(AmongPrescriptions):
    """Prescribers whom what is typed or scanned may mean: a part of the page, as one types."""

    permission = VIEW_PRESCRIBERS
    title = _("Prescribers")
    template_name = "backoffice/prescriptions/suggest.html"

    def draw(self, status: int = 200, **more: Any) -> HttpResponse:
        """The part alone, as one types; by itself a page."""
        if is_fragment(self.request):
            self.template_name = "backoffice/prescriptions/suggested.html"
        return super().draw(status, **more)

    def context(self) -> dict[str, Any]:
        text = self.request.GET.get("prescriber_text", "")[:LONGEST_TYPED]
        found = suggest_prescribers(actor=self.actor, branch_id=self.branch, text=text)
        return {
            "suggested": found,
            "typed": text.strip(),
            "chosen": str(found[0].id) if len(found) == 1 else "",
            "may_add": self.may(MANAGE_PRESCRIBERS),
        }


class IntakeForm(PicturesForm):
    """Who prescribed, when, and under which number; pictures and lines stand beside it."""

    prescriber_text = forms.CharField(
        label=_("Prescriber"),
        help_text=_("Name, practice, STR or SIP number. A scanner works too."),
        max_length=LONGEST_TYPED,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
    written_on = forms.DateField(label=_("Date on the prescription"))
    number = forms.CharField(label=_("Number on the prescription"), max_length=60, required=False)
    remark = forms.CharField(label=_("Remark"), max_length=120, required=False)


class CopyIntakeForm(IntakeForm):
    """The same with whose copy it is, where no original came."""

    pharmacy = forms.CharField(label=_("Pharmacy that made the copy"), max_length=120)
    copy_number = forms.CharField(label=_("Number of the copy"), max_length=60, required=False)
    copied_on = forms.DateField(label=_("Date of the copy"), required=False)

    @property
    def of_copy(self) -> Sequence[forms.BoundField]:
        """The fields that only a copy has."""
        return [self[name] for name in ("pharmacy", "copy_number", "copied_on")]

    def take(self, problem: Problem) -> None:
        """What concerns the copy stands at its field."""
        if problem.field and problem.field.startswith("copied_from."):
            self.add_error(problem.field.partition(".")[2], str(problem.detail))
            return
        super().take(problem)


class TakeIn(AmongPrescriptions, FormScreen):
    """Prescriber, date, lines and pictures of a patient's prescription.

    The form is sent and drawn again as a part, so that the pictures that were chosen stay.
    """

    permission = RECEIVE_PRESCRIPTIONS
    form_class = IntakeForm
    template_name = "backoffice/prescriptions/intake.html"
    title = _("Take in a prescription")
    submit_label = _("Take in")
    done = _("Prescription taken in. It waits for its review.")

    @property
    def is_copy(self) -> bool:
        """Whether another pharmacy's copy came instead of the original."""
        return "copy" in self.request.GET

    def initial(self) -> dict[str, Any]:
        return {"written_on": branch_date(self.branch)}

    @cached_property
    def patient(self) -> str:
        """Whose it is; reading the name is logged. Raises PatientUnknown, PatientGone."""
        return name_patient(
            actor=self.actor,
            branch_id=self.branch,
            patient_id=PatientId(self.kwargs["patient_id"]),
            why="dispensing",
        )

    @cached_property
    def lines(self) -> list[PrescriptionLineForm]:
        """The rows of the page: those sent, three at first, and more as one asks."""
        sent, form = self.typed, CopiedLineForm if self.is_copy else PrescriptionLineForm
        if sent is None:
            return [form(prefix=f"row-{at}") for at in range(FIRST_LINES)]
        count = max(_sent(sent), FIRST_LINES)
        if "more" in sent:
            count = min(count + FIRST_LINES, MOST_LINES)
        return [form(sent, prefix=f"row-{at}", empty_permitted=True) for at in range(count)]

    def context(self) -> dict[str, Any]:
        """The patient, the rows, and the prescribers that fit what was typed."""
        sent: Mapping[str, Any] = self.typed or {}
        text = str(sent.get("prescriber_text", ""))[:LONGEST_TYPED]
        found: Sequence[Any] = ()
        if text and self.may(VIEW_PRESCRIBERS):
            found = suggest_prescribers(actor=self.actor, branch_id=self.branch, text=text)
        return {
            "patient": self.patient,
            "lines": self.lines,
            "suggested": found,
            "typed": text.strip(),
            "chosen": str(sent.get("prescriber", "")),
            "may_add": self.may(MANAGE_PRESCRIBERS),
            "may_more": len(self.lines) < MOST_LINES,
        }

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """More rows, or take it in."""
        if "more" in request.POST:
            return self.draw(form=self.form(initial=request.POST.dict()))
        return super().post(request, **parts)

    def draw(self, status: int = 200, **more: Any) -> HttpResponse:
        """The form alone once it was sent; a browser without scripts chooses the pictures anew."""
        is_part = is_fragment(self.request)
        if is_part:
            self.template_name = "backoffice/prescriptions/intake_form.html"
        elif self.request.FILES and more["form"].is_bound:
            more["form"].add_error("pictures", _now("Choose the pictures again."))
        return super().draw(status, is_part=is_part, **more)

    def form(self, **options: Any) -> IntakeForm:
        kind = CopyIntakeForm if self.is_copy else IntakeForm
        return kind(**{"initial": self.initial(), **options})

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        prescriber = self._prescriber()
        typed = [row for row in self.lines if row.is_typed]
        checked = [row.is_valid() for row in typed]
        pictures = form.prepared(self.actor)
        if prescriber is None or not all(checked) or form.errors:
            raise _Incomplete
        facts = given(
            PrescriptionWritten,
            patient_id=UUID(str(self.kwargs["patient_id"])),
            prescriber_id=prescriber,
            written_on=data["written_on"],
            number=data["number"],
            note=data["remark"],
            copied_from=_copied(data) if self.is_copy else None,
            lines=[_line(row) for row in typed],
        )
        try:
            made = receive_with_pictures(
                actor=self.actor,
                branch_id=self.branch,
                facts=facts,
                pictures=pictures,
                confirmed=form.confirmed,
            )
        except Problem as problem:
            _take_faults(problem, typed)
            raise
        return reverse("backoffice:prescription_detail", args=[made])

    def _prescriber(self) -> UUID | None:
        return parse_id(self.request.POST.get("prescriber", ""))

    def _again(self, form: ScreenForm, status: int = 422) -> HttpResponse:
        """With all that is wrong, at once."""
        if self._prescriber() is None:
            form.add_error("prescriber_text", _now("Choose the prescriber from the list."))
        return super()._again(form, status)

    def cancel_url(self) -> str:
        """Back to the board."""
        return reverse("backoffice:prescription_board")


class _Incomplete(Problem):
    """Something stands at its field already."""

    type = "prescriptions.incomplete"
    title = _("Check the marked fields.")
    status = 422


def _sent(sent: Mapping[str, Any]) -> int:
    return sum(f"row-{at}-written" in sent for at in range(MOST_LINES))


def _copied(data: Mapping[str, Any]) -> CopyWritten:
    return given(
        CopyWritten,
        pharmacy=data["pharmacy"],
        number=data["copy_number"],
        copied_on=data["copied_on"],
    )


def _line(row: PrescriptionLineForm) -> LineWritten:
    return line_given(row.cleaned_data, product_id=None, generic_id=None)


def _take_faults(problem: Problem, rows: Sequence[PrescriptionLineForm]) -> None:
    """Show what concerns a line at its row."""
    errors: Mapping[str, Any] = getattr(problem, "errors", {}) or {}
    for path, words in errors.items():
        head, _dot, rest = path.partition(".")
        number, _dot, name = rest.partition(".")
        if head == "lines" and number.isdecimal() and int(number) < len(rows):
            row = rows[int(number)]
            row.add_error(name if name in row.fields else "written", str(words))
