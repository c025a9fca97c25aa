"""Entering a request as it arrives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.subject_requests.commands.enter import enter_request
from theriac.domains.subject_requests.rules import SubjectRequestNew
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.subject_requests.words import CHANNELS, KINDS
from theriac.surfaces.backoffice.templatetags.theriac import today

SAID = ("patient", "customer", "staff")
"""What the address may name whose request it is by, with the record's id."""


class SubjectRequestForm(ScreenForm):
    """What was asked, how and when it arrived, how who asks is reached."""

    subject_kind = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8)
    subject_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    kind = forms.ChoiceField(label=_("Request"), choices=list(KINDS.items()))
    channel = forms.ChoiceField(label=_("Received via"), choices=list(CHANNELS.items()))
    arrived_at = forms.DateField(
        label=_("Received on"),
        help_text=_("The period starts on this date, not on the day of entry."),
    )
    arrived_time = forms.TimeField(
        label=_("Time received"),
        help_text=_("Needed where the law counts hours. If empty, the start of the day counts."),
        widget=forms.TimeInput(attrs={"type": "time"}),
        required=False,
    )
    name = forms.CharField(
        label=_("Requester"),
        help_text=_("Only if their record isn't known."),
        max_length=120,
        required=False,
    )
    contact = forms.CharField(
        label=_("Contact details"),
        help_text=_("An address, number or email for the answer."),
        max_length=200,
        required=False,
    )
    words = forms.CharField(
        label=_("What the person wrote or said"),
        help_text=_("Stored encrypted, and deleted when the person is erased."),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )


class EnterSubjectRequest(FormScreen):
    """A request of whom the address names, or of somebody whom nobody knows yet."""

    permission = ERASE_PATIENTS
    form_class = SubjectRequestForm
    title = _("New data request")
    lead = _(
        "The deadline is set by the country’s law from the day the request was received. If "
        "there is no record, enter only what is needed to answer."
    )
    submit_label = _("Save request")
    done = _("Request saved. The deadline is on this page.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Data requests"), reverse("backoffice:subject_request_list"))]

    def initial(self) -> dict[str, Any]:
        """Today, and whom the address names."""
        for kind in SAID:
            subject_id = parse_id(self.request.GET.get(kind, ""))
            if subject_id is not None:
                return {"arrived_at": today(), "subject_kind": kind, "subject_id": subject_id}
        return {"arrived_at": today()}

    def act(self, form: ScreenForm) -> str:
        said = dict(form.cleaned_data)
        hour = said.pop("arrived_time") or time()
        said["arrived_at"] = datetime.combine(
            said["arrived_at"], hour, tzinfo=frame.pharmacy().zone
        )
        said["subject_kind"] = said["subject_kind"] or "unknown"
        said["subject_id"] = said["subject_id"] or None
        request_id = enter_request(
            actor=self.actor, branch_id=self.branch, request=given(SubjectRequestNew, **said)
        )
        return reverse("backoffice:subject_request_detail", args=[request_id])
