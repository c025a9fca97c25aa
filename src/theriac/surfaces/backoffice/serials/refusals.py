"""Packs that were refused because they were sold before, or because a national system says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.serials.queries import list_refusals
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb

WHY: dict[str, Text] = {
    "sold": _("Already sold"),
    "system": _("Refused by the national system"),
}


def where_it_went(row: Any) -> Text:
    """Whether the pack stayed, or left with a sale that was made without a connection."""
    return _("Sold: see the discrepancy") if row.sale_id else _("Not sold")


class RefusalTable(ListTable):
    """Serial, product, why, where it went, who, when."""

    serial = NameColumn(
        verbose_name=_("Serial number"),
        url=lambda row: f"{reverse('backoffice:serial_life')}?{urlencode({'serial': row.serial})}",
        note=lambda row: row.gtin,
    )
    product = TextColumn(
        verbose_name=_("Product"), accessor="product_name", label=_("Product"), empty_values=(None,)
    )
    why = TextColumn(verbose_name=_("Reason"), accessor="why_words", label=_("Reason"))
    went = TextColumn(verbose_name=_("Result"), accessor="went", label=_("Result"))
    person = TextColumn(verbose_name=_("Who"), accessor="person", label=_("Who"))
    at = MomentColumn(verbose_name=_("When"), accessor="recorded_at")


class RefusalFilters(ListFilters):
    """By reason."""

    why = django_filters.ChoiceFilter(label=_("Reason"), choices=list(WHY.items()))


class SerialRefusals(ListScreen):
    """Every refusal of the branch, the newest first."""

    permission = VIEW_STOCK
    title = _("Blocked serial numbers")
    counted = ngettext_lazy(
        "%(count)s blocked serial number", "%(count)s blocked serial numbers", "count"
    )
    search_hint = _("Serial number or GTIN")
    table_class = RefusalTable
    filterset_class = RefusalFilters
    sorts = {"at": Sort(_("When"), ("recorded_at",), descending=True)}
    default_sort = "at"
    exports = (
        Export(_("Serial number"), "serial"),
        Export(_("GTIN"), "gtin"),
        Export(_("Product"), lambda row: row.product_name),
        Export(_("Reason"), lambda row: str(row.why_words)),
        Export(_("Result"), lambda row: str(row.went)),
        Export(_("Who"), lambda row: row.person),
        Export(_("When"), "recorded_at"),
    )
    empty = Empty(
        _("No blocked serial numbers"),
        _("Packs whose serial number was already sold are refused at the counter and listed here."),
        "upc-scan",
    )

    def actions(self) -> Sequence[Action]:
        """The way to what became of one pack."""
        life = reverse("backoffice:serial_life")
        return [Action(_("Look up a serial number"), "upc-scan", life, VIEW_STOCK)]

    def rows(self) -> QuerySet[Any]:
        return list_refusals(actor=self.actor, branch_id=self.branch_id or UUID(int=0))

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By serial number or GTIN."""
        return rows.filter(Q(serial__icontains=text.strip()) | Q(gtin__contains=text.strip()))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        people = names_of({row.person_id for row in rows.values() if row.person_id})
        for row in rows.values():
            row.product_name = row.product.name if row.product else ""
            row.why_words = WHY[row.why]
            row.went = where_it_went(row)
            row.person = people.get(row.person_id, "")
        return rows

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]
