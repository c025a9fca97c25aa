"""The list of sales."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.domains.sales.permissions import SETTLE_CASE, VIEW_SALES
from theriac.domains.sales.queries.sales import line_counts, list_sales, methods_of
from theriac.surfaces.backoffice.sales.words import METHODS
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    MoneyColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort


def sale_url(sale: Any) -> str:
    """The page of a sale."""
    return reverse("backoffice:sale_detail", args=[sale.pk])


class SaleTable(ListTable):
    """Number, time, items, terminal, person, payment, total."""

    number = NameColumn(verbose_name=_("Number"), url=sale_url)
    occurred = MomentColumn(verbose_name=_("Sold"), accessor="occurred_at", label=_("Sold"))
    items = NumberColumn(verbose_name=_("Items"), accessor="item_count", label=_("Items"))
    terminal = TextColumn(verbose_name=_("Terminal"), accessor="terminal_name", label=_("Terminal"))
    person = TextColumn(verbose_name=_("Sold by"), accessor="person_name", label=_("Sold by"))
    payment = TextColumn(verbose_name=_("Payment"), accessor="payment_words", label=_("Payment"))
    total = MoneyColumn(verbose_name=_("Total"), accessor="total_money")


class SaleFilters(ListFilters):
    """By day and by the way in."""

    since = django_filters.DateFilter(
        field_name="business_on", lookup_expr="gte", label=_("From date")
    )
    until = django_filters.DateFilter(
        field_name="business_on", lookup_expr="lte", label=_("To date")
    )
    source = django_filters.ChoiceFilter(
        choices=[("counter", _("Counter")), ("api", _("Program"))], label=_("Source")
    )
    mine = django_filters.BooleanFilter(method="keep_mine", label=_("My sales"))

    def keep_mine(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """What the reader sold."""
        return rows.filter(person_id=self.request.user.id) if value else rows


class SaleList(ListScreen):
    """All sales, the newest first."""

    permission = VIEW_SALES
    title = _("Sales")
    counted = ngettext_lazy("%(count)s sale", "%(count)s sales", "count")
    search_hint = _("Receipt number")
    table_class = SaleTable
    filterset_class = SaleFilters
    sorts = {
        "occurred": Sort(_("Sold"), ("business_on", "occurred_at"), descending=True),
        "number": Sort(_("Number"), ("number",)),
        "total": Sort(_("Total"), ("total",)),
    }
    default_sort = "occurred"
    exports = (
        Export(_("Number"), "number"),
        Export(_("Day"), "business_on"),
        Export(_("Currency"), "currency"),
        Export(_("Total in minor currency units"), "total"),
        Export(_("Tax in minor currency units"), "tax"),
    )
    empty = Empty(_("No sales yet"), _("Sales from the counter are listed here."), "receipt")

    def actions(self) -> Sequence[Action]:
        """The way to take in what a counter saved."""
        return [
            Action(
                _("Receive saved sales"),
                "file-earmark-arrow-up",
                reverse("backoffice:saved_import"),
                SETTLE_CASE,
            ),
        ]

    def rows(self) -> QuerySet[Any]:
        """Sales of the branch that is worked in."""
        return list_sales(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Numbers that hold what was typed."""
        return rows.filter(number__icontains=text)

    def load(self, ids: Any) -> Any:
        """Sales with names and amounts as the table draws them."""
        rows = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        people = names_of(row.person_id for row in rows.values())
        terminals = {t.id: t.name for t in list_terminals()}
        counts, methods = line_counts(list(rows)), methods_of(list(rows))
        for row in rows.values():
            row.item_count = counts.get(row.pk, 0)
            row.payment_words = ", ".join(str(METHODS[one]) for one in methods.get(row.pk, ()))
            row.person_name = people.get(row.person_id, "")
            row.terminal_name = terminals.get(row.terminal_id, "")
            row.total_money = Money(row.total, row.currency)
        return rows
