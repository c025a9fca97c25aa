"""Notes, allergies, conditions and consents of one patient."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.domains.patients.commands.change import LONGEST_NOTES, write_notes
from theriac.domains.patients.commands.consents import ConsentNew, record_consent, stop_contact
from theriac.domains.patients.commands.health import (
    LONGEST_TEXT,
    NewHealthFact,
    end_health,
    record_health,
)
from theriac.domains.patients.commands.open import open_patient
from theriac.domains.patients.permissions import MANAGE_PATIENTS, VIEW_CLINICAL
from theriac.domains.patients.rules.lists import (
    ALLERGENS,
    ALLERGY,
    CHANNELS,
    CONDITION,
    CONDITIONS,
    HOWS,
    PURPOSES,
    SEVERITIES,
)
from theriac.surfaces.backoffice.patients.base import PatientScreen
from theriac.surfaces.backoffice.patients.words import CHOOSE
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen


class NotesForm(ScreenForm):
    """What helps to serve the patient."""

    notes = forms.CharField(
        label=_("Notes"),
        help_text=_("Notes are encrypted like all other data, and the patient can request them."),
        max_length=LONGEST_NOTES,
        required=False,
        widget=forms.Textarea,
    )


class WriteNotes(PatientScreen, FormScreen):
    """Change the notes."""

    permission = VIEW_CLINICAL
    title = _("Patient notes")
    form_class = NotesForm
    submit_label = _("Save notes")

    def initial(self) -> dict[str, Any]:
        """What they say now; reading them is on the record."""
        return {"notes": open_patient(**self.named).notes}

    def act(self, form: ScreenForm) -> str:
        write_notes(**self.named, notes=form.cleaned_data["notes"])
        return self.address()


class AllergyForm(ScreenForm):
    """The code or, where the list has none, words."""

    code = forms.ChoiceField(label=_("Allergic to"), choices=[CHOOSE, *ALLERGENS.items()])
    text = forms.CharField(
        label=_("Description"),
        help_text=_("Required if it isn't in the list."),
        max_length=LONGEST_TEXT,
        required=False,
    )
    severity = forms.ChoiceField(
        label=_("Severity"), choices=list(SEVERITIES.items()), required=False
    )
    reaction = forms.CharField(
        label=_("What happened"),
        help_text=_("For example rash or swollen face."),
        max_length=LONGEST_TEXT,
        required=False,
    )


class ConditionForm(ScreenForm):
    """As an allergy, without how bad it is."""

    code = forms.ChoiceField(label=_("Condition"), choices=[CHOOSE, *CONDITIONS.items()])
    text = forms.CharField(
        label=_("More details"),
        help_text=_("Required if it isn't in the list."),
        max_length=LONGEST_TEXT,
        required=False,
    )


class AddAllergy(PatientScreen, FormScreen):
    """Adds a fact, which is ended later and never changed."""

    permission = VIEW_CLINICAL
    title = _("Add allergy")
    form_class: ClassVar[type[ScreenForm]] = AllergyForm
    submit_label = _("Add allergy")
    kind = ALLERGY

    def act(self, form: ScreenForm) -> str:
        record_health(**self.named, fact=NewHealthFact(self.kind, **form.cleaned_data))
        return self.address()


class AddCondition(AddAllergy):
    """It stands beside the allergies from then on."""

    permission = VIEW_CLINICAL
    title = _("Add condition")
    form_class = ConditionForm
    submit_label = _("Add condition")
    kind = CONDITION


class EndHealth(PatientScreen, ButtonScreen):
    """Say that an allergy or condition no longer holds."""

    calls = Calls(end_health, why=str)


class ConsentForm(ScreenForm):
    """A patient's word."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=[CHOOSE, *PURPOSES.items()])
    channel = forms.ChoiceField(label=_("Channel"), choices=[CHOOSE, *CHANNELS.items()])
    said = forms.ChoiceField(
        label=_("Patient's answer"),
        choices=[
            CHOOSE,
            ("yes", _("Yes, can be contacted")),
            ("no", _("No, or consent withdrawn")),
        ],
    )
    how = forms.ChoiceField(label=_("How it was given"), choices=[CHOOSE, *HOWS.items()])


class RecordConsent(PatientScreen, FormScreen):
    """Record a yes or a no."""

    permission = MANAGE_PATIENTS
    title = _("Record consent")
    form_class = ConsentForm
    submit_label = _("Save consent")
    lead = _("The latest consent applies. Without consent, the patient isn't contacted.")

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        word = given(
            ConsentNew,
            purpose=data["purpose"],
            channel=data["channel"],
            is_given=data["said"] == "yes",
            how=data["how"],
        )
        record_consent(**self.named, word=word)
        return self.address()


class StopContact(PatientScreen, ButtonScreen):
    """The patient said STOP: every purpose on every channel is withdrawn."""

    calls = Calls(stop_contact)
    done = _("STOP recorded. This patient gets no more messages.")

    def given(self) -> dict[str, Any]:
        return {"how": "spoken"}
