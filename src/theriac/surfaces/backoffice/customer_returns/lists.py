"""The branch's credit notes."""

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
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.queries.notes import (
    list_customer_returns,
    ways_of_refund,
)
from theriac.domains.pricing.rules.payments import METHODS
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.queries.sold_goods import sale_numbers
from theriac.domains.tills.permissions import VIEW_TILLS
from theriac.surfaces.backoffice.customer_returns.words import REASONS
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


class CustomerReturnTable(ListTable):
    """Number, time, receipt, reason, person, refund, total."""

    number = NameColumn(
        verbose_name=_("Credit note"),
        url=lambda row: reverse("backoffice:customer_return_detail", args=[row.pk]),
    )
    recorded = MomentColumn(verbose_name=_("Returned"), accessor="recorded_at", label=_("Returned"))
    receipt = TextColumn(verbose_name=_("Receipt"), accessor="sale_number", label=_("Receipt"))
    reason = TextColumn(verbose_name=_("Reason"), accessor="reason_words", label=_("Reason"))
    person = TextColumn(verbose_name=_("Who"), accessor="person_name", label=_("Who"))
    ways = TextColumn(verbose_name=_("Refund"), accessor="ways_words", label=_("Refund"))
    total = MoneyColumn(verbose_name=_("Total"), accessor="total_money")


class CustomerReturnFilters(ListFilters):
    """By day, reason, and whether there was a receipt."""

    since = django_filters.DateFilter(
        field_name="business_on", lookup_expr="gte", label=_("From date")
    )
    until = django_filters.DateFilter(
        field_name="business_on", lookup_expr="lte", label=_("To date")
    )
    reason = django_filters.ChoiceFilter(
        label=_("Reason"), field_name="reason_code", choices=list(REASONS.items())
    )
    unreceipted = django_filters.BooleanFilter(
        field_name="sale", lookup_expr="isnull", label=_("Without a receipt")
    )


class CustomerReturnList(ListScreen):
    """All credit notes, the newest first."""

    permission = VIEW_SALES
    title = _("Customer returns")
    counted = ngettext_lazy("%(count)s credit note", "%(count)s credit notes", "count")
    search_hint = _("Credit note number")
    table_class = CustomerReturnTable
    filterset_class = CustomerReturnFilters
    sorts = {
        "recorded": Sort(_("Returned"), ("business_on", "recorded_at"), descending=True),
        "number": Sort(_("Number"), ("number",)),
        "total": Sort(_("Total"), ("total",)),
    }
    default_sort = "recorded"
    exports = (
        Export(_("Number"), "number"),
        Export(_("Day"), "business_on"),
        Export(_("Reason"), lambda row: REASONS[row.reason_code]),
        Export(_("Currency"), "currency"),
        Export(_("Total"), money_in("total")),
        Export(_("Tax"), money_in("tax")),
    )
    empty = Empty(
        _("No returns yet"),
        _("To accept a return, open the sale and choose Return."),
        "arrow-return-left",
    )

    def actions(self) -> Sequence[Action]:
        """The way for goods without their receipt, and to what is owed."""
        return [
            Action(
                _("Refunds to pay out"),
                "cash-stack",
                reverse("backoffice:till_refunds"),
                VIEW_TILLS,
            ),
            Action(
                _("Return without a receipt"),
                "arrow-return-left",
                reverse("backoffice:customer_return_unreceipted"),
                ACCEPT_RETURNS,
            ),
        ]

    def rows(self) -> QuerySet[Any]:
        """Credit notes of the branch that is worked in."""
        return list_customer_returns(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Numbers that hold what was typed."""
        return rows.filter(number__icontains=text)

    def load(self, ids: Any) -> Any:
        """Credit notes with names and amounts as the table draws them."""
        rows = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        people = names_of(row.person_id for row in rows.values())
        sales = sale_numbers({row.sale_id for row in rows.values() if row.sale_id})
        ways = ways_of_refund(list(rows))
        for row in rows.values():
            row.sale_number = sales.get(row.sale_id, _("Without a receipt"))
            row.reason_words = REASONS[row.reason_code]
            row.person_name = people.get(row.person_id, "")
            row.ways_words = ", ".join(str(METHODS[one]) for one in ways.get(row.pk, ()))
            row.total_money = Money(row.total, row.currency)
        return rows
