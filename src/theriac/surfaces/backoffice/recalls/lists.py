"""The list of recalls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.recalls.permissions import RECALL_STOCK
from theriac.domains.recalls.queries.recalls import list_recalls
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.recalls.words import SOURCES, STATES
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown


class RecallTable(ListTable):
    """Number with its reason, when, how many batches, state."""

    number = NameColumn(
        verbose_name=_("Recall"),
        url=lambda row: reverse("backoffice:recall_detail", args=[row.pk]),
        note=lambda row: row.reason,
    )
    opened = TextColumn(verbose_name=_("Opened"), accessor="opened_words", label=_("Opened"))
    batches = TextColumn(verbose_name=_("Batches"), accessor="batch_count", label=_("Batches"))
    reference = TextColumn(verbose_name=_("Reference"), label=_("Reference"))
    state = TextColumn(verbose_name=_("Status"), accessor="state_words")


class RecallFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(label=_("Status"), choices=STATES.choices())


class RecallsScreen(ListScreen):
    """Every recall of the pharmacy."""

    permission = VIEW_STOCK
    title = _("Recalls")
    counted = ngettext_lazy("%(count)s recall", "%(count)s recalls", "count")
    table_class = RecallTable
    filterset_class = RecallFilters
    search_hint = _("Number, reason or reference")
    sorts = {"opened": Sort(_("Opened"), ("opened_at",), descending=True)}
    default_sort = "opened"
    exports = (
        Export(_("Recall"), "number"),
        Export(_("Opened"), "opened_at"),
        Export(_("Closed"), "ended_at"),
        Export(_("Status"), lambda row: str(STATES.word(row.state))),
        Export(_("Method"), lambda row: str(SOURCES[row.source])),
        Export(_("Reason"), "reason"),
        Export(_("Reference"), "reference"),
        Export(_("Batches"), "batch_count"),
    )
    empty = Empty(
        _("No recalls yet"),
        _(
            "Scan a pack or upload the list from a recall letter. The batches are frozen at "
            "every branch immediately."
        ),
        "megaphone",
    )

    def rows(self) -> QuerySet[Any]:
        return list_recalls(actor=self.actor)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By number, reason or reference."""
        found = rows.filter(number__icontains=text) | rows.filter(reason__icontains=text)
        return found | rows.filter(reference__icontains=text)

    def actions(self) -> Sequence[Action]:
        address = reverse("backoffice:recall_new")
        return [
            Action(_("Open a recall"), "megaphone", address, RECALL_STOCK, "primary"),
        ]

    def load(self, ids: Any) -> Any:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        for row in rows.values():
            row.state_words = STATES.badge(row.state)
            row.opened_words = shown.local_moment(row.opened_at)
        return rows
