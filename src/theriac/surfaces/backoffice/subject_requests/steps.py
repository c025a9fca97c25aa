"""The steps of a request, each a page with one form."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.subject_requests.commands.answer import (
    answer_request,
    close_request,
    link_deed,
)
from theriac.domains.subject_requests.commands.steps import confirm_identity, prolong_request
from theriac.domains.subject_requests.queries import possible_deeds
from theriac.domains.subject_requests.rules import ANSWERED, SubjectAnswer, SubjectConfirmed
from theriac.surfaces.backoffice.audit.words import action_words
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.subject_requests.detail import SubjectRequestScreen
from theriac.surfaces.backoffice.subject_requests.words import CLOSINGS, OUTCOMES
from theriac.surfaces.backoffice.templatetags.theriac import local_moment, today

_PAGE = re.compile(r"/(patients|customers|people)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b")
_KINDS = {"patients": "patient", "customers": "customer", "people": "staff"}


class ConfirmedForm(ScreenForm):
    """When and how somebody made sure who asks."""

    on = forms.DateField(label=_("Confirmed on"))
    how = forms.CharField(
        label=_("How"),
        help_text=_("Such as: showed an identity card. Copy no number of it."),
        max_length=200,
        required=False,
    )


class SubjectNamedForm(ConfirmedForm):
    """And who it is."""

    subject_id = forms.CharField(
        label=_("Address of the person’s page"),
        help_text=_("Open the patient, customer or member of staff and copy the page’s address."),
        max_length=200,
    )

    def clean_subject_id(self) -> tuple[str, str]:
        """The kind of record and its id."""
        found = _PAGE.search(self.cleaned_data["subject_id"])
        if found is None:
            raise forms.ValidationError(
                _("This isn't the address of a person's page. Open the page and copy it.")
            )
        return _KINDS[found[1]], found[2]


class SubjectRequestStep(SubjectRequestScreen, FormScreen):
    """A step; leads back to the request."""

    permission = ERASE_PATIENTS
    below = True


class ConfirmIdentity(SubjectRequestStep):
    """That it is the person, and who where that isn't known."""

    permission = ERASE_PATIENTS
    form_class = ConfirmedForm
    title = _("Confirm who asks")
    lead = _("What is given out goes to whoever asked: make sure that it is the person.")
    submit_label = _("Confirm it")
    done = _("It is confirmed who asks.")

    def initial(self) -> dict[str, Any]:
        return {"on": today()}

    def form(self, **options: Any) -> ScreenForm:
        """With who it is, where that isn't known."""
        is_known = self.subject_request.subject_id is not None
        return (ConfirmedForm if is_known else SubjectNamedForm)(initial=self.initial(), **options)

    def act(self, form: ScreenForm) -> str:
        said = form.cleaned_data
        kind, subject_id = said.get("subject_id", (None, None))
        told = given(
            SubjectConfirmed,
            on=said["on"],
            how=said["how"],
            subject_kind=kind,
            subject_id=subject_id,
        )
        confirm_identity(**self.named, confirmed=told)
        return self.address()


class ProlongForm(ScreenForm):
    """When the person was told, and why."""

    notice_on = forms.DateField(
        label=_("The person was told on"),
        help_text=_("Within the first period; otherwise the notice prolongs nothing."),
    )
    why = forms.CharField(label=_("Why"), widget=forms.Textarea, max_length=2000)


class ProlongSubjectRequest(SubjectRequestStep):
    """A later deadline, once."""

    permission = ERASE_PATIENTS
    form_class = ProlongForm
    title = _("Prolong the period")
    lead = _("The law allows it once, where a request is complex or there are many of them.")
    submit_label = _("Prolong it")
    done = _("The period is prolonged.")

    def initial(self) -> dict[str, Any]:
        return {"notice_on": today()}

    def act(self, form: ScreenForm) -> str:
        said = form.cleaned_data
        prolong_request(**self.named, notice_on=said["notice_on"], why=said["why"])
        return self.address()


class DeedForm(ScreenForm):
    """Which act."""

    audit_record_id = forms.ChoiceField(label=_("What was done"), widget=forms.RadioSelect)


class LinkDeed(SubjectRequestStep):
    """Name what was done with the person's record."""

    permission = ERASE_PATIENTS
    form_class = DeedForm
    title = _("Name what was done")
    lead = _(
        "Exports, corrections, restrictions and erasures of this person’s record since the request."
    )
    submit_label = _("Name it")
    done = _("It stands with the request.")

    def form(self, **options: Any) -> ScreenForm:
        """With what the trail has."""
        form = super().form(**options)
        rows = possible_deeds(actor=self.actor, request=self.subject_request)
        form.fields["audit_record_id"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (str(row.id), f"{action_words(row.command)}, {local_moment(row.recorded_at)}")
            for row in rows
        ]
        return form

    def act(self, form: ScreenForm) -> str:
        link_deed(**self.named, audit_record_id=UUID(form.cleaned_data["audit_record_id"]))
        return self.address()


class AnswerForm(ScreenForm):
    """What was answered, when, and what a refusal rests on."""

    outcome = forms.ChoiceField(
        label=_("Answer"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    on = forms.DateField(label=_("Answered on"))
    words = forms.CharField(
        label=_("What the person was told"),
        help_text=_("Kept encrypted, and gone when they are erased."),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    law = forms.CharField(
        label=_("Provision of the law"),
        help_text=_("What a refusal rests on, such as an article. It stays readable: no names."),
        max_length=120,
        required=False,
    )


class AnswerSubjectRequest(SubjectRequestStep):
    """The answer, once."""

    permission = ERASE_PATIENTS
    form_class = AnswerForm
    title = _("Answer the request")
    lead = _("Write down what the person was told, on the day on which they were told it.")
    submit_label = _("Keep the answer")
    done = _("The answer is kept.")

    def initial(self) -> dict[str, Any]:
        return {"on": today()}

    def act(self, form: ScreenForm) -> str:
        answer_request(**self.named, answer=given(SubjectAnswer, **form.cleaned_data))
        return self.address()


class SubjectClosingForm(ScreenForm):
    """Why nothing is left to do."""

    why = forms.ChoiceField(label=_("Why"), widget=forms.RadioSelect)


class CloseSubjectRequest(SubjectRequestStep):
    """Nothing is left to do."""

    permission = ERASE_PATIENTS
    form_class = SubjectClosingForm
    title = _("Close the request")
    lead = _("From here its period of keeping counts; the facts stay, what people wrote goes.")
    submit_label = _("Close it")
    done = _("The request is closed.")

    def form(self, **options: Any) -> ScreenForm:
        """With what its state allows."""
        form = super().form(**options)
        is_answered = self.subject_request.state == ANSWERED
        form.fields["why"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (code, words) for code, words in CLOSINGS.items() if (code == "answered") is is_answered
        ]
        return form

    def act(self, form: ScreenForm) -> str:
        close_request(**self.named, why=form.cleaned_data["why"])
        return self.address()
