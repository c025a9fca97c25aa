"""Finding a patient: what is typed is sent in the body, so that no address or log has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from theriac.domains.patients.commands.search import LONGEST_TEXT, search_patients
from theriac.domains.patients.permissions import MANAGE_PATIENTS, VIEW_PATIENTS
from theriac.domains.patients.rules.reasons import WHY
from theriac.surfaces.backoffice.patients.base import PatientsScreen
from theriac.surfaces.backoffice.patients.words import found_words
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.screens import Crumb


class SearchForm(ScreenForm):
    """What is known of the person, and why they are looked for."""

    text = forms.CharField(
        label=_("Name, birth date, telephone or number"),
        help_text=_(
            "Enter the beginning of words, for example “sit nur”, or the last four "
            "digits of a number."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search", "autofocus": True}),
    )
    why = forms.ChoiceField(label=_("Reason"), choices=list(WHY.items()), initial="care")


class PatientSearchScreen(PatientsScreen):
    """The search and whom it finds; nobody is listed before something is typed."""

    permission = VIEW_PATIENTS
    title = _("Patients")
    template_name = "backoffice/patients/search.html"

    def crumbs(self) -> Sequence[Crumb]:
        return ()

    def context(self) -> dict[str, Any]:
        """What else may be done here."""
        return {
            "form": SearchForm(),
            "may_register": self.may(MANAGE_PATIENTS),
        }

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Search and draw whom it found; the search is on the record."""
        form = SearchForm(request.POST)
        if not form.is_valid():
            return self.draw(422, form=form)
        data = form.cleaned_data
        found = search_patients(**self.named, text=data["text"], why=data["why"])
        return self.draw(
            form=form,
            is_searched=True,
            found=found_words(found.patients),
            has_more=found.has_more,
            why=data["why"],
        )
