"""The list of deliveries, and of the bonuses that came with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.domains.catalog.queries.product_facts import states_of
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT, SET_TERMS, VIEW_RECEIPTS
from theriac.domains.purchasing.queries.bonuses import givers, list_bonuses, worth_of
from theriac.domains.purchasing.queries.receipts import list_receipts, matching, totals_of
from theriac.domains.suppliers.queries import names_of_suppliers, supplier_cards
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.receipts.words import STATES
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    DateColumn,
    ListFilters,
    ListTable,
    MoneyColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb

if TYPE_CHECKING:
    from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine


class ReceiptTable(ListTable):
    """Supplier with number, day, lines, total, state."""

    supplier_name = NameColumn(
        verbose_name=gettext_lazy("Supplier"),
        url=lambda row: reverse("backoffice:receipt_detail", args=[row.pk]),
        note=lambda row: row.number or row.delivery_note,
    )
    received_on = DateColumn(
        verbose_name=gettext_lazy("Received on"), label=gettext_lazy("Received on")
    )
    invoice_number = CodeColumn(
        verbose_name=gettext_lazy("Invoice"), label=gettext_lazy("Invoice"), wide_only=True
    )
    line_count = NumberColumn(
        verbose_name=gettext_lazy("Lines"), label=gettext_lazy("Lines"), wide_only=True
    )
    total = MoneyColumn(verbose_name=gettext_lazy("Total"), label=gettext_lazy("Total"))
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="state_words")


class ReceiptFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=gettext_lazy("Status"))


class ReceiptList(ListScreen):
    """Every delivery of the branch."""

    permission = VIEW_RECEIPTS
    title = gettext_lazy("Goods receipts")
    counted = ngettext_lazy("%(count)s goods receipt", "%(count)s goods receipts", "count")
    table_class = ReceiptTable
    filterset_class = ReceiptFilters
    search_hint = gettext_lazy("Number, delivery note or invoice")
    sorts = {
        "day": Sort(gettext_lazy("Received on"), ("received_on",), descending=True),
        "written": Sort(gettext_lazy("Created"), ("created_at",), descending=True),
    }
    default_sort = "day"
    exports = (
        Export(gettext_lazy("Number"), "number"),
        Export(gettext_lazy("Supplier"), lambda row: row.supplier_name),
        Export(gettext_lazy("Received on"), "received_on"),
        Export(gettext_lazy("Delivery note"), "delivery_note"),
        Export(gettext_lazy("Invoice"), "invoice_number"),
        Export(gettext_lazy("Lines"), "line_count"),
        Export(gettext_lazy("Total"), lambda row: row.total),
        Export(gettext_lazy("Status"), lambda row: str(STATES.word(row.state))),
    )
    empty = Empty(
        gettext_lazy("No goods receipts yet"),
        gettext_lazy("Choose the supplier, then scan the goods."),
        "box-arrow-in-down",
    )

    def rows(self) -> QuerySet[GoodsReceipt]:
        """The branch's, in no order."""
        return list_receipts(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By number, delivery note or invoice."""
        return matching(rows, text)

    def actions(self) -> Sequence[Action]:
        """A new one; the rules."""
        return [
            Action(
                gettext_lazy("Settings"), "sliders", reverse("backoffice:receipt_terms"), SET_TERMS
            ),
            Action(
                gettext_lazy("Upload invoices"),
                "file-earmark-arrow-up",
                reverse("backoffice:receipt_upload"),
                DRAFT_RECEIPT,
            ),
            Action(
                gettext_lazy("Receive goods"),
                "box-arrow-in-down",
                reverse("backoffice:receipt_new"),
                DRAFT_RECEIPT,
                "primary",
            ),
        ]

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        cards = supplier_cards([row.supplier_id for row in rows.values() if row.supplier_id])
        totals = totals_of(list(rows))
        for row in rows.values():
            card = cards.get(row.supplier_id)
            row.supplier_name = card.name if card else _("No supplier chosen")
            row.total = money(totals.get(row.pk))
            row.state_words = STATES.badge(row.state)
        return rows


class BonusTable(ListTable):
    """Product with receipt, day, supplier, what was paid and what came free."""

    product_name = NameColumn(
        verbose_name=gettext_lazy("Product"),
        url=lambda row: reverse("backoffice:receipt_detail", args=[row.receipt_id]),
        note=lambda row: row.receipt.number,
    )
    supplier_name = TextColumn(
        verbose_name=gettext_lazy("Supplier"), label=gettext_lazy("Supplier")
    )
    day = DateColumn(
        verbose_name=gettext_lazy("Received on"),
        accessor="receipt__received_on",
        label=gettext_lazy("Received on"),
    )
    packs = NumberColumn(verbose_name=gettext_lazy("Paid"), label=gettext_lazy("Paid"))
    bonus_packs = NumberColumn(
        verbose_name=gettext_lazy("Free goods"), label=gettext_lazy("Free goods")
    )
    worth_money = MoneyColumn(verbose_name=gettext_lazy("Value"), label=gettext_lazy("Value"))
    each = MoneyColumn(
        verbose_name=gettext_lazy("Cost per pack"), label=gettext_lazy("Cost per pack")
    )


class BonusFilters(ListFilters):
    """A supplier, and the days from and to, both included."""

    supplier = django_filters.ChoiceFilter(
        field_name="receipt__supplier_id", label=gettext_lazy("Supplier")
    )
    since = django_filters.DateFilter(
        field_name="receipt__received_on", lookup_expr="gte", label=gettext_lazy("From date")
    )
    until = django_filters.DateFilter(
        field_name="receipt__received_on", lookup_expr="lte", label=gettext_lazy("To date")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = names_of_suppliers(givers(self.queryset))
        self.filters["supplier"].extra["choices"] = [
            (str(key), name) for key, name in sorted(names.items(), key=lambda one: one[1].lower())
        ]


class BonusList(ListScreen):
    """What suppliers gave free with what was bought, and what that is worth together."""

    permission = VIEW_RECEIPTS
    title = gettext_lazy("Free goods received")
    template_name = "backoffice/purchasing/receipts/bonuses.html"
    fragment_template = "backoffice/purchasing/receipts/bonuses_fragment.html"
    counted = ngettext_lazy("%(count)s bonus", "%(count)s bonuses", "count")
    table_class = BonusTable
    filterset_class = BonusFilters
    sorts = {
        "day": Sort(gettext_lazy("Received on"), ("receipt__received_on",), descending=True),
        "worth": Sort(gettext_lazy("Value"), ("worth",), descending=True),
    }
    default_sort = "day"
    exports = (
        Export(gettext_lazy("Receipt"), "receipt__number"),
        Export(gettext_lazy("Received on"), "receipt__received_on"),
        Export(gettext_lazy("Supplier"), lambda row: row.supplier_name),
        Export(gettext_lazy("Product"), lambda row: row.product_name),
        Export(gettext_lazy("Batch"), "batch_number"),
        Export(gettext_lazy("Paid packs"), "packs"),
        Export(gettext_lazy("Free packs"), "bonus_packs"),
        Export(gettext_lazy("Base units per pack"), "factor"),
        Export(gettext_lazy("Price per pack"), lambda row: money(row.price)),
        Export(gettext_lazy("Value"), lambda row: row.worth_money),
        Export(gettext_lazy("Total cost"), lambda row: money(row.cost)),
    )
    empty = Empty(
        gettext_lazy("No free goods yet"),
        gettext_lazy("Free packs that you enter on a goods receipt are listed here."),
        "gift",
    )

    def rows(self) -> QuerySet[GoodsReceiptLine]:
        """The branch's, in no order."""
        return list_bonuses(actor=self.actor, branch_id=self.branch_id)

    def context(self) -> dict[str, Any]:
        """The sum of what fits the filters."""
        return {**super().context(), "worth": money(worth_of(self.found))}

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Goods receipts"), reverse("backoffice:receipt_list"))]

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        names = states_of([row.product_id for row in rows.values()])
        suppliers: list[UUID] = [row.receipt.supplier_id for row in rows.values()]
        cards = supplier_cards(suppliers)
        for row in rows.values():
            row.product_name = names[row.product_id][0]
            row.supplier_name = cards[row.receipt.supplier_id].name
            row.worth_money = money(row.worth)
            row.each = money((row.cost or 0) * row.factor // row.quantity)
        return rows
