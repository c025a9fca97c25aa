"""Topping up a gift card: more money comes onto it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.domains.books.till_cash import CashReason, CounterTill, lies_on
from theriac.domains.books.till_money import refuse_second
from theriac.domains.gift_cards.cash import GiftMoney, paid_how, session_taking, through_till
from theriac.domains.gift_cards.entries import (
    RECORD,
    GiftEntryNew,
    LockedCard,
    known_card,
    write_entry,
)
from theriac.domains.gift_cards.ids import GiftCardId, GiftEntryId
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.gift_cards.permissions import ISSUE_GIFT_CARDS
from theriac.domains.gift_cards.problems import GiftCardDiffers, GiftCardRefused
from theriac.domains.gift_cards.rules import MOST_MONEY, last_day_topped_up
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import (
    branch_date,
    pharmacy_country,
    pharmacy_currency,
)


@command(
    name="gift_cards.top_up",
    done=gettext_lazy("Topped up a gift card"),
    permission=ISSUE_GIFT_CARDS,
)
def top_up_gift_card(
    *,
    actor: Actor,
    branch_id: BranchId,
    gift_card_id: GiftCardId,
    money: GiftMoney,
    counter: CounterTill | None = None,
) -> GiftEntryId:
    """Put money that was received onto a card of any branch; the entry's id.

    A last day that is nearer than a new card's moves there, so that the money holds as long.
    ``counter`` as for ``issue_gift_card``. Raises GiftCardUnknown; GiftCardDiffers for a card that
    is blocked, cancelled or expired; GiftCardRefused for more than a card may hold, and for a till;
    and what the tills raise for a session that isn't open.
    """
    card = known_card(gift_card_id)
    said = {
        "kind": GiftEntry.Kind.TOPPED_UP,
        "card_id": card.id,
        "amount": money.amount,
        "method": money.method,
        "reference": money.plain_reference,
    }
    refuse_second(GiftEntry.objects.all(), counter, said)
    today = branch_date(branch_id)
    _refuse_unfit(card, today)
    if card.balance + money.amount > MOST_MONEY:
        raise _too_much(card)
    session_id = session_taking(branch_id, money, counter)
    new = GiftEntryNew(
        id=current_unit().effect_id,
        branch_id=branch_id,
        kind=GiftEntry.Kind.TOPPED_UP,
        amount=money.amount,
        booked_on=today,
        person_id=actor.id,
        more=paid_how(money, session_id, counter),
    )
    entry = write_entry(card, new, lies_on(money.method, session_id))
    through_till(entry, CashReason.TOP_UP, counter)
    _hold_longer(card, today)
    return GiftEntryId(entry.id)


def _refuse_unfit(card: LockedCard, today: date) -> None:
    if card.state == GiftCard.State.CANCELLED:
        raise GiftCardDiffers(_("This gift card is cancelled. Sell a new one."), state=card.state)
    if card.state != GiftCard.State.ACTIVE:
        raise GiftCardDiffers(
            _("This gift card is blocked. Ask a manager to unblock it, or sell a new one."),
            state=card.state,
        )
    if card.expires_on is not None and card.expires_on < today:
        raise GiftCardDiffers(_("This gift card has expired. Sell a new one."), state="expired")


def _too_much(card: LockedCard) -> GiftCardRefused:
    left = format_money(Money(MOST_MONEY - card.balance, pharmacy_currency()), pharmacy_country())
    words = _("At most %(amount)s can be added to this card. Enter at most this amount.")
    return GiftCardRefused(words % {"amount": left}, field="amount")


def _hold_longer(card: LockedCard, today: date) -> None:
    last_day = last_day_topped_up(today, card.expires_on)
    if last_day == card.expires_on:
        return
    row = GiftCard.objects.get(id=card.id)
    row.expires_on = last_day
    keep(row, "expires_on")
    facts = {"before": {"expires_on": card.expires_on}, "after": {"expires_on": last_day}}
    current_unit().record(RECORD, card.id, facts=facts)
