"""The bills that suppliers sent: what is left of each, when it is due; paid several at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.books.accounts import Account
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.purchasing.commands.payments import LONGEST_REFERENCE, pay_bills
from theriac.domains.purchasing.permissions import PAY_SUPPLIERS, VIEW_BILLS
from theriac.domains.purchasing.queries.bills import Bill, list_bills, owed_by_age
from theriac.domains.suppliers.queries import all_names
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.payments.words import due_badge
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.selection import (
    Asked,
    RowAct,
    SelectableList,
    SelectedIds,
)
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListFilters,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown

A_WEEK = 7
STATES = (("open", _("To pay")), ("settled", _("Settled")), ("all", _("All")))


@dataclass(frozen=True, slots=True)
class BillRow:
    """A bill in words."""

    told: Bill
    today: date

    @property
    def pk(self) -> UUID:
        """Its id."""
        return self.told.id

    @property
    def supplier(self) -> str:
        return self.told.supplier

    @property
    def note(self) -> str:
        """Its number, and that it is a credit note."""
        if self.told.is_credit:
            return f"{_('Credit note')} {self.told.number}"
        return self.told.number

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("backoffice:bill_detail", args=[self.told.id])

    @property
    def billed_on(self) -> date:
        return self.told.billed_on

    @property
    def due(self) -> SafeString:
        """When it is due, marked where it is late."""
        mark = due_badge(self.told.days_late(self.today))
        return format_html("{} {}", shown.local_date(self.told.due_on), mark)

    @property
    def amount(self) -> Money | None:
        return money(self.told.amount)

    @property
    def paid(self) -> Money | None:
        """What was paid of it; None for nothing."""
        return money(self.told.paid or None)

    @property
    def left(self) -> Money | None:
        return money(self.told.left)


class BillTable(ListTable):
    """The supplier with the bill's number, its dates, and what is left."""

    supplier = NameColumn(
        verbose_name=_("Supplier"), url=lambda row: row.url, note=lambda row: row.note
    )
    billed_on = DateColumn(verbose_name=_("Date"), label=_("Date"), wide_only=True)
    due = TextColumn(verbose_name=_("Due date"), label=_("Due date"))
    amount = MoneyColumn(verbose_name=_("Amount"), label=_("Amount"), wide_only=True)
    paid = MoneyColumn(verbose_name=_("Paid"), label=_("Paid"), wide_only=True)
    left = MoneyColumn(verbose_name=_("To pay"), label=_("To pay"))


class BillFilters(ListFilters):
    """A supplier; to pay, settled, or all; late."""

    state = django_filters.ChoiceFilter(label=_("Status"), method="keep", choices=STATES)
    supplier = django_filters.ChoiceFilter(label=_("Supplier"), method="keep")
    late = django_filters.BooleanFilter(label=_("Late"), method="keep")
    week = django_filters.BooleanFilter(label=_("Due within 7 days"), method="keep")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["supplier"].extra["choices"] = [(str(key), name) for key, name in all_names()]

    def keep(self, rows: Any, name: str, value: str) -> Any:
        """The screen leaves rows out itself."""
        return rows


