"""Making a share: whom, what, which period, until when; its link is shown once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.problems import Problem
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.shares.commands import IssuedShare, ShareDraft, make_share
from theriac.domains.shares.permissions import SHARE_BOOKS
from theriac.domains.shares.rights import RIGHTS, SEES_COSTS, may_offer
from theriac.surfaces.backoffice.shares.words import KINDS, NOTES, PATIENTS
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

USUAL_DAYS = 14


class ShareForm(ScreenForm):
    """What is shared with whom."""

    name = forms.CharField(
        label=_("For"),
        help_text=_("Name of the person or office that receives the link."),
        max_length=120,
    )
    email = forms.EmailField(label=_("Email (optional)"), max_length=190, required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Records"),
        choices=[(kind, KINDS[kind]) for kind in RIGHTS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Read-only. Patient data appears only as you choose below."),
    )
    branches = forms.MultipleChoiceField(
        label=_("Branches (empty: all)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    since = forms.DateField(label=_("Records from"))
    until = forms.DateField(label=_("Records to"))
    ends_on = forms.DateField(label=_("Link expires on"), help_text=_("Until the end of this day."))
    costs = forms.BooleanField(
        label=_("Show purchase cost"),
        help_text=_("On goods receipts and all other records except sales and stock movements."),
        required=False,
    )
    patients = forms.ChoiceField(
        label=_("Patients on sales"), choices=list(PATIENTS.items()), required=False
    )
    patients_why = forms.CharField(
        label=_("Reason for sharing patient data (if shared)"),
        help_text=_("Stored in the audit log. Each name read is listed on the patient’s record."),
        max_length=250,
        required=False,
    )
    passphrase = forms.CharField(
        label=_("Passphrase (optional)"),
        help_text=_(
            "At least 8 characters. Send it separately from the link; it isn't shown again."
        ),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        seen = list_branches(actor.branches_with(SHARE_BOOKS)).values_list("id", "name")
        fields["branches"].choices = [(str(key), name) for key, name in seen]
        fields["kinds"].choices = [
            (kind, f"{KINDS[kind]}: {NOTES[kind]}")
            for kind, needed in RIGHTS.items()
            if may_offer(actor, needed)
        ]
        if not may_offer(actor, {SEES_COSTS}):
            del fields["costs"]


class NewShare(FormScreen):
    """Make the link, and show it this once."""

    permission = SHARE_BOOKS
    title = _("Share records")
    form_class = ShareForm
    submit_label = _("Create link")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Share links"), reverse("backoffice:share_list"))]

    def initial(self) -> dict[str, Any]:
        """The year until today, for two weeks."""
        today = clock.now().astimezone(frame.pharmacy().zone).date()
        ends_on = today + timedelta(days=USUAL_DAYS)
        first = today.replace(month=1, day=1)
        kinds = [kind for kind, needed in RIGHTS.items() if may_offer(self.actor, needed)]
        return {"since": first, "until": today, "ends_on": ends_on, "kinds": kinds}

    def form(self, **options: Any) -> ScreenForm:
        """With the branches where the actor may share."""
        return ShareForm(initial=self.initial(), actor=self.actor, **options)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Make it and show the link; a refusal stands beside its field."""
        form = self.form(data=request.POST)
        if not form.is_valid():
            return self.draw(422, form=form)
        try:
            issued = self._make(form)
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form)
        self.template_name = "backoffice/shares/made.html"
        address = request.build_absolute_uri(reverse("shared:open"))
        link = f"{address}?{urlencode({'key': issued.secret})}"
        back = reverse("backoffice:share_detail", args=[issued.id])
        return self.draw(form=form, link=link, name=form.cleaned_data["name"], back=back)

    def _branches(self, chosen: Sequence[str], form: ScreenForm) -> tuple[UUID, ...]:
        """The branches chosen; each of all of them means all, as none does."""
        is_all = len(chosen) == len(list_branches(None))
        if is_all and self.actor.branches_with(SHARE_BOOKS) is None:
            return ()
        return tuple(UUID(one) for one in chosen)

    def _make(self, form: ScreenForm) -> IssuedShare:
        data = form.cleaned_data
        zone = frame.pharmacy().zone
        ends_at = datetime.combine(data["ends_on"] + timedelta(days=1), time(), tzinfo=zone)
        draft = ShareDraft(
            name=data["name"],
            email=data["email"],
            kinds=tuple(data["kinds"]),
            branches=self._branches(data["branches"], form),
            since=data["since"],
            until=data["until"],
            ends_at=ends_at,
            passphrase=data["passphrase"],
            patients=data["patients"],
            patients_why=data["patients_why"],
            costs=data.get("costs", False),
        )
        return make_share(actor=self.actor, draft=draft)
