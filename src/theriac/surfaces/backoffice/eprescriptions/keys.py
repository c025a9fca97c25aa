"""A prescribing system with its keys: added, revoked; the system ended."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.problems import Text
from theriac.domains.eprescriptions.commands.keys import SystemKeyWritten, add_key, revoke_key
from theriac.domains.eprescriptions.commands.systems import end_system
from theriac.domains.eprescriptions.ids import SystemId
from theriac.domains.eprescriptions.permissions import MANAGE_SYSTEMS
from theriac.domains.eprescriptions.problems import EPrescriptionUnknown
from theriac.domains.eprescriptions.queries.systems import find_system, keys_of
from theriac.domains.eprescriptions.signature.keys import LONGEST
from theriac.domains.organisation.queries.branches import branch_date
from theriac.surfaces.backoffice.eprescriptions.systems import AmongSystems, state_of
from theriac.surfaces.backoffice.eprescriptions.words import KEY_STATES, SYSTEM_STATES
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen

USUAL_DAYS = 365


class OneSystem(AmongSystems):
    """A screen of the system that the address names."""

    @cached_property
    def system(self) -> Any:
        """It. Raises EPrescriptionUnknown."""
        found = find_system(
            actor=self.actor, branch_id=self.branch, system_id=self.kwargs["system_id"]
        )
        if found is None:
            raise EPrescriptionUnknown(_now("This prescribing system doesn’t exist here."))
        return found

    def address(self) -> str:
        """The system's own page."""
        return reverse("backoffice:prescribing_system_detail", args=[self.kwargs["system_id"]])


class SystemKeyForm(ScreenForm):
    """A public key and its days."""

    public_key = forms.CharField(
        label=_("Public key"),
        help_text=_("PEM or JWK: Ed25519, EC P-256 or RSA of 2048 bits or more."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
    )
    valid_from = forms.DateField(label=_("Valid from"))
    valid_until = forms.DateField(label=_("Valid until"))


class PrescribingSystemDetail(OneSystem, FormScreen):
    """The system, its keys, and a form for another key."""

    permission = MANAGE_SYSTEMS
    form_class = SystemKeyForm
    template_name = "backoffice/eprescriptions/system.html"
    submit_label = _("Add key")
    done = _("Key added.")

    def page_title(self) -> Text:
        return str(self.system.name)

    def initial(self) -> dict[str, Any]:
        today = branch_date(self.branch)
        return {"valid_from": today, "valid_until": today + timedelta(days=USUAL_DAYS)}

    def context(self) -> dict[str, Any]:
        today = branch_date(self.branch)
        keys = keys_of(actor=self.actor, branch_id=self.branch, system_id=self.system.id)
        return {
            "system": self.system,
            "state": SYSTEM_STATES.badge(state_of(self.system)),
            "keys": [(key, KEY_STATES.badge(_key_state(key, today))) for key in keys],
        }

    def act(self, form: ScreenForm) -> str:
        add_key(
            actor=self.actor,
            branch_id=self.branch,
            system_id=SystemId(self.system.id),
            facts=given(SystemKeyWritten, **form.cleaned_data),
        )
        return self.address()


def _key_state(key: Any, today: Any) -> str:
    if key.revoked_at is not None:
        return "revoked"
    if today > key.valid_until:
        return "expired"
    return "later" if today < key.valid_from else "active"


class EndSystem(OneSystem, ButtonScreen):
    """Nothing of the system is accepted from now on."""

    unsaid = (EPrescriptionUnknown,)
    calls = Calls(end_system)
    done = _("The system was ended. Its prescriptions are refused from now on.")


class RevokeSystemKey(OneSystem, ButtonScreen):
    """Nothing signed by the key is accepted from now on."""

    unsaid = (EPrescriptionUnknown,)
    calls = Calls(revoke_key)
    done = _("The key was revoked and no longer works.")

    def given(self) -> dict[str, Any]:
        return {"key_id": self.kwargs["system_key_id"]}
