"""Writing a report: of a patient, filled in from what they got; of nobody named; and editing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.ids import parse_id
from theriac.core.problems import Problem, Text
from theriac.domains.adverse_events.commands.draft import change_report, draft_report
from theriac.domains.adverse_events.commands.open import OpenedReport, open_report
from theriac.domains.adverse_events.commands.prefill import PrefilledReport, prefill_report
from theriac.domains.adverse_events.ids import AdverseEventId
from theriac.domains.adverse_events.permissions import (
    ASSESS_ADVERSE_EVENTS,
    OPEN_ADVERSE_EVENTS,
    REPORT_ADVERSE_EVENTS,
)
from theriac.domains.adverse_events.problems import WrongReportState
from theriac.domains.adverse_events.rules.codes import DRAFT
from theriac.domains.adverse_events.rules.facts import (
    MOST_MEDICINES,
    AdverseEventTold,
    ReportedMedicine,
)
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.rules.reasons import WHY
from theriac.surfaces.backoffice.adverse_events.form import (
    FIELDS,
    AdverseEventEdit,
    AdverseEventTyped,
)
from theriac.surfaces.backoffice.adverse_events.medicines import (
    MedicineForm,
    new_rows,
    sent_rows,
    take_faults,
)
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class AmongAdverseEvents(Screen):
    """A screen below the list of reports."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Adverse events"), reverse("backoffice:adverse_event_list"))]


class _WithMedicines(AmongAdverseEvents, FormScreen):
    """A form of a report with its rows."""

    permission = REPORT_ADVERSE_EVENTS
    form_class = AdverseEventTyped
    template_name = "backoffice/adverse_events/form.html"

    @property
    def begun(self) -> Sequence[ReportedMedicine]:
        """The medicines that the form opens with."""
        raise NotImplementedError

    @cached_property
    def rows(self) -> list[MedicineForm]:
        return new_rows(self.begun) if self.typed is None else sent_rows(self.typed)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "rows": self.rows, "may_more": len(self.rows) < MOST_MEDICINES}

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """More rows, or save."""
        if "more" in request.POST:
            form = self.form(data=request.POST)
            form.errors.clear()
            for row in self.rows:
                row.errors.clear()
            return self.draw(form=form)
        return super().post(request, **parts)

    def written(self, form: Any) -> AdverseEventTold:
        """What was typed, rows too. Raises Unprocessable, which stands at its row."""
        chosen = [row for row in self.rows if row.is_told]
        checked = [row.is_valid() for row in chosen]
        if not all(checked):
            raise _RowsAmiss
        return form.told([row.medicine() for row in chosen])  # type: ignore[no-any-return]

    def act(self, form: ScreenForm) -> str:
        try:
            return self.keep(form)
        except Problem as problem:
            take_faults(problem, [row for row in self.rows if row.is_told])
            raise

    def keep(self, form: ScreenForm) -> str:
        """Call the command; where it leads."""
        raise NotImplementedError

    def page_of(self, report_id: AdverseEventId) -> str:
        """Its page, for who may open it."""
        if not self.may(OPEN_ADVERSE_EVENTS):
            return reverse("backoffice:adverse_event_list")
        return reverse("backoffice:adverse_event_detail", args=[report_id])


class _RowsAmiss(Problem):
    """Something stands at its field already."""

    type = "adverse_events.incomplete"
    title = _("Check the marked medicines.")
    status = 422