class BillList(SelectableList, GatheredList):
    """The branch's bills, what is due first first."""

    permission = VIEW_BILLS
    template_name = "backoffice/purchasing/payments/bills.html"
    title = _("Bills")
    counted = ngettext_lazy("%(count)s bill", "%(count)s bills", "count")
    table_class = BillTable
    filterset_class = BillFilters
    sorts = {
        "due": Sort(_("Due date"), ()),
        "supplier": Sort(_("Supplier"), ()),
        "billed_on": Sort(_("Date"), (), descending=True),
        "left": Sort(_("To pay"), (), descending=True),
    }
    orders = {
        "due": lambda one: one.due_on,
        "supplier": lambda one: one.supplier.lower(),
        "billed_on": lambda one: one.billed_on,
        "left": lambda one: one.left,
    }
    default_sort = "due"
    exports = (
        Export(_("Supplier"), lambda row: row.supplier),
        Export(_("Number"), lambda row: row.told.number),
        Export(_("Date"), lambda row: row.billed_on),
        Export(_("Due date"), lambda row: row.told.due_on),
        Export(_("Amount"), lambda row: row.amount),
        Export(_("Paid"), lambda row: money(row.told.paid)),
        Export(_("To pay"), lambda row: row.left),
    )
    empty = Empty(
        _("No bills to pay"),
        _("A goods receipt with an invoice number adds its bill here when it is posted."),
        "receipt",
    )

    @cached_property
    def bills(self) -> list[Bill]:
        """The branch's bills in the chosen state."""
        if self.branch_id is None:
            return []
        state = self.request.GET.get("state", "")
        is_open = {"settled": False, "all": None}.get(state, True)
        return list_bills(actor=self.actor, branch_id=self.branch_id, is_open=is_open)

    def gathered(self) -> Sequence[Bill]:
        """Those that fit the filters."""
        asked, today = self.request.GET, shown.today()
        return [
            one
            for one in self.bills
            if asked.get("supplier", "") in ("", str(one.supplier_id))
            and (asked.get("late") != "true" or one.days_late(today))
            and (asked.get("week") != "true" or 0 <= (one.due_on - today).days <= A_WEEK)
        ]

    def page_of(self, rows: Sequence[Bill]) -> Sequence[BillRow]:
        """In words."""
        return [BillRow(one, shown.today()) for one in rows]

    def row_name(self, row: BillRow) -> str:
        return f"{row.supplier} {row.told.number}"

    def acts(self) -> Sequence[RowAct]:
        asks = Asked("reference", _("Payment reference"), most=LONGEST_REFERENCE)
        return [
            RowAct(
                _("Paid from bank"), "bank", reverse("backoffice:bills_paid"), PAY_SUPPLIERS, asks
            ),
            RowAct(_("Paid in cash"), "cash", reverse("backoffice:bills_paid_cash"), PAY_SUPPLIERS),
        ]

    def actions(self) -> Sequence[Action]:
        paid = reverse("backoffice:payment_list")
        before = reverse("backoffice:bill_new")
        imported = f"{reverse('backoffice:import_new')}?kind=bills"
        return [
            Action(_("Payments"), "cash-stack", paid, VIEW_BILLS),
            Action(_("Bill from before"), "clock-history", before, ENTER_BOOKS),
            Action(_("Import bills from before"), "upload", imported, ENTER_BOOKS),
        ]

    def context(self) -> dict[str, Any]:
        """What is owed by when it is due, above the list."""
        sums = owed_by_age([one for one in self.bills if one.left], shown.today())
        return {
            **super().context(),
            "ages": {name: shown.money(money(amount)) for name, amount in sums.items()},
            "owed": shown.money(money(sum(sums.values()) - 2 * sums["credits"])),
            "late_url": self.address_with(late="true"),
            "week_url": self.address_with(week="true"),
        }


class PaySelected(SelectedIds, ButtonScreen):
    """What is left of the selected bills was paid from the bank, today."""

    calls = Calls(pay_bills, reference=at_most(LONGEST_REFERENCE))
    list_name = "backoffice:bill_list"
    paid_from = Account.BANK

    def given(self) -> Mapping[str, Any]:
        return {
            "bill_ids": self.selection(),
            "paid_from": self.paid_from.value,
            "paid_on": shown.today(),
        }

    def said(self, result: Sequence[UUID]) -> Text:
        """How many suppliers were paid."""
        words = ngettext_lazy(
            "Payment recorded for %(count)s supplier.",
            "Payments recorded for %(count)s suppliers.",
            "count",
        )
        return str(words % {"count": len(result)})


class PaySelectedInCash(PaySelected):
    """It was paid in cash."""

    calls = Calls(pay_bills, reference=at_most(LONGEST_REFERENCE))
    paid_from = Account.CASH
