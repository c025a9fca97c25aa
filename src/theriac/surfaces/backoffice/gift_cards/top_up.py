"""Topping up a gift card: more money comes onto it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.domains.gift_cards.cash import GiftMoney
from theriac.domains.gift_cards.commands.top_up import top_up_gift_card
from theriac.domains.gift_cards.ids import GiftCardId
from theriac.domains.gift_cards.permissions import ISSUE_GIFT_CARDS
from theriac.surfaces.backoffice.gift_cards.detail import OneGiftCard
from theriac.surfaces.backoffice.gift_cards.entry import GiftMoneyForm
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.tills.choice import ask_till


class TopUpGiftCard(OneGiftCard, FormScreen):
    """Put money that was received onto the card; a till is asked where one is open."""

    permission = ISSUE_GIFT_CARDS
    form_class = GiftMoneyForm
    title = _("Top up gift card")
    lead = _("Receive the money first. The card can be used for it at once.")
    submit_label = _("Top up gift card")
    done = _("Gift card topped up.")
    below = True

    def form(self, **options: Any) -> ScreenForm:
        return ask_till(super().form(**options), self.branch)

    def act(self, form: Any) -> str:
        top_up_gift_card(
            actor=self.actor,
            branch_id=self.branch,
            gift_card_id=GiftCardId(self.card.id),
            money=given(GiftMoney, **form.money()),
        )
        return reverse("backoffice:gift_card", args=[self.card.id])
