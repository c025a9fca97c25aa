"""Issuing a gift card; its code is shown once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import Problem, Unprocessable
from theriac.domains.gift_cards.cash import GiftMoney
from theriac.domains.gift_cards.commands.issue import GiftCardNew, issue_gift_card, new_code
from theriac.domains.gift_cards.ids import GiftCardId
from theriac.domains.gift_cards.permissions import ISSUE_GIFT_CARDS
from theriac.domains.gift_cards.rules import grouped
from theriac.domains.pricing.rules.payments import METHODS
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.tills.choice import ask_till

WAYS = ("cash", "transfer", "card", "qr")


class GiftMoneyForm(ScreenForm):
    """How much, how it was paid for, and of cash into which till."""

    amount = MoneyField(label=_("Amount"))
    method = forms.ChoiceField(
        label=_("Payment method"), choices=[(one, METHODS[one]) for one in WAYS]
    )
    till_session_id = forms.ChoiceField(
        label=_("Till"), help_text=_("The till for this cash."), required=False
    )
    reference = text_of(GiftMoney, "reference", _("Receipt or transfer number"), required=False)

    def money(self) -> dict[str, Any]:
        """What was entered of the money. Raises Unprocessable without an amount."""
        data = self.cleaned_data
        if data["amount"] is None:
            raise Unprocessable(_("Enter the amount."), field="amount")
        is_cash = data["method"] == "cash"
        return {
            "amount": data["amount"].amount,
            "method": data["method"],
            "reference": data["reference"],
            "till_session_id": parse_id(data.get("till_session_id") or "") if is_cash else None,
        }


class GiftCardForm(GiftMoneyForm):
    """And until when the card holds it."""

    expires_on = forms.DateField(
        label=_("Valid until"),
        help_text=_("Leave it empty if the card never expires."),
        required=False,
        localize=False,
    )


class NewGiftCard(FormScreen):
    """Issue a card for money, and show its code this once."""

    permission = ISSUE_GIFT_CARDS
    form_class = GiftCardForm
    title = _("Issue a gift card")
    lead = _("Receive the money first. The card’s code is shown once, to print or write down.")
    submit_label = _("Issue gift card")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Gift cards"), reverse("backoffice:gift_card_list"))]

    def form(self, **options: Any) -> ScreenForm:
        """A till is asked where one is open."""
        return ask_till(super().form(**options), self.branch)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Issue it and show the code; a refusal stands beside its field."""
        form = self.form(data=request.POST)
        if not form.is_valid():
            return self.draw(422, form=form)
        code = new_code()
        try:
            made = self._issue(form, code)
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form)
        self.template_name = "backoffice/gift_cards/issued.html"
        back = reverse("backoffice:gift_card", args=[made])
        return self.draw(
            form=form, code=grouped(code), amount=form.cleaned_data["amount"], back=back
        )

    def _issue(self, form: Any, code: str) -> GiftCardId:
        card = given(GiftCardNew, **form.money(), expires_on=form.cleaned_data["expires_on"])
        return issue_gift_card(actor=self.actor, branch_id=self.branch, card=card, code=code)
