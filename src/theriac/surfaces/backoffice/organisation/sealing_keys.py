"""A branch's sealing keys: which there are, and making a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import SYSTEM_NAME
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.commands.sealing_keys import make_sealing_key
from theriac.domains.organisation.permissions import MANAGE_TERMINALS
from theriac.domains.organisation.queries.sealing_keys import list_sealing_keys, opens_here
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class SealingKeyForm(ScreenForm):
    """Why a new key is made."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For later reference."),
        max_length=250,
    )


class SealingKeys(FormScreen):
    """The keys to which the counters of the branch that is worked in seal, and a new one."""

    permission = MANAGE_TERMINALS
    title = gettext_lazy("Prescription encryption keys")
    template_name = "backoffice/organisation/sealing.html"
    form_class = SealingKeyForm
    submit_label = gettext_lazy("Create key")
    done = gettext_lazy("Created. Counters use it after their next update.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Terminals"), reverse("backoffice:terminal_list"))]

    def context(self) -> dict[str, Any]:
        """The branch's keys, the newest first."""
        keys = list(list_sealing_keys(actor=self.actor, branch_id=self.branch))
        people = names_of(key.made_by for key in keys)
        states = [
            badge(_("Can't be used here"), "x-octagon-fill", "stop")
            if not opens_here(key)
            else badge(_("Used by counters"), "lock-fill", "go")
            if key is keys[0]
            else badge(_("For older prescriptions only"), "unlock", "note")
            for key in keys
        ]
        return {
            "keys": [
                {"key": key, "by": people.get(key.made_by, SYSTEM_NAME), "state": state}
                for key, state in zip(keys, states, strict=True)
            ]
        }

    def act(self, form: ScreenForm) -> str:
        make_sealing_key(
            actor=self.actor, branch_id=self.branch, reason=form.cleaned_data["reason"]
        )
        return reverse("backoffice:sealing_keys")
