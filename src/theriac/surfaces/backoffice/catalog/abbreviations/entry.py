"""One abbreviation: added, edited, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.queries.abbreviations import get_abbreviation
from theriac.domains.catalog.search.abbreviations import LONGEST
from theriac.domains.catalog.search.stored.abbreviations import (
    LONGEST_WORDS,
    add_abbreviation,
    change_abbreviation,
    remove_abbreviation,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class AbbreviationForm(ScreenForm):
    """What is typed, and what it stands for."""

    short = forms.CharField(
        label=_("Abbreviation"),
        max_length=LONGEST,
        help_text=_("One word of 2 to 12 letters, for example PCT."),
    )
    words = forms.CharField(
        label=_("Full words"),
        max_length=LONGEST_WORDS,
        help_text=_("The words that people would type in full, for example paracetamol 500 mg."),
    )


class ChangedAbbreviationForm(EditForm, AbbreviationForm):
    """The same, at the version that was seen."""


class AbbreviationScreen(Screen):
    """A page below the list."""

    permission = MANAGE_CATALOG

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(_("Products"), reverse("backoffice:product_list")),
            Crumb(_("Abbreviations"), reverse("backoffice:abbreviation_list")),
        ]

    def address(self) -> str:
        """The list."""
        return reverse("backoffice:abbreviation_list")


class AddAbbreviation(AbbreviationScreen, FormScreen):
    """A new one."""

    permission = MANAGE_CATALOG
    form_class = AbbreviationForm
    title = _("New abbreviation")
    submit_label = _("Save abbreviation")
    done = _("Saved. Counters find by it within seconds.")

    def act(self, form: ScreenForm) -> str:
        add_abbreviation(actor=self.actor, **form.cleaned_data)
        return self.address()


class ChangeAbbreviation(AbbreviationScreen, FormScreen):
    """Another abbreviation, or other words; deleted from here too."""

    permission = MANAGE_CATALOG
    template_name = "backoffice/catalog/abbreviation.html"
    form_class = ChangedAbbreviationForm
    submit_label = _("Save abbreviation")
    done = _("Saved. Counters find by it within seconds.")

    abbreviation: One[Any] = One(
        "abbreviation_id",
        lambda at, key: get_abbreviation(actor=at.actor, abbreviation_id=key),
        missing=_("This abbreviation no longer exists. Reload the list."),
    )

    def page_title(self) -> Text:
        return gettext("Abbreviation %(short)s") % {"short": self.abbreviation.short}

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.abbreviation, name) for name in ("short", "words", "version")}

    def act(self, form: ScreenForm) -> str:
        key = self.abbreviation.id
        change_abbreviation(actor=self.actor, abbreviation_id=key, **form.cleaned_data)
        return self.address()


class RemoveAbbreviation(AbbreviationScreen, ButtonScreen):
    """Delete it."""

    calls = Calls(remove_abbreviation)
    done = _("Deleted.")