class NewReport(_WithMedicines):
    """A report that names no patient; ``batch`` in the address is suspected."""

    permission = REPORT_ADVERSE_EVENTS
    title = _("Report an adverse event")
    submit_label = _("Save draft")
    done = _("Draft saved. It isn’t sent yet.")
    patient_id: PatientId | None = None

    @cached_property
    def prefilled(self) -> PrefilledReport:
        """What the books say, on the record. Raises as ``prefill_report``."""
        asked = self.request.GET
        return prefill_report(
            actor=self.actor,
            branch_id=self.branch,
            patient_id=self.patient_id,
            onset_on=self.onset,
            batch_id=parse_id(asked.get("batch", "")),
            prescription_id=parse_id(asked.get("prescription", "")),
        )

    @property
    def onset(self) -> date:
        """The day in the address, today without one."""
        today = branch_date(self.branch)
        field = forms.DateField(required=False)
        try:
            day: date | None = field.clean(self.request.GET.get("onset", ""))
        except forms.ValidationError:
            return today
        return min(day or today, today)

    @property
    def begun(self) -> Sequence[ReportedMedicine]:
        return self.prefilled.medicines

    def initial(self) -> dict[str, Any]:
        if self.typed is not None:
            return {}
        found = self.prefilled
        is_pharmacist = self.may(ASSESS_ADVERSE_EVENTS)
        return {
            "initials": found.initials,
            "age": found.age,
            "age_unit": found.age_unit,
            "sex": found.sex,
            "allergies": ", ".join(found.allergies)[:500],
            "history": ", ".join(found.conditions)[:500],
            "onset_on": self.onset,
            "learned_on": branch_date(self.branch),
            "profession": "pharmacist" if is_pharmacist else "technician",
        }

    def keep(self, form: ScreenForm) -> str:
        told = self.written(form)
        made = draft_report(
            actor=self.actor, branch_id=self.branch, told=told, patient_id=self.patient_id
        )
        return self.page_of(made)


class ReportForPatient(NewReport):
    """A report of a patient, filled in from their record, sales and prescriptions."""

    permission = REPORT_ADVERSE_EVENTS

    @property
    def patient_id(self) -> PatientId:  # type: ignore[override]
        return PatientId(self.kwargs["patient_id"])

    def context(self) -> dict[str, Any]:
        found = self.prefilled
        fields = ("batch", "prescription")
        kept = [(one, self.request.GET.get(one, "")) for one in fields]
        return {
            **super().context(),
            "patient": found.patient,
            "has_more": found.has_more,
            "onset": self.onset,
            "asked": [one for one in kept if one[1]],
        }


class OneReport(AmongAdverseEvents):
    """A screen of the report that the address names; opening it is logged, once a request."""

    @cached_property
    def opened(self) -> OpenedReport:
        """What it says. Raises AdverseEventUnknown, PatientGone, PatientRestricted."""
        asked = self.request.GET.get("why", "")
        return open_report(
            actor=self.actor,
            branch_id=self.branch,
            report_id=AdverseEventId(self.kwargs["report_id"]),
            why=asked if asked in WHY else "care",
        )

    def address(self) -> str:
        """Its own page."""
        return reverse("backoffice:adverse_event_detail", args=[self.kwargs["report_id"]])


class ChangeReport(OneReport, _WithMedicines):
    """Another wording of a draft."""

    permission = REPORT_ADVERSE_EVENTS
    form_class = AdverseEventEdit
    done = _("Saved.")

    def page_title(self) -> Text:
        return _now("Edit report %(code)s") % {"code": self.opened.report.code}

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The form of a draft; what was sent is edited no more."""
        if self.opened.report.state != DRAFT:
            raise WrongReportState(
                _now("This report isn’t a draft any more. Write a follow-up instead."),
                state=self.opened.report.state,
            )
        return super().get(request, **parts)

    @property
    def begun(self) -> Sequence[ReportedMedicine]:
        return self.opened.told.medicines

    def initial(self) -> dict[str, Any]:
        if self.typed is not None:
            return {}
        told = self.opened.told
        found = {name: getattr(told, name) for name in FIELDS}
        return {**found, "version": self.opened.report.version}

    def context(self) -> dict[str, Any]:
        return {**super().context(), "patient": self.opened.patient}

    def keep(self, form: ScreenForm) -> str:
        told = self.written(form)
        change_report(
            actor=self.actor,
            branch_id=self.branch,
            report_id=AdverseEventId(self.kwargs["report_id"]),
            version=form.cleaned_data["version"],
            told=told,
        )
        return self.address()

    def cancel_url(self) -> str:
        return self.address()
