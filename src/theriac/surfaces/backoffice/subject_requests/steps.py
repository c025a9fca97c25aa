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
        help_text=_("For example: showed an identity card. Don't copy its number."),
        max_length=200,
        required=False,
    )


class SubjectNamedForm(ConfirmedForm):
    """And who it is."""

    subject_id = forms.CharField(
        label=_("Address of the person’s page"),
        help_text=_("Open the page of the patient, customer or staff member and copy its address."),
        max_length=200,
    )

    def clean_subject_id(self) -> tuple[str, str]:
        """The kind of record and its id."""
        found = _PAGE.search(self.cleaned_data["subject_id"])
        if found is None:
            raise forms.ValidationError(
                _("This isn't the address of a person's page. Open the page and copy its address.")
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
    title = _("Confirm requester's identity")
    lead = _("The data is given to the requester. Make sure that it is the right person.")
    submit_label = _("Confirm identity")
    done = _("Identity confirmed.")

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
        label=_("Person informed on"),
        help_text=_("Must be within the first period; otherwise the notice extends nothing."),
    )
    why = forms.CharField(label=_("Reason"), widget=forms.Textarea, max_length=2000)


class ProlongSubjectRequest(SubjectRequestStep):
    """A later deadline, once."""

    permission = ERASE_PATIENTS
    form_class = ProlongForm
    title = _("Extend period")
    lead = _("The law allows one extension, if a request is complex or there are many requests.")
    submit_label = _("Extend period")
    done = _("Period extended.")

    def initial(self) -> dict[str, Any]:
        return {"notice_on": today()}

    def act(self, form: ScreenForm) -> str:
        said = form.cleaned_data
        prolong_request(**self.named, notice_on=said["notice_on"], why=said["why"])
        return self.address()


class DeedForm(ScreenForm):
    """Which act."""

    audit_record_id = forms.ChoiceField(label=_("Activity"), widget=forms.RadioSelect)


class LinkDeed(SubjectRequestStep):
    """Name what was done with the person's record."""

    permission = ERASE_PATIENTS
    form_class = DeedForm
    title = _("Add completed action")
    lead = _(
        "Exports, corrections, restrictions and erasures of this person’s record since the request."
    )
    submit_label = _("Assign")
    done = _("The action was added to the request.")

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


class OrderAnswerForm(ScreenForm):
    """What was answered, when, and what a refusal rests on."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    on = forms.DateField(label=_("Answered on"))
    words = forms.CharField(
        label=_("What the person was told"),
        help_text=_("Stored encrypted, and deleted when the person is erased."),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    law = forms.CharField(
        label=_("Legal provision"),
        help_text=_(
            "The basis of the refusal, for example an article. It stays readable, so "
            "enter no names."
        ),
        max_length=120,
        required=False,
    )


class AnswerSubjectRequest(SubjectRequestStep):
    """The answer, once."""

    permission = ERASE_PATIENTS
    form_class = OrderAnswerForm
    title = _("Answer request")
    lead = _("Enter what the person was told, on the same day.")
    submit_label = _("Save answer")
    done = _("Answer saved.")

    def initial(self) -> dict[str, Any]:
        return {"on": today()}

    def act(self, form: ScreenForm) -> str:
        answer_request(**self.named, answer=given(SubjectAnswer, **form.cleaned_data))
        return self.address()


class SubjectClosingForm(ScreenForm):
    """Why nothing is left to do."""

    why = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)


class CloseSubjectRequest(SubjectRequestStep):
    """Nothing is left to do."""

    permission = ERASE_PATIENTS
    form_class = SubjectClosingForm
    title = _("Close request")
    lead = _(
        "The retention period starts now. At its end, what people wrote is deleted; the "
        "facts are kept."
    )
    submit_label = _("Close recall")
    done = _("Request closed.")

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
