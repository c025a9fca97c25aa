"""Cancelling a card that nobody used: the money that came onto it goes back."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.problems import require_reason
from theriac.domains.books.till_cash import lies_on
from theriac.domains.gift_cards.commands.state import LONGEST
from theriac.domains.gift_cards.entries import RECORD, GiftEntryNew, known_card, write_entry
from theriac.domains.gift_cards.ids import GiftCardId
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.gift_cards.permissions import MANAGE_GIFT_CARDS
from theriac.domains.gift_cards.problems import GiftCardDiffers
from theriac.domains.gift_cards.queries import unused_money
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date

Kind, State = GiftEntry.Kind, GiftCard.State


@command(
    name="gift_cards.cancel",
    done=gettext_lazy("Cancelled a gift card"),
    permission=MANAGE_GIFT_CARDS,
)
def cancel_gift_card(
    *, actor: Actor, branch_id: BranchId, gift_card_id: GiftCardId, version: int, reason: str
) -> int:
    """Take off all that it holds, for good, against where its money came to; the new version.

    Cash that went into a till session is owed to the customer until a till pays it out as a refund.
    Raises GiftCardUnknown, Stale, and GiftCardDiffers for a card that was used, has expired, is
    cancelled, or whose money came in at another branch too.
    """
    why = require_reason(reason)[:LONGEST]
    card = known_card(gift_card_id)
    row = GiftCard.objects.get(id=gift_card_id)
    at_version(row, version, _("Another user changed this gift card. Reload the page."))
    came_in = unused_money(row.id, branch_id)
    if not came_in:
        raise GiftCardDiffers(
            _("Only an unused gift card can be cancelled, at the branch that received its money."),
            state=row.state,
        )
    for entry in came_in:
        new = GiftEntryNew(
            branch_id=branch_id,
            kind=Kind.CANCELLED,
            amount=-entry.amount,
            booked_on=branch_date(branch_id),
            person_id=actor.id,
            more={
                "answers_id": entry.id,
                "method": entry.method,
                "is_at_till": entry.is_at_till,
                "note": why,
            },
        )
        write_entry(card, new, lies_on(entry.method, entry.id if entry.is_at_till else None))
    before = {"state": row.state}
    row.state, row.state_reason = State.CANCELLED, why
    keep(row, "state", "state_reason")
    facts = {"before": before, "after": {"state": row.state}}
    current_unit().record(RECORD, row.id, reason=why, facts=facts)
    return int(row.version)
