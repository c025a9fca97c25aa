"""Payments on accounts: taken, shown with what they paid, printed, reversed."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import NotFound, Text, Unprocessable
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.books.till_cash import open_tills
from theriac.domains.credit.commands.opening_balance import cancel_credit_opening
from theriac.domains.credit.commands.payments import (
    CreditPaymentNew,
    receive_payment,
    reverse_payment,
)
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.paper import receipt_pdf
from theriac.domains.credit.permissions import (
    RECEIVE_CREDIT_PAYMENTS,
    REVERSE_CREDIT_PAYMENTS,
    VIEW_CREDIT,
)
from theriac.domains.credit.queries.accounts import find_credit_account
from theriac.domains.credit.queries.statement import CreditLine, find_credit_entry
from theriac.domains.credit.words import ENTRY_KINDS
from theriac.domains.pricing.rules.payments import METHODS
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.credit.detail import LONGEST_REASON, OfCredit, OneCredit
from theriac.surfaces.backoffice.credit.statement import paper_of
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most, chosen_id
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.markup.pdf import pdf_answer
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.tills.choice import ask_till

WAYS = ("cash", "transfer", "card", "qr")
Told = TypeVar("Told")


class CreditPaymentForm(ScreenForm):
    """How much, by which way, and of cash into which till."""

    amount = MoneyField(label=_("Amount"))
    method = forms.ChoiceField(
        label=_("Payment method"), choices=[(one, METHODS[one]) for one in WAYS]
    )
    till_session_id = forms.ChoiceField(
        label=_("Till"), help_text=_("The till for this cash."), required=False
    )
    reference = text_of(
        CreditPaymentNew, "reference", _("Receipt or transfer number"), required=False
    )
    note = text_of(CreditPaymentNew, "note", _("Note"), required=False)


class MoneyOfCredit(OneCredit, FormScreen):
    """Money that comes in on an account or goes out; a till is asked where one is open."""

    below = True

    def form(self, **options: Any) -> ScreenForm:
        """The open tills to choose from."""
        return ask_till(super().form(**options), self.branch)

    def told(self, kind: type[Told], form: Any) -> Told:
        """What was entered. Raises Unprocessable without an amount."""
        data = form.cleaned_data
        if data["amount"] is None:
            raise Unprocessable(_("Enter the amount."), field="amount")
        is_cash = data["method"] == "cash"
        return given(
            kind,
            method=data["method"],
            amount=data["amount"].amount,
            reference=data["reference"],
            note=data["note"],
            till_session_id=parse_id(data.get("till_session_id") or "") if is_cash else None,
        )


class TakeCreditPayment(MoneyOfCredit):
    """Receive a payment; it pays the oldest charges first."""

    permission = RECEIVE_CREDIT_PAYMENTS
    form_class = CreditPaymentForm
    title = _("Receive payment")
    lead = _("It pays the oldest charges first.")
    submit_label = _("Receive payment")
    done = _("Payment received.")

    def initial(self) -> dict[str, Any]:
        return {"amount": money(max(0, self.account.owed) or None)}

    def act(self, form: Any) -> str:
        made = receive_payment(
            actor=self.actor,
            branch_id=self.branch,
            credit_account_id=CreditAccountId(self.account.id),
            payment=self.told(CreditPaymentNew, form),
        )
        return reverse("backoffice:credit_entry", args=[made])


class OneCreditEntry(OfCredit):
    """A screen of the document of an account that the address names."""

    own_page = "backoffice:credit_entry"
    line: One[CreditLine] = One(
        "credit_entry_id",
        lambda at, key: (
            find_credit_entry(actor=at.actor, branch_id=at.branch_id, entry_id=key)
            if at.branch_id
            else None
        ),
        missing=_("This payment doesn’t exist. Choose one from the account."),
    )

    @property
    def account(self) -> Any:
        """The account that it is of."""
        found = find_credit_account(
            actor=self.actor, branch_id=self.branch, account_id=self.line.entry.account_id
        )
        if found is None:
            raise NotFound(_("This credit account doesn’t exist. Choose one from the list."))
        return found

    def name(self) -> Text:
        entry = self.line.entry
        return f"{ENTRY_KINDS[entry.kind]} {entry.number}".strip()

    def crumbs(self) -> Any:
        """The accounts, and its own."""
        above = reverse("backoffice:credit_detail", args=[self.line.entry.account_id])
        return [
            Crumb(_("Credit accounts"), reverse("backoffice:credit_list")),
            Crumb(self.holder_name, above),
        ]


class CreditEntryPage(OneCreditEntry):
    """A payment with what it paid, or another document of an account."""

    permission = VIEW_CREDIT
    template_name = "backoffice/credit/entry.html"

    def context(self) -> dict[str, Any]:
        line = self.line
        entry = line.entry
        is_payment = entry.kind == "payment"
        here = entry.branch_id == self.branch
        return {
            "entry": entry,
            "account": self.account,
            "holder": self.holder_name,
            "kind": ENTRY_KINDS[entry.kind],
            "amount": money(abs(entry.amount)),
            "after": money(line.after),
            "method": METHODS.get(entry.method, ""),
            "person": names_of([entry.person_id]).get(entry.person_id, ""),
            "paid": [(one, money(one.paid), money(one.open)) for one in line.paid],
            "is_payment": is_payment,
            "is_reversed": line.is_reversed,
            "may_reverse": is_payment
            and here
            and not line.is_reversed
            and self.may(REVERSE_CREDIT_PAYMENTS),
            "may_cancel": entry.kind == "opening"
            and here
            and not line.is_reversed
            and self.may(ENTER_BOOKS),
            "tills": open_tills(self.branch) if entry.is_at_till else (),
            **history_beside(self, entry.account_id),
        }


class CreditReceiptPdf(OneCreditEntry):
    """The receipt of a payment on A4."""

    permission = VIEW_CREDIT
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it. Raises NotFound for what is no payment."""
        entry = self.line.entry
        if entry.kind != "payment":
            raise NotFound(_("This payment doesn’t exist. Choose one from the account."))
        method = str(METHODS.get(entry.method, entry.method))
        return pdf_answer(receipt_pdf(paper_of(self), self.line, method), "receipt")


class ReverseCreditPayment(OneCreditEntry, ButtonScreen):
    """It was received by mistake, or came back from the bank."""

    calls = Calls(reverse_payment, reason=at_most(LONGEST_REASON))
    done = _("Reversed. What it paid is owed again.")

    def given(self) -> dict[str, Any]:
        till = self.request.POST.get("till_session_id", "")
        return {"till_session_id": chosen_id(till) if till else None}


class CancelCreditOpening(OneCreditEntry, ButtonScreen):
    """It was recorded by mistake."""

    calls = Calls(cancel_credit_opening, reason=at_most(LONGEST_REASON))
    done = _("Cancelled. Nothing is owed of it any more.")
