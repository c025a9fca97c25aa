"""The list of sales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from theriac.core.money import Money
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.pricing.rules.payments import METHODS
from theriac.domains.sales.permissions import SETTLE_CASE, VIEW_SALES
from theriac.domains.sales.queries.sales import (
    list_sales,
    methods_of,
    names_a_patient,
    paid_by,
    products_sold,
    sums_of,
)
from theriac.surfaces.backoffice.sales.people import patients_beside
from theriac.surfaces.backoffice.shell.listing.export import money_in
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import actor_of


def sale_url(sale: Any) -> str:
    """The page of a sale."""
    return reverse("backoffice:sale_detail", args=[sale.pk])


def items_words(products: Sequence[UUID], names: Mapping[UUID, str]) -> str:
    """The first item's name and how many more there are."""
    first, more = "".join(names.get(one, "") for one in products[:1]), len(products) - 1
    if more < 1:
        return first
    words = ngettext("%(name)s + %(count)s more", "%(name)s + %(count)s more", more)
    return words % {"name": first, "count": more}


class SaleTable(ListTable):
    """Number, time, items, patient, terminal, person, payment, total."""

    number = NameColumn(verbose_name=_("Number"), url=sale_url)
    occurred = MomentColumn(verbose_name=_("Sold"), accessor="occurred_at", label=_("Sold"))
    items = TextColumn(verbose_name=_("Items"), accessor="items_words", label=_("Items"))
    patient = TextColumn(verbose_name=_("Patient"), accessor="patient_words", label=_("Patient"))
    terminal = TextColumn(verbose_name=_("Terminal"), accessor="terminal_name", label=_("Terminal"))
    person = TextColumn(verbose_name=_("Sold by"), accessor="person_name", label=_("Sold by"))
    payment = TextColumn(verbose_name=_("Payment"), accessor="payment_words", label=_("Payment"))
    total = MoneyColumn(verbose_name=_("Total"), accessor="total_money")


class SaleFilters(ListFilters):
    """By day, payment, terminal and the way in."""

    since = django_filters.DateFilter(
        field_name="business_on", lookup_expr="gte", label=_("From date")
    )
    until = django_filters.DateFilter(
        field_name="business_on", lookup_expr="lte", label=_("To date")
    )
    method = django_filters.ChoiceFilter(
        choices=list(METHODS.items()), method="keep_method", label=_("Payment")
    )
    terminal = django_filters.ChoiceFilter(field_name="terminal_id", label=_("Terminal"))
    source = django_filters.ChoiceFilter(
        choices=[("counter", _("Counter")), ("api", _("Program"))], label=_("Source")
    )
    mine = django_filters.BooleanFilter(method="keep_mine", label=_("My sales"))
    named = django_filters.BooleanFilter(method="keep_all", label=_("Patient names"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        actor = actor_of(self.request)
        branch_id = actor.branch_id
        if branch_id is None or not actor.may(VIEW_PATIENTS, branch_id):
            del self.filters["named"]
        terminals = list_terminals([branch_id] if branch_id else [])
        self.terminals = {one.id: one.name for one in terminals}
        self.filters["terminal"].extra["choices"] = [
            (str(key), name) for key, name in self.terminals.items()
        ]

    def keep_method(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """What was paid so, at least in part."""
        return rows.filter(paid_by(value))

    def keep_mine(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """What the reader sold."""
        return rows.filter(person_id=self.request.user.id) if value else rows

    def keep_all(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """All of them: this one says what is told of each."""
        return rows


class SaleList(ListScreen):
    """All sales, the newest first."""

    permission = VIEW_SALES
    title = _("Sales")
    counted = ngettext_lazy("%(count)s sale", "%(count)s sales", "count")
    search_hint = _("Receipt number")
    template_name = "backoffice/sales/list.html"
    fragment_template = "backoffice/sales/list_fragment.html"
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
        Export(_("Total"), money_in("total")),
        Export(_("Tax"), money_in("tax")),
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

    def context(self) -> dict[str, Any]:
        """With what the sales come to, where something narrows them."""
        return super().context() | {"sums": self._sums()}

    def _sums(self) -> list[dict[str, Any]]:
        narrowed = bool(self.search_text) or any(chip.is_on for chip in self.chips())
        if not narrowed or not self.count.number or self.count.is_more:
            return []
        return [
            {
                "total": Money(one.total, one.currency),
                "tax": Money(one.tax, one.currency),
                "paid": [(METHODS[key], Money(of, one.currency)) for key, of in one.paid.items()],
            }
            for one in sums_of(self.found)
        ]

    def load(self, ids: Any) -> Any:
        """Sales with names and amounts as the table draws them."""
        found = self.rows().annotate(has_patient=names_a_patient()).filter(pk__in=ids)
        rows = {row.pk: row for row in found}
        people = names_of(row.person_id for row in rows.values())
        terminals = self.filterset.terminals
        sold, methods = products_sold(list(rows)), methods_of(list(rows))
        names = product_names({products[0] for products in sold.values()})
        patients = self._patients(list(rows))
        for row in rows.values():
            row.items_words = items_words(sold.get(row.pk, ()), names)
            row.patient_words = patients.get(row.pk, _("With patient")) if row.has_patient else ""
            row.payment_words = ", ".join(str(METHODS[one]) for one in methods.get(row.pk, ()))
            row.person_name = people.get(row.person_id, "")
            row.terminal_name = terminals.get(row.terminal_id, "")
            row.total_money = Money(row.total, row.currency)
        return rows

    def _patients(self, sales: Sequence[UUID]) -> Mapping[UUID, str]:
        """The patients' names where the reader asks for them, which the trail then says."""
        is_asked = "named" in self.filterset.filters and self.request.GET.get("named") == "true"
        return patients_beside(self.actor, self.branch_id, sales) if is_asked else {}
