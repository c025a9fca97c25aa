"""Cards whose last day is over: what they still hold becomes income."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.domains.books.accounts import Account
from theriac.domains.gift_cards.entries import GiftEntryNew, known_card, write_entry
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.organisation.queries.branches import branch_date


@command(name="gift_cards.expire", done=_("Gift cards expired"), system_only=True)
def expire_gift_cards(*, actor: Actor, card_ids: Sequence[UUID]) -> int:
    """Take off what these cards hold after their last day; how many. Again changes nothing."""
    done = 0
    branches = dict(GiftCard.objects.filter(id__in=card_ids).values_list("id", "branch_id"))
    for card_id in sorted(card_ids):
        card, today = known_card(card_id), branch_date(branches[card_id])
        if card.balance < 1 or card.expires_on is None or card.expires_on >= today:
            continue
        new = GiftEntryNew(
            branch_id=branches[card_id],
            kind=GiftEntry.Kind.EXPIRED,
            amount=-card.balance,
            booked_on=today,
            person_id=actor.id,
        )
        write_entry(card, new, Account.OTHER_INCOME)
        done += 1
    return done


def cards_due(before: date, at_most: int) -> list[UUID]:
    """Cards that hold something although their last day lies before a day."""
    rows = GiftCard.objects.filter(expires_on__lt=before, balance__gte=1)
    return list(rows.order_by("id").values_list("id", flat=True)[:at_most])
