"""What the pharmacy owes on an account, paid out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.domains.credit.commands.payouts import CreditPayoutNew, pay_out_credit
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.permissions import REVERSE_CREDIT_PAYMENTS
from theriac.domains.pricing.rules.payments import METHODS
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.credit.payments import CreditPaymentForm, MoneyOfCredit

WAYS = ("cash", "transfer")


class CreditPayoutForm(CreditPaymentForm):
    """How much, by which way, and of cash out of which till."""

    method = forms.ChoiceField(
        label=_("Payment method"), choices=[(one, METHODS[one]) for one in WAYS]
    )


class PayOutCredit(MoneyOfCredit):
    """Pay out what is owed to the customer."""

    permission = REVERSE_CREDIT_PAYMENTS
    form_class = CreditPayoutForm
    title = _("Pay out")
    lead = _("More came back than was open on this account.")
    submit_label = _("Pay out")
    done = _("Paid out.")

    def initial(self) -> dict[str, Any]:
        return {"amount": money(max(0, -self.account.owed) or None)}

    def act(self, form: Any) -> str:
        made = pay_out_credit(
            actor=self.actor,
            branch_id=self.branch,
            credit_account_id=CreditAccountId(self.account.id),
            payout=self.told(CreditPayoutNew, form),
        )
        return reverse("backoffice:credit_entry", args=[made])
