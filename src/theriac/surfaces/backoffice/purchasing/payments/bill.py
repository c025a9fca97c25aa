"""One bill: what is left of it and what paid it; bills from before the books, and their end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import Text, Unprocessable
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.opening_bills import cancel_opening_bill, open_bill
from theriac.domains.purchasing.permissions import PAY_SUPPLIERS, VIEW_BILLS
from theriac.domains.purchasing.queries.bills import BillView, read_bill
from theriac.domains.purchasing.queries.withdrawals import withdrawal_of
from theriac.domains.purchasing.rules.documents import LONGEST
from theriac.domains.purchasing.rules.opening_bill import OpeningBill
from theriac.domains.suppliers.queries import all_names
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchasing.payments.words import BILL_STATES, STATES, due_badge
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.lists import Export
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


class _BillScreen(OneScreen):
    """A screen of the bill that the address names."""

    own_page = "backoffice:bill_detail"
    among = ((_("Bills"), "backoffice:bill_list"),)

    view: One[BillView] = One(
        "bill_id",
        lambda at, key: read_bill(actor=at.actor, bill_id=key),
        missing=_("This bill doesn’t exist. Choose one from the list."),
    )

    @property
    def at_branch(self) -> BranchId:
        """The branch that owes it."""
        return BranchId(self.view.row.branch_id)

    def name(self) -> Text:
        """Its number."""
        return self.view.row.number


def _state(view: BillView) -> str:
    if view.cancellation is not None:
        return "cancelled"
    return "settled" if view.told.left == 0 else "part" if view.told.paid else "open"


class BillDetail(_BillScreen, ExportedScreen):
    """What it asks for, when, and what paid it."""

    permission = VIEW_BILLS
    template_name = "backoffice/purchasing/payments/bill.html"
    exports = (
        Export(_("Number"), lambda row: row["payment"].number),
        Export(_("Paid on"), lambda row: row["payment"].paid_on),
        Export(_("Paid"), lambda row: row["amount"]),
    )

    def exported_rows(self) -> list[dict[str, Any]]:
        return self._lines()

    def _lines(self) -> list[dict[str, Any]]:
        """The payments, without the counter-rows: those say which are withdrawn."""
        return [
            {
                "payment": one.payment,
                "amount": money(one.amount),
                "state": STATES.badge("withdrawn" if withdrawal_of(one.payment) else "recorded"),
            }
            for one in self.view.lines
            if one.payment.withdraws_id is None
        ]

    def context(self) -> dict[str, Any]:
        view, told = self.view, self.view.told
        ended = view.cancellation
        people = names_of({one.person_id for one in (view.row, ended) if one is not None})
        is_open = ended is None and told.left > 0
        return {
            "bill": told,
            "row": view.row,
            "state": BILL_STATES.badge(_state(view)),
            "late": due_badge(told.days_late(shown.today())) if is_open else "",
            "amount": money(told.amount),
            "paid": money(told.paid or None),
            "left": money(told.left),
            "from_before": view.is_from_before,
            "cancellation": ended,
            "person": people.get(view.row.person_id, ""),
            "cancelled_by": people.get(ended.person_id, "") if ended else "",
            "lines": self._lines(),
            "may_pay": is_open and self.actor.may(PAY_SUPPLIERS, self.at_branch),
            "may_cancel": view.is_from_before
            and ended is None
            and not told.paid
            and self.actor.may(ENTER_BOOKS, self.at_branch),
            **history_beside(self, view.row.id),
        }


class CancelOpeningBill(_BillScreen, ButtonScreen):
    """It was recorded by mistake."""

    calls = Calls(cancel_opening_bill, reason=at_most(120))
    done = _("Bill cancelled. Nothing is owed of it.")


class OpeningBillForm(ScreenForm):
    """A bill as it is printed, and what is left to pay of it."""

    supplier_id = forms.ChoiceField(label=_("Supplier"), choices=())
    number = forms.CharField(label=_("Bill number"), max_length=LONGEST)
    billed_on = forms.DateField(label=_("Bill date"), localize=False)
    due_on = forms.DateField(
        label=_("Due date"),
        help_text=_("Leave empty for the supplier’s payment terms."),
        required=False,
        localize=False,
    )
    amount = MoneyField(label=_("Left to pay"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["supplier_id"]
        field.choices = [("", _("Choose")), *((str(key), name) for key, name in all_names())]


class NewOpeningBill(FormScreen):
    """What was owed before the books began, a bill at a time; a table is imported."""

    permission = ENTER_BOOKS
    form_class = OpeningBillForm
    title = _("Bill from before")
    lead = _(
        "For bills that were not paid when you started with this system. Later bills "
        "come with their goods receipts. A table with many bills can be imported."
    )
    submit_label = _("Save bill")
    done = _("Bill saved.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Bills"), reverse("backoffice:bill_list"))]

    def act(self, form: Any) -> str:
        data = form.cleaned_data
        if data["amount"] is None:
            raise Unprocessable(_("Enter the amount that is left to pay."), field="amount")
        bill = given(
            OpeningBill,
            supplier_id=parse_id(data["supplier_id"]),
            number=data["number"],
            billed_on=data["billed_on"],
            due_on=data["due_on"],
            amount=data["amount"].amount,
        )
        key = open_bill(actor=self.actor, branch_id=self.branch, bill=bill)
        return reverse("backoffice:bill_detail", args=[key])
