"""The pharmacy's own abbreviations: listed, added, edited, deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.abbreviations import get_abbreviation, list_abbreviations
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
from theriac.surfaces.backoffice.shell.listing.tables import ListTable, NameColumn, TextColumn
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class AbbreviationTable(ListTable):
    """An abbreviation, as a link for who may edit it, and what it stands for."""

    short = NameColumn(verbose_name=_("Abbreviation"), url=lambda row: row.edit_url)
    words = TextColumn(verbose_name=_("Full words"), label=_("Meaning"))


class AbbreviationList(ListScreen):
    """What people of this pharmacy type instead of whole words."""

    permission = VIEW_CATALOG
    title = _("Abbreviations")
    counted = ngettext_lazy("%(count)s abbreviation", "%(count)s abbreviations", "count")
    table_class = AbbreviationTable
    search_hint = _("Abbreviation or words")
    sorts = {"short": Sort(_("Abbreviation"), ("short",))}
    default_sort = "short"
    exports = (Export(_("Abbreviation"), "short"), Export(_("Full words"), "words"))
    empty = Empty(
        _("No abbreviations yet"),
        _("Common ones, such as PCT and CTM, work already. Add those of your pharmacy."),
        "fonts",
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Products"), reverse("backoffice:product_list"))]

    def rows(self) -> QuerySet[Any]:
        """All, in no order."""
        return list_abbreviations(actor=self.actor)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Abbreviations that begin so, or whose words hold what was typed."""
        return rows.filter(Q(short__istartswith=text) | Q(words__icontains=text))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Rows with their addresses."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        may_edit = self.may(MANAGE_CATALOG)
        for row in rows.values():
            address = reverse("backoffice:abbreviation_edit", args=[row.pk])
            row.edit_url = address if may_edit else ""
        return rows

    def actions(self) -> Sequence[Action]:
        """A new one."""
        new = reverse("backoffice:abbreviation_new")
        return [Action(_("New abbreviation"), "plus-lg", new, MANAGE_CATALOG, "primary")]


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
