"""Putting a change of the settings back: what it would change, and the button that does it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM_NAME
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.commands.put_back import put_back_change
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.queries.settings import Revert, get_change, revert_of
from theriac.surfaces.backoffice.organisation.words import changes_of
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

if TYPE_CHECKING:
    from theriac.domains.organisation.models import SettingsChange


class PutBackForm(ScreenForm):
    """The version that the person looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PutBack(FormScreen):
    """Each value as it is now and as it would be; a button where anything differs."""

    permission = MANAGE_ORGANISATION
    template_name = "backoffice/organisation/put_back.html"
    title = _("Restore previous values")
    form_class = PutBackForm
    submit_label = _("Restore")
    done = _("The previous values were restored. The history shows the change.")

    @cached_property
    def change(self) -> SettingsChange:
        """The change. Raises NotFound."""
        return get_change(actor=self.actor, change_id=self.kwargs["change_id"])

    @cached_property
    def revert(self) -> Revert:
        """What differs from before it."""
        return revert_of(self.change)

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(_("Settings"), reverse("backoffice:settings")),
            Crumb(_("History"), reverse("backoffice:settings_history")),
        ]

    def initial(self) -> dict[str, Any]:
        """The version that is looked at."""
        return {"version": self.revert.version}

    def context(self) -> dict[str, Any]:
        """Each value now and then, who changed it and when."""
        return {
            "change": self.change,
            "who": names_of([self.change.changed_by]).get(self.change.changed_by, SYSTEM_NAME),
            "branch": self.revert.branch,
            "rows": changes_of(dict(self.revert.now), dict(self.revert.then)),
        }

    def act(self, form: ScreenForm) -> str:
        version = form.cleaned_data["version"]
        put_back_change(actor=self.actor, change_id=self.change.id, version=version)
        return reverse("backoffice:settings_history")
