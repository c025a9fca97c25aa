"""Scheduled work of gift cards: those whose last day is over."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.gift_cards.commands.expire import cards_due, expire_gift_cards
from theriac.domains.organisation.queries.branches import latest_date

AT_ONCE = 100


@scheduled(daily_at="02:45")
@task(name="gift_cards.expire", title=_("Gift cards that expire"))
def expire_due_cards() -> int:
    """Take off what expired; how many cards."""
    total = 0
    while ids := cards_due(latest_date(), AT_ONCE):
        done = expire_gift_cards(actor=SYSTEM, card_ids=ids)
        total += done
        if done < len(ids):
            break  # for the rest the day isn't over yet at their branch
    return total
