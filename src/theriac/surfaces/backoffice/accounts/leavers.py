"""Somebody who left: what is kept of them as a file, and their erasure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.commands.leavers.erase import erase_person
from theriac.domains.accounts.commands.leavers.export import export_person
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.ports import staff_holds
from theriac.surfaces.backoffice.accounts.people import PersonScreen
from theriac.surfaces.backoffice.patients.requests import given_out
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class ExportPerson(PersonScreen):
    """All that is kept about a person, to read or as JSON; the export is on record."""

    permission = MANAGE_STAFF
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        content = export_person(actor=self.actor, user_id=self.person.id)
        return given_out(request, content, "person")


class ErasePersonForm(ScreenForm):
    """Why, and that it is meant."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Stored in the audit log. Enter nothing about the person."),
        max_length=120,
    )
    sure = forms.BooleanField(label=gettext_lazy("I understand that this can't be undone"))


class ErasePerson(PersonScreen, FormScreen):
    """Erase somebody who was shut out, once no law wants their name."""

    permission = MANAGE_STAFF
    form_class = ErasePersonForm
    template_name = "backoffice/accounts/erase.html"
    submit_label = gettext_lazy("Erase staff member")

    def page_title(self) -> Text:
        return _("Erase %(name)s") % {"name": self.person.display_name}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.person.display_name, self.address())]

    def context(self) -> dict[str, Any]:
        """What still has to name the person."""
        return {"holds": staff_holds(self.person.id), "person": self.person}

    def act(self, form: ScreenForm) -> str:
        """Do it and say so."""
        reason = form.cleaned_data["reason"]
        erase_person(actor=self.actor, user_id=self.person.id, reason=reason)
        messages.success(self.request, _("Erased. Their activity stays on record under a number."))
        return self.address()
