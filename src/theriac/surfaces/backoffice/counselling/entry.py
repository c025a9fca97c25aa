"""Recording a counselling: on a prescription, with the hand-over or before it, or of a patient."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Problem, Text
from theriac.domains.counselling.codes import LISTENERS, TOPICS, WHY_REFUSED
from theriac.domains.counselling.commands.counsel import counsel_patient
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.counselling.permissions import GIVE_COUNSELLING
from theriac.domains.counselling.problems import CounsellingRefused
from theriac.domains.patients.commands.open import name_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.prescriptions.commands.counsel import counsel_on_prescription
from theriac.domains.prescriptions.commands.hand_over import hand_over
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.permissions import HAND_OVER_PRESCRIPTIONS
from theriac.surfaces.backoffice.prescriptions.base import OnePrescription
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

LONGEST_NOTE = 250


class AmongCounselling(Screen):
    """A screen below the list of counselling."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Counselling"), reverse("backoffice:counselling_list"))]


class CounsellingForm(ScreenForm):
    """What was explained to whom, or why it was refused."""

    topics = forms.MultipleChoiceField(
        label=_("What was explained"),
        choices=list(TOPICS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    to_whom = forms.ChoiceField(
        label=_("Spoken to"), choices=list(LISTENERS.items()), widget=forms.RadioSelect
    )
    is_leaflet_given = forms.BooleanField(label=_("Leaflet given"), required=False)
    is_understood = forms.BooleanField(label=_("Confirmed that it was understood"), required=False)
    refused_why = forms.ChoiceField(
        label=_("If refused: reason"),
        choices=[("", _("Not refused")), *WHY_REFUSED.items()],
        required=False,
    )
    remark = forms.CharField(
        label=_("Remark"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def given(self) -> CounsellingGiven:
        """As the commands take it."""
        names = ("to_whom", "topics", "is_leaflet_given", "is_understood")
        facts = {name: self.cleaned_data[name] for name in names}
        refused_why = self.cleaned_data["refused_why"] or None
        note = self.cleaned_data["remark"]
        return CounsellingGiven(refused_why=refused_why, note=note, **facts)

    def take(self, problem: Problem) -> None:
        """What concerns the note stands at the remark, which the patient's key covers."""
        if not isinstance(problem, CounsellingRefused):
            super().take(problem)
            return
        for name, words in problem.errors.items():
            self.add_error("remark" if name == "note" else name, str(words))


class HandOverForm(CounsellingForm, EditForm):
    """The same on a prescription, with whether it is handed over at once."""

    hands_over = forms.BooleanField(label=_("Hand over now"), required=False)


class CounselPatient(AmongCounselling, FormScreen):
    """A counselling without a prescription at hand."""

    permission = GIVE_COUNSELLING
    form_class = CounsellingForm
    title = _("Record counselling")
    template_name = "backoffice/counselling/form.html"
    done = _("Counselling recorded.")

    def initial(self) -> dict[str, Any]:
        return {"to_whom": "patient"}

    def context(self) -> dict[str, Any]:
        return {**super().context(), "patient": self.patient_name}

    @cached_property
    def patient_name(self) -> str:
        """Whose record it is, read on the record. Raises PatientUnknown, NotPermitted."""
        return name_patient(actor=self.actor, branch_id=self.branch, patient_id=self.patient_id)

    @property
    def patient_id(self) -> PatientId:
        return PatientId(self.kwargs["patient_id"])

    def act(self, form: ScreenForm) -> str:
        counsel_patient(
            actor=self.actor,
            branch_id=self.branch,
            patient_id=self.patient_id,
            given=form.given(),  # type: ignore[attr-defined]
        )
        return self.cancel_url()

    def cancel_url(self) -> str:
        """Back to the patient's record."""
        if not self.may(VIEW_PATIENTS):
            return reverse("backoffice:counselling_list")
        return reverse("backoffice:patient_detail", args=[self.patient_id])


class CounselOnPrescription(OnePrescription, FormScreen):
    """The counselling of this round of a prescription; ready, it may be handed over with it."""

    permission = GIVE_COUNSELLING
    form_class = HandOverForm
    template_name = "backoffice/counselling/form.html"

    def page_title(self) -> Text:
        return _("Counselling for %(code)s") % {"code": self.opened.prescription.code}

    def initial(self) -> dict[str, Any]:
        return {
            "version": self.opened.prescription.version,
            "to_whom": "patient",
            "hands_over": True,
        }

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        if not self.hands_over:
            del form.fields["hands_over"]
        return form

    @property
    def hands_over(self) -> bool:
        """Whether it may be handed over with the counselling."""
        is_ready = self.opened.prescription.state == "ready"
        return is_ready and self.may(HAND_OVER_PRESCRIPTIONS)

    def context(self) -> dict[str, Any]:
        medicines = [
            (line.content["written"], line.content["directions"]["sig"])
            for line in self.opened.lines
        ]
        return {**super().context(), "patient": self.opened.patient, "medicines": medicines}

    def act(self, form: ScreenForm) -> str:
        given = form.given()  # type: ignore[attr-defined]
        at = {
            "actor": self.actor,
            "branch_id": self.branch,
            "prescription_id": PrescriptionId(self.opened.prescription.id),
            "version": form.cleaned_data["version"],
        }
        if form.cleaned_data.get("hands_over"):
            hand_over(**at, counselling=given)
            messages.success(self.request, str(_("Counselling recorded and handed over.")))
        else:
            counsel_on_prescription(**at, given=given)
            messages.success(self.request, str(_("Counselling recorded.")))
        return self.address()

    def cancel_url(self) -> str:
        return self.address()
