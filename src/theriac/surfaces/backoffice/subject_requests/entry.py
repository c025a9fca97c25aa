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
    kind = forms.ChoiceField(label=_("What is asked"), choices=list(KINDS.items()))
    channel = forms.ChoiceField(label=_("How it arrived"), choices=list(CHANNELS.items()))
    arrived_at = forms.DateField(
        label=_("Arrived on"), help_text=_("The period counts from here, not from today.")
    )
    arrived_time = forms.TimeField(
        label=_("At what time"),
        help_text=_("Where the law counts hours. Empty counts from the day’s beginning."),
        widget=forms.TimeInput(attrs={"type": "time"}),
        required=False,
    )
    name = forms.CharField(
        label=_("Who asks"),
        help_text=_("Only while no record of theirs is known."),
        max_length=120,
        required=False,
    )
    contact = forms.CharField(
        label=_("How they are reached"),
        help_text=_("An address, number or e-mail to answer to."),
        max_length=200,
        required=False,
    )
    words = forms.CharField(
        label=_("What they wrote or said"),
        help_text=_("Kept encrypted, and gone when they are erased."),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )


class EnterSubjectRequest(FormScreen):
    """A request of whom the address names, or of somebody whom nobody knows yet."""

    permission = ERASE_PATIENTS
    form_class = SubjectRequestForm
    title = _("Enter a request")
    lead = _(
        "The deadline follows from the country’s law on the day it arrived. Without a record, "
        "write only what is needed to answer."
    )
    submit_label = _("Enter it")
    done = _("The request is entered. Its deadline stands on this page.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Requests about data"), reverse("backoffice:subject_request_list"))]

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
