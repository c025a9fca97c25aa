"""The list of codes to link: what a counter scanned, no pack had, and somebody kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.domains.catalog.barcodes import normalise_barcode
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.queries.unknown_codes import list_unknown_codes, seen_at_branch
from theriac.surfaces.backoffice.catalog.unknown_codes.words import STATES, met_at
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, actor_of


class UnknownCodeTable(ListTable):
    """The code with its note, how often it was met, where, by whom, when, how it stands."""

    code = NameColumn(
        verbose_name=gettext_lazy("Code"),
        url=lambda row: reverse("backoffice:unknown_code_detail", args=[row.pk]),
        note=lambda row: row.note,
        attrs={"td": {"class": "t-full t-break"}},
    )
    times = NumberColumn(verbose_name=gettext_lazy("Scans"), label=gettext_lazy("Scans"))
    place = TextColumn(verbose_name=gettext_lazy("Where"), label=gettext_lazy("Where"))
    person = TextColumn(verbose_name=gettext_lazy("Who"), label=gettext_lazy("Who"))
    last = MomentColumn(verbose_name=gettext_lazy("Last scanned"), accessor="last_seen_at")
    state = TextColumn(verbose_name=gettext_lazy("Status"))

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class UnknownCodeFilters(ListFilters):
    """How it stands, and whether it was met here; what is settled is left out unless asked for."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=gettext_lazy("Status"))
    here = django_filters.BooleanFilter(
        method="keep_here", label=gettext_lazy("Scanned at this branch")
    )

    def keep_here(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Those that a counter of the branch kept that is worked in."""
        branch_id = actor_of(self.request).branch_id
        return seen_at_branch(rows, branch_id) if value and branch_id else rows

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What waits to be linked, unless a state is chosen."""
        kept: QuerySet[Any] = super().filter_queryset(queryset)
        return kept if self.form.cleaned_data.get("state") else kept.filter(state="open")


class UnknownCodeList(ListScreen):
    """What waits to be linked, of the whole pharmacy."""

    permission = MANAGE_CATALOG
    title = gettext_lazy("Codes to link")
    counted = ngettext_lazy("%(count)s code", "%(count)s codes", "count")
    search_hint = gettext_lazy("Code or note")
    table_class = UnknownCodeTable
    filterset_class = UnknownCodeFilters
    sorts = {
        "last": Sort(gettext_lazy("Last scanned"), ("last_seen_at",), descending=True),
        "times": Sort(gettext_lazy("Scans"), ("times",), descending=True),
    }
    default_sort = "last"
    exports = (
        Export(gettext_lazy("Code"), lambda row: row.code),
        Export(gettext_lazy("Scans"), lambda row: row.times),
        Export(gettext_lazy("Note"), lambda row: row.note),
        Export(gettext_lazy("Where"), lambda row: row.place),
        Export(gettext_lazy("Who"), lambda row: row.person),
        Export(gettext_lazy("First scanned"), lambda row: row.first_seen_at),
        Export(gettext_lazy("Last scanned"), lambda row: row.last_seen_at),
        Export(gettext_lazy("Status"), lambda row: str(STATES.word(row.state))),
        Export(gettext_lazy("Reason"), lambda row: row.reason),
    )
    empty = Empty(
        gettext_lazy("No codes to link"),
        gettext_lazy("Unknown codes scanned at the counter are listed here."),
        "upc-scan",
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Products"), reverse("backoffice:product_list"))]

    def rows(self) -> QuerySet[Any]:
        return list_unknown_codes(actor=self.actor)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By a part of the code, by a GTIN of any length, by the note."""
        among = Q(code__icontains=text) | Q(note__icontains=text)
        return rows.filter(among | Q(code=normalise_barcode(text)))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """The codes with the names of place and person."""
        rows: list[Any] = list(self.rows().filter(pk__in=ids).select_related("branch"))
        met = met_at(rows)
        for row in rows:
            row.place, row.person = met.place(row), met.person(row)
        return {row.pk: row for row in rows}
