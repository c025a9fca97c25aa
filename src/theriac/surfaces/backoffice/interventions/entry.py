"""Recording a clinical intervention: on a prescription, for a patient, or of neither."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.ids import parse_id
from theriac.core.problems import Problem, Text
from theriac.domains.interventions.codes import ACTIONS, OUTCOMES
from theriac.domains.interventions.commands.record import record_intervention
from theriac.domains.interventions.facts import InterventionFound
from theriac.domains.interventions.ids import InterventionId
from theriac.domains.interventions.permissions import OPEN_INTERVENTIONS, RECORD_INTERVENTIONS
from theriac.domains.interventions.problems import InterventionRefused
from theriac.domains.patients.commands.open import name_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.prescriptions.commands.intervene import intervene_on_prescription
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.surfaces.backoffice.interventions.words import CAUSE_CHOICES, PROBLEM_CHOICES
from theriac.surfaces.backoffice.prescriptions.base import OnePrescription
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

LONGEST, LONGEST_NAME = 250, 120


class AmongInterventions(Screen):
    """A screen below the list of interventions."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Interventions"), reverse("backoffice:intervention_list"))]


class InterventionForm(ScreenForm):
    """What was found, why, what was done with whom, and what came of it if that is known."""

    problem = forms.ChoiceField(label=_("Problem"), choices=PROBLEM_CHOICES)
    cause = forms.ChoiceField(label=_("Cause"), choices=CAUSE_CHOICES)
    medicine = forms.CharField(label=_("Medicine"), max_length=LONGEST_NAME, required=False)
    found = forms.CharField(
        label=_("What was found"), max_length=LONGEST, required=False, widget=forms.Textarea
    )
    action = forms.ChoiceField(
        label=_("Action"), choices=list(ACTIONS.items()), widget=forms.RadioSelect
    )
    prescriber_name = forms.CharField(
        label=_("Prescriber called"), max_length=LONGEST_NAME, required=False
    )
    proposal = forms.CharField(
        label=_("Proposal"), max_length=LONGEST, required=False, widget=forms.Textarea
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[("", _("Not known yet")), *OUTCOMES.items()],
        required=False,
    )

    def intervention(self) -> InterventionFound:
        """As the commands take it."""
        names = ("problem", "cause", "action", "medicine", "prescriber_name", "proposal")
        facts = {name: self.cleaned_data[name] for name in names}
        outcome = self.cleaned_data["outcome"] or None
        return InterventionFound(note=self.cleaned_data["found"], outcome=outcome, **facts)

    def take(self, problem: Problem) -> None:
        """What concerns the note stands at what was found."""
        if not isinstance(problem, InterventionRefused):
            super().take(problem)
            return
        for name, words in problem.errors.items():
            self.add_error("found" if name == "note" else name, str(words))


class InterventionLineForm(InterventionForm):
    """The same with the line of the prescription that it is about."""

    line = forms.ChoiceField(label=_("Medicine on the prescription"), required=False)
    field_order = ("problem", "cause", "line")


class RecordIntervention(AmongInterventions, FormScreen):
    """An intervention that names no patient."""

    permission = RECORD_INTERVENTIONS
    form_class = InterventionForm
    title = _("Record an intervention")
    lead: Text = _("To name a patient, start from the patient’s or prescription’s page.")
    template_name = "backoffice/interventions/form.html"
    done = _("Intervention recorded.")

    def initial(self) -> dict[str, Any]:
        return {"action": "prescriber"}

    def act(self, form: ScreenForm) -> str:
        made = record_intervention(
            actor=self.actor,
            branch_id=self.branch,
            found=form.intervention(),  # type: ignore[attr-defined]
        )
        return self.onward(made)

    def onward(self, made: InterventionId) -> str:
        """Its own page, for who may open it."""
        if not self.may(OPEN_INTERVENTIONS):
            return reverse("backoffice:intervention_list")
        return reverse("backoffice:intervention_detail", args=[made])


class InterveneForPatient(RecordIntervention):
    """An intervention for a patient without a prescription here."""

    permission = RECORD_INTERVENTIONS
    lead = ""

    @property
    def patient_id(self) -> PatientId:
        return PatientId(self.kwargs["patient_id"])

    @cached_property
    def patient_name(self) -> str:
        """Whose record it is, read on the record. Raises PatientUnknown, NotPermitted."""
        return name_patient(actor=self.actor, branch_id=self.branch, patient_id=self.patient_id)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "patient": self.patient_name}

    def act(self, form: ScreenForm) -> str:
        made = record_intervention(
            actor=self.actor,
            branch_id=self.branch,
            found=form.intervention(),  # type: ignore[attr-defined]
            patient_id=self.patient_id,
        )
        return self.onward(made)


class InterveneOnPrescription(OnePrescription, FormScreen):
    """An intervention on a prescription or one of its lines."""

    permission = RECORD_INTERVENTIONS
    form_class = InterventionLineForm
    template_name = "backoffice/interventions/form.html"
    done = _("Intervention recorded.")

    def page_title(self) -> Text:
        return _("Intervention on %(code)s") % {"code": self.opened.prescription.code}

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        lines = [(str(one.id), one.content["written"]) for one in self.opened.lines]
        form.fields["line"].choices = [("", _("The whole prescription")), *lines]  # type: ignore[attr-defined]
        del form.fields["medicine"]
        return form

    def initial(self) -> dict[str, Any]:
        return {
            "action": "prescriber",
            "prescriber_name": self.opened.prescription.content["prescriber"],
        }

    def context(self) -> dict[str, Any]:
        return {**super().context(), "patient": self.opened.patient}

    def act(self, form: ScreenForm) -> str:
        form.cleaned_data["medicine"] = ""
        prescription = self.opened.prescription
        if form.cleaned_data["prescriber_name"] == prescription.content["prescriber"]:
            form.cleaned_data["prescriber_name"] = ""
        line_id = parse_id(form.cleaned_data["line"])
        intervene_on_prescription(
            actor=self.actor,
            branch_id=self.branch,
            prescription_id=PrescriptionId(prescription.id),
            found=form.intervention(),  # type: ignore[attr-defined]
            line_id=PrescriptionLineId(line_id) if line_id else None,
        )
        return self.address()

    def cancel_url(self) -> str:
        return self.address()
