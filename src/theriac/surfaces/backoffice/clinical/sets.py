"""The sets as a list, and those that come with the product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.clinical.commands.sets import SetHead, add_set, add_shipped_set
from theriac.domains.clinical.permissions import MANAGE_KNOWLEDGE, VIEW_KNOWLEDGE
from theriac.domains.clinical.queries.sets import list_sets, sets_to_add
from theriac.surfaces.backoffice.clinical.words import STATES
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


class SafetySetTable(ListTable):
    """A set with its source, edition, lines and state."""

    name = NameColumn(
        verbose_name=_("Set"),
        url=lambda row: reverse("backoffice:safety_set", args=[row.pk]),
        note=lambda row: row.source,
    )
    edition = TextColumn(verbose_name=_("Edition"), label=_("Edition"))
    lines_count = TextColumn(verbose_name=_("Lines"), label=_("Lines"))
    in_force_from = TextColumn(verbose_name=_("In force from"), label=_("In force from"))
    state = TextColumn(verbose_name=_("Status"), accessor="state_words")


class SafetySetFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(label=_("Status"), choices=STATES.choices())


class SafetySetList(ListScreen):
    """Every set that is here."""

    permission = VIEW_KNOWLEDGE
    title = _("Safety checks")
    counted = ngettext_lazy("%(count)s set", "%(count)s sets", "count")
    table_class = SafetySetTable
    filterset_class = SafetySetFilters
    search_hint = _("Name or source")
    sorts = {"name": Sort(_("Set"), ("name", "edition"))}
    default_sort = "name"
    exports = (
        Export(_("Set"), "name"),
        Export(_("Edition"), "edition"),
        Export(_("Source"), "source"),
        Export(_("Licence"), "licence"),
        Export(_("Dated"), "dated_on"),
        Export(_("Status"), lambda row: str(STATES.word(row.state))),
        Export(_("In force from"), "in_force_from"),
        Export(_("Lines"), "lines_count"),
        Export(_("Couldn’t be read"), "unread"),
    )
    empty = Empty(
        _("No sets yet"),
        _(
            "Medicines are checked only against sets that a pharmacist put in force. Add the "
            "included ones, or upload one that you license."
        ),
        "shield-plus",
    )

    def rows(self) -> QuerySet[Any]:
        """All, in no order."""
        return list_sets(actor=self.actor)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By name or source."""
        return rows.filter(name__icontains=text) | rows.filter(source__icontains=text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        for row in rows.values():
            row.state_words = STATES.badge(row.state)
        return rows

    def actions(self) -> Sequence[Action]:
        """One that comes with the product, or one's own."""
        shipped, new = (reverse(f"backoffice:safety_set_{name}") for name in ("shipped", "new"))
        report = reverse("backoffice:safety_report")
        return [
            Action(_("Override report"), "clipboard-data", report, MANAGE_KNOWLEDGE),
            Action(_("Add an included set"), "shield-plus", shipped, MANAGE_KNOWLEDGE),
            Action(_("New set"), "plus-lg", new, MANAGE_KNOWLEDGE, "primary"),
        ]


class BelowTheSets(Screen):
    """A page below the list."""

    def crumbs(self) -> Sequence[Crumb]:
        """Back to the sets."""
        return [Crumb(_("Safety checks"), reverse("backoffice:safety_set_list"))]


class SafetySetForm(ScreenForm):
    """Where a set is from."""

    name = forms.CharField(label=_("Name"), max_length=80)
    edition = forms.CharField(
        label=_("Edition"), max_length=40, help_text=_("As its publisher calls it: 2026-11, 5.2.")
    )
    source = forms.CharField(label=_("Source"), max_length=250)
    licence = forms.CharField(label=_("Licence"), max_length=120, required=False)
    dated_on = forms.DateField(label=_("Dated"), required=False)


class AddSafetySet(BelowTheSets, FormScreen):
    """Begins a set, whose files are uploaded next."""

    permission = MANAGE_KNOWLEDGE
    for_every_branch = True
    form_class = SafetySetForm
    title = _("New set")
    submit_label = _("Add set")
    done = _("Added as a draft. Upload its file next.")

    def act(self, form: ScreenForm) -> str:
        set_id = add_set(actor=self.actor, head=SetHead(**form.cleaned_data))
        return reverse("backoffice:safety_set", args=[set_id])


class ShippedSetForm(ScreenForm):
    """One of those that aren't here yet."""

    name = forms.ChoiceField(label=_("Set"), widget=forms.RadioSelect)


class AddShippedSet(BelowTheSets, FormScreen):
    """Takes in a set that comes with the product."""

    permission = MANAGE_KNOWLEDGE
    for_every_branch = True
    form_class = ShippedSetForm
    title = _("Add an included set")
    submit_label = _("Add set")
    done = _("Added as a draft. Review its lines, then put it in force.")

    def form(self, **options: Any) -> ScreenForm:
        """With the sets that can be chosen."""
        form = super().form(**options)
        name: Any = form.fields["name"]
        name.choices = [
            (one.name, f"{one.name} {one.edition}: {one.source}")
            for one in sets_to_add(actor=self.actor)
        ]
        return form

    def act(self, form: ScreenForm) -> str:
        set_id = add_shipped_set(actor=self.actor, name=form.cleaned_data["name"])
        return reverse("backoffice:safety_set", args=[set_id])
