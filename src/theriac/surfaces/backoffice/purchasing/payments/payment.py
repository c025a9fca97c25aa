"""Payments to suppliers: the list, one with its bills, a part of a bill, and its withdrawal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.core.problems import NotFound, Text, Unprocessable
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.payments import (
    LONGEST_REFERENCE,
    pay_bills,
    withdraw_payment,
)
from theriac.domains.purchasing.permissions import PAY_SUPPLIERS, VIEW_BILLS
from theriac.domains.purchasing.queries.bills import (
    Bill,
    PaymentView,
    bills_named,
    list_payments,
    read_payment,
)
from theriac.domains.purchasing.queries.withdrawals import withdrawal_of
from theriac.domains.suppliers.queries import names_of_suppliers
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.payments.words import PAID_FROM, STATES
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class SupplierPaymentRow:
    """A payment in words."""

    row: Any
    supplier: str
    person: str

    @property
    def pk(self) -> UUID:
        """Its id."""
        found: UUID = self.row.id
        return found

    @property
    def note(self) -> str:
        """Its number, and the reference."""
        return " · ".join(part for part in (self.row.number, self.row.reference) if part)

    @property
    def paid_on(self) -> Any:
        return self.row.paid_on

    @property
    def paid_from(self) -> Text:
        """The account that it left."""
        return dict(PAID_FROM)[self.row.paid_from]

    @property
    def amount(self) -> Money | None:
        return money(self.row.amount)

    @property
    def state(self) -> SafeString:
        return STATES.badge("withdrawn" if withdrawal_of(self.row) else "recorded")


class SupplierPaymentTable(ListTable):
    """Whom, when, from where, how much."""

    supplier = NameColumn(
        verbose_name=_("Supplier"),
        url=lambda row: reverse("backoffice:supplier_payment", args=[row.pk]),
        note=lambda row: row.note,
    )
    state = TextColumn(verbose_name=_("Status"))
    paid_on = DateColumn(verbose_name=_("Paid on"), label=_("Paid on"))
    paid_from = TextColumn(verbose_name=_("From"), label=_("From"))
    amount = MoneyColumn(verbose_name=_("Amount"), label=_("Amount"))


class SupplierPaymentList(ListScreen):
    """Payments of the branch, the latest first."""

    permission = VIEW_BILLS
    title = _("Payments to suppliers")
    counted = ngettext_lazy("%(count)s payment", "%(count)s payments", "count")
    table_class = SupplierPaymentTable
    sorts = {
        "paid_on": Sort(_("Paid on"), ("paid_on",), descending=True),
        "amount": Sort(_("Amount"), ("amount",), descending=True),
    }
    default_sort = "paid_on"
    exports = (
        Export(_("Supplier"), lambda row: row.supplier),
        Export(_("Number"), lambda row: row.row.number),
        Export(_("Paid on"), lambda row: row.paid_on),
        Export(_("From"), lambda row: str(row.paid_from)),
        Export(_("Amount"), lambda row: row.amount),
        Export(_("Reference"), lambda row: row.row.reference),
        Export(_("Withdrawn"), lambda row: withdrawal_of(row.row) is not None),
        Export(_("Who"), lambda row: row.person),
    )
    empty = Empty(
        _("No payments yet"),
        _("Select bills that were paid, and the payment is listed here."),
        "cash",
    )

    def rows(self) -> QuerySet[Any]:
        return list_payments(actor=self.actor, branch_id=self.branch_id or UUID(int=0))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """With suppliers and people."""
        rows = list(self.rows().filter(pk__in=list(ids)))
        suppliers = names_of_suppliers({row.supplier_id for row in rows})
        people = names_of({row.person_id for row in rows})
        return {
            row.id: SupplierPaymentRow(
                row, suppliers.get(row.supplier_id, ""), people.get(row.person_id, "")
            )
            for row in rows
        }

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Bills"), reverse("backoffice:bill_list"))]


class _PaymentScreen(OneScreen):
    """A screen of the payment that the address names."""

    own_page = "backoffice:supplier_payment"
    among = (
        (_("Bills"), "backoffice:bill_list"),
        (_("Payments"), "backoffice:payment_list"),
    )

    view: One[PaymentView] = One(
        "payment_id",
        lambda at, key: read_payment(actor=at.actor, payment_id=key),
        missing=_("This payment doesn’t exist. Choose one from the list."),
    )

    @property
    def at_branch(self) -> BranchId:
        """The branch that paid."""
        return BranchId(self.view.row.branch_id)

    def name(self) -> Text:
        """Its number."""
        return self.view.row.number


class SupplierPaymentDetail(_PaymentScreen, ExportedScreen):
    """Whom it went to, and for which bills."""

    permission = VIEW_BILLS
    template_name = "backoffice/purchasing/payments/payment.html"
    exports = (
        Export(_("Number"), lambda row: row["bill"].number),
        Export(_("Date"), lambda row: row["bill"].billed_on),
        Export(_("Paid"), lambda row: row["amount"]),
    )

    def exported_rows(self) -> list[dict[str, Any]]:
        return self._lines()

    def _lines(self) -> list[dict[str, Any]]:
        return [{"bill": one.bill, "amount": money(one.amount)} for one in self.view.lines]

    def context(self) -> dict[str, Any]:
        view = self.view
        people = names_of({one.person_id for one in (view.row, view.withdrawal) if one is not None})
        return {
            "row": view.row,
            "supplier": view.supplier,
            "state": STATES.badge("withdrawn" if view.withdrawal else "recorded"),
            "amount": money(view.row.amount),
            "paid_from": dict(PAID_FROM)[view.row.paid_from],
            "person": people.get(view.row.person_id, ""),
            "withdrawal": view.withdrawal,
            "withdrawn_by": people.get(view.withdrawal.person_id, "") if view.withdrawal else "",
            "lines": self._lines(),
            "may_withdraw": view.withdrawal is None
            and self.actor.may(PAY_SUPPLIERS, self.at_branch),
            **history_beside(self, view.row.id),
        }


class WithdrawSupplierPayment(_PaymentScreen, ButtonScreen):
    """It was recorded by mistake."""

    calls = Calls(withdraw_payment, reason=at_most(120))
    done = _("Payment withdrawn. Its bills are open again.")


class PayBillForm(ScreenForm):
    """How much of it was paid, when, from where."""

    amount = MoneyField(label=_("Amount paid"))
    paid_on = forms.DateField(label=_("Payment date"), localize=False)
    paid_from = forms.ChoiceField(label=_("From"), choices=PAID_FROM)
    reference = forms.CharField(
        label=_("Payment reference"), max_length=LONGEST_REFERENCE, required=False
    )


class PayBill(FormScreen):
    """A bill was paid, whole or in part, on another day than today too."""

    permission = PAY_SUPPLIERS
    template_name = "backoffice/purchasing/payments/pay.html"
    form_class = PayBillForm
    title = _("Record payment")
    submit_label = _("Record payment")
    done = _("Payment saved.")

    @cached_property
    def bill(self) -> Bill:
        """The bill that the address names. Raises NotFound."""
        found = bills_named(actor=self.actor, bill_ids=[UUID(str(self.kwargs["bill_id"]))])
        if not found or found[0].branch_id != self.branch_id:
            raise NotFound(_("This bill doesn’t exist at this branch. Choose one from the list."))
        return found[0]

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Bills"), reverse("backoffice:bill_list"))]

    def initial(self) -> dict[str, Any]:
        """What is left of it, today, from the bank."""
        return {"amount": money(self.bill.left), "paid_on": shown.today()}

    def context(self) -> dict[str, Any]:
        return {"bill": self.bill, "left": money(self.bill.left), "whole": money(self.bill.amount)}

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        if data["amount"] is None:
            raise Unprocessable(_("Enter the amount that was paid."), field="amount")
        (made,) = pay_bills(
            actor=self.actor,
            branch_id=self.branch,
            bill_ids=[self.bill.id],
            paid_from=data["paid_from"],
            paid_on=data["paid_on"],
            reference=data["reference"],
            amount=data["amount"].amount,
        )
        return reverse("backoffice:supplier_payment", args=[made])
