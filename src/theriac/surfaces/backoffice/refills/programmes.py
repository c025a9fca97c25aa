"""Chronic programmes: which there are, who is in them, whose refills are due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.domains.refills.commands.programmes import (
    LONGEST_NAME,
    open_programme,
)
from theriac.domains.refills.permissions import KEEP_PROGRAMMES
from theriac.domains.refills.programmes import name_of
from theriac.domains.refills.queries.programmes import (
    list_programmes,
)
from theriac.domains.refills.rules.codes import PROGRAMMES
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    NameColumn,
    NumberColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb

TITLE = gettext_lazy("Chronic programmes")


@dataclass(frozen=True, slots=True)
class CareProgrammeRow:
    """A programme with how many are in it here."""

    row: Any

    @property
    def pk(self) -> UUID:
        """The programme's id."""
        return UUID(str(self.row.pk))

    @property
    def name(self) -> str:
        """What it is called."""
        return name_of(self.row)


class ProgrammeTable(ListTable):
    """Name, and how many are in it."""

    name = NameColumn(
        verbose_name=gettext_lazy("Programme"),
        url=lambda row: reverse("backoffice:programme_detail", args=[row.pk]),
    )
    members = NumberColumn(
        verbose_name=gettext_lazy("Patients"),
        accessor="row__in_it",
        label=gettext_lazy("Patients"),
    )


class ProgrammeList(ListScreen):
    """The pharmacy's programmes."""

    permission = KEEP_PROGRAMMES
    title = TITLE
    counted = ngettext_lazy("%(count)s programme", "%(count)s programmes", "count")
    table_class = ProgrammeTable
    sorts = {"opened": Sort(gettext_lazy("Added"), ("opened_at",))}
    default_sort = "opened"
    exports = (
        Export(gettext_lazy("Programme"), lambda row: row.name),
        Export(gettext_lazy("Patients"), lambda row: row.row.in_it),
    )
    empty = Empty(
        gettext_lazy("No programmes"),
        gettext_lazy("Add a programme, then add patients on their own pages."),
        "heart-pulse",
    )

    def rows(self) -> QuerySet[Any]:
        return list_programmes(actor=self.actor, branch_id=self.branch_id or UUID(int=0))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Programmes with how many are in them."""
        return {row.pk: CareProgrammeRow(row) for row in self.rows().filter(pk__in=ids)}

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                gettext_lazy("Add programme"),
                "plus-lg",
                reverse("backoffice:programme_new"),
                KEEP_PROGRAMMES,
                "primary",
            )
        ]


class ProgrammeForm(ScreenForm):
    """Which programme; a name for one of the pharmacy's own."""

    kind = forms.ChoiceField(label=gettext_lazy("Programme"), choices=list(PROGRAMMES.items()))
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Only for another programme."),
        max_length=LONGEST_NAME,
        required=False,
    )


class NewProgramme(FormScreen):
    """A programme that the pharmacy follows people in."""

    permission = KEEP_PROGRAMMES
    form_class = ProgrammeForm
    title = gettext_lazy("Add programme")
    lead = gettext_lazy("For all branches.")
    done = gettext_lazy("Saved.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(TITLE, reverse("backoffice:programme_list"))]

    def act(self, form: ScreenForm) -> str:
        made = open_programme(
            actor=self.actor,
            branch_id=self.branch,
            kind=form.cleaned_data["kind"],
            name=form.cleaned_data["name"],
        )
        return reverse("backoffice:programme_detail", args=[made])
