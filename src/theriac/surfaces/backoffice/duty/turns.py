"""Every turn of duty at the branch: who, from when to when, by which licence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.duty.permissions import VIEW_DUTY
from theriac.domains.duty.queries import list_turns
from theriac.surfaces.backoffice.accounts.profiles.words import kind_words
from theriac.surfaces.backoffice.duty.words import left_at, turn_badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A turn with its person's name."""

    row: Any
    name: str

    @property
    def pk(self) -> UUID:
        """The turn's id."""
        return UUID(str(self.row.pk))

    @property
    def left(self) -> datetime | None:
        """When it ended, by whoever or by itself."""
        found: datetime | None = left_at(self.row)
        return found

    @property
    def licence(self) -> str:
        """The licence that was looked at."""
        return str(kind_words(self.row.licence_kind)) if self.row.licence_kind else ""

    @property
    def reason(self) -> str:
        """Why another signed them off."""
        end = getattr(self.row, "end", None)
        return end.reason if end else ""


class TurnTable(ListTable):
    """Who, from when to when, how it ended."""

    name = NameColumn(
        verbose_name=gettext_lazy("Pharmacist"),
        url=lambda _row: reverse("backoffice:duty_roster"),
        note=lambda row: row.licence,
    )
    started = MomentColumn(
        verbose_name=gettext_lazy("Came"),
        accessor="row__started_at",
        label=gettext_lazy("Came"),
    )
    left = MomentColumn(
        verbose_name=gettext_lazy("Left"),
        accessor="left",
        label=gettext_lazy("Left"),
        empty_values=(None, ""),
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="row__branch_id")

    def render_state(self, record: TurnRow) -> SafeString:
        """How it ended."""
        return turn_badge(record.row)


class TurnList(ListScreen):
    """Who was on duty at the branch, the newest first."""

    permission = VIEW_DUTY
    title = gettext_lazy("Duty record")
    counted = ngettext_lazy("%(count)s turn", "%(count)s turns", "count")
    table_class = TurnTable
    sorts = {"started": Sort(gettext_lazy("Came"), ("started_at",), descending=True)}
    default_sort = "started"
    exports = (
        Export(gettext_lazy("Pharmacist"), lambda row: row.name),
        Export(gettext_lazy("Came"), lambda row: row.row.started_at),
        Export(gettext_lazy("Left"), lambda row: row.left),
        Export(gettext_lazy("Licence"), lambda row: row.licence),
        Export(gettext_lazy("Licence valid until"), lambda row: row.row.licence_until),
        Export(gettext_lazy("Reason"), lambda row: row.reason),
    )
    empty = Empty(
        gettext_lazy("No one has been on duty"),
        gettext_lazy("A pharmacist signs on at a counter or in the duty roster."),
        "person-check",
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Duty roster"), reverse("backoffice:duty_roster"))]

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_turns(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_turns(actor=self.actor, branch_id=self.branch_id)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Turns with their people's names."""
        rows = list(self.rows().filter(pk__in=ids))
        names = names_of(row.person_id for row in rows)
        return {row.pk: TurnRow(row, names.get(row.person_id, "")) for row in rows}
