"""The list of past and unfinished imports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.imports.outcomes import Tally
from theriac.domains.catalog.permissions import IMPORT_CATALOG, VIEW_IMPORTS
from theriac.domains.catalog.queries.imports import list_imports
from theriac.surfaces.backoffice.imports.words import STATES, kind_title
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort

if TYPE_CHECKING:
    from theriac.domains.catalog.models import Import


def import_url(batch: Any) -> str:
    """The page of an import, whatever step it is at."""
    return reverse("backoffice:import_detail", args=[batch.pk])


class ImportTable(ListTable):
    """File, what, rows taken, who, when, state."""

    file = NameColumn(verbose_name=_("File"), url=import_url, note=lambda batch: batch.kind_words)
    taken = NumberColumn(verbose_name=_("Rows imported"))
    who = TextColumn(verbose_name=_("By"), label=_("By"))
    created_at = MomentColumn(verbose_name=_("Started"), label=_("Started"))
    state = TextColumn(verbose_name=_("Status"), accessor="state_badge")


class ImportFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=_("Status"))


class ImportList(ListScreen):
    """Imports, newest first."""

    permission = VIEW_IMPORTS
    title = _("Imports")
    counted = ngettext_lazy("%(count)s import", "%(count)s imports", "count")
    table_class = ImportTable
    filterset_class = ImportFilters
    sorts = {"created_at": Sort(_("Started"), ("created_at",), descending=True)}
    default_sort = "created_at"
    exports = (
        Export(_("File"), "file"),
        Export(_("What"), "kind_words"),
        Export(_("Rows imported"), "taken"),
        Export(_("By"), "who"),
        Export(_("Started"), "created_at"),
        Export(_("Ended"), "finished_at"),
        Export(_("Status"), lambda batch: STATES.word(batch.state)),
    )
    empty = Empty(
        _("No imports yet"),
        _(
            "Import a product list or the opening stock from CSV or XLSX. You can check "
            "everything before it is saved."
        ),
        "upload",
    )

    def rows(self) -> QuerySet[Import]:
        """Imports, in no order."""
        return list_imports(actor=self.actor).order_by()

    def actions(self) -> Sequence[Action]:
        address = reverse("backoffice:import_new")
        return [Action(_("Import a file"), "upload", address, IMPORT_CATALOG, "primary")]

    def load(self, ids: Any) -> Any:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        people = names_of(row.created_by for row in rows.values())
        for row in rows.values():
            row.file = row.file_name or _("Unnamed file")
            row.kind_words = kind_title(row.kind)
            row.who = people.get(row.created_by, "")
            row.state_badge = STATES.badge(row.state)
            done = row.counts.get("committed") or {}
            row.taken = Tally.from_json(done).taken if done else None
        return rows
