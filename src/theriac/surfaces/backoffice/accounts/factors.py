"""Taking the second step at sign-in from somebody who lost theirs."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.commands.factors import reset_factors
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.surfaces.backoffice.accounts.people import PersonScreen
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class ResetForm(ScreenForm):
    """Why it is reset."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "Stored in the audit log. First make sure that the request "
            "comes from the person themselves."
        ),
        max_length=120,
    )


class ResetFactors(PersonScreen, FormScreen):
    """Their app, passkeys and recovery codes open nothing any more."""

    permission = MANAGE_STAFF
    form_class = ResetForm
    template_name = "backoffice/form.html"
    submit_label = gettext_lazy("Reset two-factor sign-in")
    lead = gettext_lazy(
        "The authenticator app, passkeys and recovery codes are removed, and programs are "
        "signed out. The password doesn't change. They set up two-factor sign-in again when "
        "they next sign in."
    )

    def page_title(self) -> Text:
        """Whose second step."""
        return _("Reset two-factor sign-in of %(name)s") % {"name": self.person.display_name}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.person.display_name, self.address())]

    def act(self, form: ScreenForm) -> str:
        """Do it and say so."""
        reset_factors(actor=self.actor, user_id=self.person.id, reason=form.cleaned_data["reason"])
        messages.success(
            self.request,
            _("Two-factor sign-in of %(name)s was reset.") % {"name": self.person.display_name},
        )
        return self.address()
