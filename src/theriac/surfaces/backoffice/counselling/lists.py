"""The branch's counselling, as a list and a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.counselling.codes import LISTENERS
from theriac.domains.counselling.permissions import VIEW_COUNSELLING
from theriac.domains.counselling.queries import OF_STATE, counsellors, list_counselling
from theriac.surfaces.backoffice.audit.trail import day_begins
from theriac.surfaces.backoffice.counselling.words import STATES, about
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import actor_of


@dataclass(frozen=True, slots=True)
class CounsellingRow:
    """A counselling with who counselled."""

    row: Any
    person: str

    @property
    def pk(self) -> UUID:
        """Its id."""
        return UUID(str(self.row.pk))

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.row.code)

    @property
    def about(self) -> str:
        """The topics, or why it was refused."""
        return about(self.row)


class CounsellingTable(ListTable):
    """Code with topics, when, by whom, how it stands."""

    name = NameColumn(
        verbose_name=_("Counselling"),
        url=lambda row: reverse("backoffice:counselling_detail", args=[row.pk]),
        note=lambda row: row.about,
    )
    at = MomentColumn(verbose_name=_("When"), accessor="row__at", label=_("When"))
    person = TextColumn(verbose_name=_("By"), accessor="person", label=_("By"))
    state = TextColumn(verbose_name=_("Status"), accessor="row__state")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class CounsellingFilters(ListFilters):
    """How it stands, by whom, from and to a day."""

    state = django_filters.ChoiceFilter(
        choices=STATES.choices(), label=_("Status"), method="of_state"
    )
    by = django_filters.ChoiceFilter(label=_("By"))
    since = django_filters.DateFilter(method="begun", label=_("From date"))
    until = django_filters.DateFilter(method="ended", label=_("To date"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        actor = actor_of(self.request)
        self.filters["by"].extra["choices"] = lambda: _people(actor)

    def of_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(OF_STATE[value])

    def begun(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """From the day's beginning on the branch's clock."""
        return rows.filter(at__gte=day_begins(day))

    def ended(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """Up to the day's end."""
        return rows.filter(at__lt=day_begins(day + timedelta(days=1)))


class CounsellingList(ListScreen):
    """What was recorded at the branch; whose it was is told on its page alone."""

    permission = VIEW_COUNSELLING
    title = _("Counselling")
    counted = ngettext_lazy("%(count)s record", "%(count)s records", "count")
    table_class = CounsellingTable
    filterset_class = CounsellingFilters
    sorts = {"at": Sort(_("When"), ("at",), descending=True)}
    default_sort = "at"
    exports = (
        Export(_("Code"), lambda row: row.row.code),
        Export(_("When"), lambda row: row.row.at),
        Export(_("By"), lambda row: row.person),
        Export(_("Status"), lambda row: str(STATES.word(row.row.state))),
        Export(_("Spoken to"), lambda row: str(LISTENERS[row.row.to_whom])),
        Export(_("Topics or reason"), lambda row: row.about),
        Export(_("Leaflet given"), lambda row: row.row.is_leaflet_given),
        Export(_("Understood"), lambda row: row.row.is_understood),
    )
    empty = Empty(
        _("No counselling yet"),
        _("Counselling is recorded when a prescription is handed over, or on a patient’s page."),
        "chat-left-text",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_counselling(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_counselling(actor=self.actor, branch_id=self.branch_id)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With who counselled."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=ids))
        names = names_of({row.by for row in rows})
        return {row.pk: CounsellingRow(row, names.get(row.by, "")) for row in rows}

    def actions(self) -> Sequence[Action]:
        report = reverse("backoffice:counselling_report")
        return [Action(_("Report"), "bar-chart", report, VIEW_COUNSELLING)]


def _people(actor: Any) -> list[tuple[str, str]]:
    if actor.branch_id is None:
        return []
    names = names_of(counsellors(actor=actor, branch_id=actor.branch_id))
    return sorted(((str(key), name) for key, name in names.items()), key=lambda one: one[1])
