"""The list of prescribers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.countries.prescribers.rules import PROFESSIONS
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS, VIEW_PRESCRIBERS
from theriac.domains.prescribers.queries.prescribers import (
    SOON_DAYS,
    expiring_by,
    list_prescribers,
)
from theriac.domains.prescribers.search import matching
from theriac.surfaces.backoffice.prescribers.words import profession_of, state_badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown

if TYPE_CHECKING:
    from theriac.domains.prescribers.models import Prescriber


class PrescriberTable(ListTable):
    """Name with profession, licence number, practice, state."""

    name = NameColumn(
        verbose_name=gettext_lazy("Name"),
        accessor="full_name",
        url=lambda one: reverse("backoffice:prescriber_detail", args=[one.pk]),
        note=profession_of,
    )
    number = CodeColumn(
        verbose_name=gettext_lazy("Licence number"),
        accessor="number_words",
        label=gettext_lazy("Licence number"),
    )
    practice = TextColumn(
        verbose_name=gettext_lazy("Practice"),
        accessor="practice_words",
        label=gettext_lazy("Practice"),
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="state_words")


class PrescriberFilters(ListFilters):
    """Inactive ones, those of a profession, and whose licence ends."""

    state = django_filters.ChoiceFilter(
        choices=[("active", gettext_lazy("Active")), ("inactive", gettext_lazy("Inactive"))],
        label=gettext_lazy("Status"),
    )
    profession = django_filters.ChoiceFilter(
        choices=[(one.code, one.label) for one in PROFESSIONS], label=gettext_lazy("Profession")
    )
    licence = django_filters.ChoiceFilter(
        choices=[
            ("expired", gettext_lazy("Expired")),
            ("expiring", gettext_lazy("Expires soon or expired")),
        ],
        label=gettext_lazy("Licence"),
        method="by_licence",
    )

    def by_licence(
        self, rows: QuerySet[Prescriber], _name: str, value: str
    ) -> QuerySet[Prescriber]:
        """Whose licence ended, or does within sixty days."""
        days = -1 if value == "expired" else SOON_DAYS
        return expiring_by(rows, shown.today() + timedelta(days=days))


def _numbers(one: Prescriber) -> str:
    return ", ".join(row.number for row in one.licences.all())


def _practices(one: Prescriber) -> str:
    return ", ".join(row.name for row in one.practices.all())


class PrescriberList(ListScreen):
    """Every prescriber."""

    permission = VIEW_PRESCRIBERS
    title = gettext_lazy("Prescribers")
    counted = ngettext_lazy("%(count)s prescriber", "%(count)s prescribers", "count")
    table_class = PrescriberTable
    filterset_class = PrescriberFilters
    search_hint = gettext_lazy("Name, number, practice or specialisation")
    sorts = {"name": Sort(gettext_lazy("Name"), ("name",))}
    default_sort = "name"
    exports = (
        Export(gettext_lazy("Name"), "full_name"),
        Export(gettext_lazy("Profession"), profession_of),
        Export(gettext_lazy("Licence number"), _numbers),
        Export(gettext_lazy("Practice"), _practices),
    )
    empty = Empty(
        gettext_lazy("No prescribers yet"),
        gettext_lazy("Add the doctors whose prescriptions you receive, with their licences."),
        "person-badge",
    )

    def rows(self) -> QuerySet[Prescriber]:
        """All, in no order."""
        return list_prescribers(actor=self.actor)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By name, number, practice or specialisation."""
        return matching(rows, text)

    def actions(self) -> Sequence[Action]:
        duplicates = reverse("backoffice:prescriber_duplicates")
        return [
            Action(gettext_lazy("Possible duplicates"), "people", duplicates, MANAGE_PRESCRIBERS),
            Action(
                gettext_lazy("New prescriber"),
                "plus-lg",
                reverse("backoffice:prescriber_new"),
                MANAGE_PRESCRIBERS,
                "primary",
            ),
        ]

    def load(self, ids: Any) -> Any:
        today = shown.today()
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        for row in rows.values():
            licences, practices = list(row.licences.all()), list(row.practices.all())
            row.number_words = licences[0].number if licences else ""
            row.practice_words = practices[0].name if practices else ""
            row.state_words = state_badge(row, today)
        return rows
