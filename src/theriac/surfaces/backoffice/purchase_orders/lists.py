"""The list of purchase orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.money import Money
from theriac.domains.purchase_orders.permissions import PLACE_ORDER, VIEW_ORDERS
from theriac.domains.purchase_orders.queries.orders import list_orders
from theriac.domains.suppliers.queries import all_names, names_of_suppliers
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchase_orders.words import SOURCES, STATES
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListFilters,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in words."""

    row: Any
    supplier: str

    @property
    def pk(self) -> UUID:
        """Its id."""
        found: UUID = self.row.id
        return found

    @property
    def number(self) -> str:
        return str(self.row.number)

    @property
    def state(self) -> SafeString:
        return STATES.badge(self.row.state)

    @property
    def ordered_on(self) -> Any:
        return self.row.ordered_on

    @property
    def expected_on(self) -> Any:
        """When it should come; None where nobody said or nothing is awaited."""
        return self.row.expected_on

    @property
    def total(self) -> Money | None:
        return money(self.row.total)


class OrderTable(ListTable):
    """Supplier with number, state, dates and what it asks."""

    supplier = NameColumn(
        verbose_name=gettext_lazy("Supplier"),
        url=lambda one: reverse("backoffice:order_detail", args=[one.pk]),
        note=lambda one: one.number,
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"))
    ordered_on = DateColumn(verbose_name=gettext_lazy("Ordered"), label=gettext_lazy("Ordered"))
    expected_on = DateColumn(
        verbose_name=gettext_lazy("Expected delivery"),
        label=gettext_lazy("Expected delivery"),
        wide_only=True,
    )
    total = MoneyColumn(
        verbose_name=gettext_lazy("Total with tax"), label=gettext_lazy("Total with tax")
    )


class OrderFilters(ListFilters):
    """By state and supplier."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=gettext_lazy("Status"))
    supplier = django_filters.ChoiceFilter(
        label=gettext_lazy("Supplier"), field_name="supplier_id", choices=()
    )

    answered = django_filters.BooleanFilter(
        label=gettext_lazy("Answer to review"), field_name="answer_waits"
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["supplier"].extra["choices"] = [(str(key), name) for key, name in all_names()]


class OrderList(ListScreen):
    """The branch's orders, the newest first."""

    permission = VIEW_ORDERS
    title = gettext_lazy("Purchase orders")
    counted = ngettext_lazy("%(count)s purchase order", "%(count)s purchase orders", "count")
    table_class = OrderTable
    filterset_class = OrderFilters
    search_hint = gettext_lazy("Order number")
    sorts = {
        "ordered_on": Sort(gettext_lazy("Ordered"), ("ordered_on",), descending=True),
        "total": Sort(gettext_lazy("Total with tax"), ("total",), descending=True),
    }
    default_sort = "ordered_on"
    exports = (
        Export(gettext_lazy("Number"), lambda one: one.number),
        Export(gettext_lazy("Supplier"), lambda one: one.supplier),
        Export(gettext_lazy("Status"), lambda one: str(STATES.word(one.row.state))),
        Export(gettext_lazy("Ordered"), lambda one: one.ordered_on),
        Export(gettext_lazy("Expected delivery"), lambda one: one.expected_on),
        Export(gettext_lazy("Source"), lambda one: str(SOURCES[one.row.source_kind])),
        Export(gettext_lazy("Total with tax"), lambda one: one.total),
        Export(gettext_lazy("Note"), lambda one: one.row.note),
    )
    empty = Empty(
        gettext_lazy("No purchase orders yet"),
        gettext_lazy("Place one here, or choose “Order now” at a supplier under Order needs."),
        "send",
    )

    def actions(self) -> Sequence[Action]:
        new = reverse("backoffice:order_new")
        return [Action(gettext_lazy("Order now"), "plus-lg", new, PLACE_ORDER, "primary")]

    def rows(self) -> QuerySet[Any]:
        """Of the branch that is worked in, else of all that may be seen; in no order."""
        return list_orders(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By number."""
        return rows.filter(number__icontains=text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        rows = list(self.rows().filter(pk__in=ids))
        names = names_of_suppliers({row.supplier_id for row in rows})
        return {row.pk: OrderRow(row, names.get(row.supplier_id, "")) for row in rows}
