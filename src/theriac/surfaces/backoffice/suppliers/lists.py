"""The list of suppliers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.domains.suppliers.permissions import MANAGE_SUPPLIERS, VIEW_SUPPLIERS
from theriac.domains.suppliers.queries import list_suppliers, matching
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.suppliers.words import state_badge
from theriac.surfaces.backoffice.templatetags import theriac as shown

if TYPE_CHECKING:
    from theriac.domains.suppliers.models import Supplier


class SupplierTable(ListTable):
    """Name with address, code, telephone, terms, state."""

    name = NameColumn(
        verbose_name=gettext_lazy("Name"),
        url=lambda supplier: reverse("backoffice:supplier_detail", args=[supplier.pk]),
        note=lambda supplier: supplier.address,
    )
    code = CodeColumn(verbose_name=gettext_lazy("Code"), label=gettext_lazy("Code"))
    phone = TextColumn(verbose_name=gettext_lazy("Telephone"), label=gettext_lazy("Telephone"))
    terms_words = TextColumn(verbose_name=gettext_lazy("Terms"), label=gettext_lazy("Terms"))
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="state_words")


class SupplierFilters(ListFilters):
    """Blocked ones."""

    state = django_filters.ChoiceFilter(
        choices=[("active", gettext_lazy("Active")), ("blocked", gettext_lazy("Blocked"))],
        label=gettext_lazy("Status"),
    )


def terms_words(supplier: Supplier) -> str:
    """When it is paid and how long it takes: 30 days to pay, 2 days to come."""
    parts = []
    if supplier.payment_days == 0:
        parts.append(_("payment on delivery"))
    elif supplier.payment_days is not None:
        days = supplier.payment_days
        parts.append(
            ngettext("payment in %(days)s day", "payment in %(days)s days", days) % {"days": days}
        )
    if supplier.lead_days is not None:
        days = supplier.lead_days
        parts.append(
            ngettext("delivery in %(days)s day", "delivery in %(days)s days", days) % {"days": days}
        )
    return ", ".join(parts)


class SupplierList(ListScreen):
    """Every supplier."""

    permission = VIEW_SUPPLIERS
    title = gettext_lazy("Suppliers")
    counted = ngettext_lazy("%(count)s supplier", "%(count)s suppliers", "count")
    table_class = SupplierTable
    filterset_class = SupplierFilters
    search_hint = gettext_lazy("Name or code")
    sorts = {
        "name": Sort(gettext_lazy("Name"), ("name",)),
        "code": Sort(gettext_lazy("Code"), ("code",)),
    }
    default_sort = "name"
    exports = (
        Export(gettext_lazy("Code"), "code"),
        Export(gettext_lazy("Name"), "name"),
        Export(gettext_lazy("Address"), "address"),
        Export(gettext_lazy("Telephone"), "phone"),
        Export(gettext_lazy("Tax number"), "tax_id"),
    )
    empty = Empty(
        gettext_lazy("No suppliers yet"),
        gettext_lazy("Add the suppliers that you buy from, with their licence and terms."),
        "truck",
    )

    def rows(self) -> QuerySet[Supplier]:
        """All, in no order."""
        return list_suppliers(actor=self.actor)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By name or code."""
        return matching(rows, text)

    def actions(self) -> Sequence[Action]:
        address = reverse("backoffice:supplier_new")
        label = gettext_lazy("New supplier")
        scores = reverse("backoffice:supplier_scores")
        return [
            Action(gettext_lazy("Scorecards"), "speedometer2", scores, VIEW_RECEIPTS),
            Action(label, "plus-lg", address, MANAGE_SUPPLIERS, "primary"),
        ]

    def load(self, ids: Any) -> Any:
        today = shown.today()
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        for row in rows.values():
            row.terms_words = terms_words(row)
            row.state_words = state_badge(row, today)
        return rows
