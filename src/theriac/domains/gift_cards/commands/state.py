"""Blocking a card that was lost, and unblocking it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.problems import require_reason
from theriac.domains.gift_cards.entries import RECORD
from theriac.domains.gift_cards.ids import GiftCardId
from theriac.domains.gift_cards.models import GiftCard
from theriac.domains.gift_cards.permissions import MANAGE_GIFT_CARDS
from theriac.domains.gift_cards.problems import GiftCardDiffers, unknown_card
from theriac.domains.organisation.ids import BranchId

State = GiftCard.State
LONGEST = 120


@command(
    name="gift_cards.block",
    done=gettext_lazy("Blocked a gift card"),
    permission=MANAGE_GIFT_CARDS,
)
def block_gift_card(
    *, actor: Actor, branch_id: BranchId, gift_card_id: GiftCardId, version: int, reason: str
) -> int:
    """It pays nothing until it is unblocked. Raises GiftCardUnknown, Stale, GiftCardDiffers."""
    return _to_state(gift_card_id, version, State.BLOCKED, reason)


@command(
    name="gift_cards.unblock",
    done=gettext_lazy("Unblocked a gift card"),
    permission=MANAGE_GIFT_CARDS,
)
def unblock_gift_card(
    *, actor: Actor, branch_id: BranchId, gift_card_id: GiftCardId, version: int, reason: str
) -> int:
    """It pays again. Raises as ``block_gift_card``."""
    return _to_state(gift_card_id, version, State.ACTIVE, reason)


def _to_state(card_id: GiftCardId, version: int, state: State, reason: str) -> int:
    why = require_reason(reason)[:LONGEST]
    row = GiftCard.objects.select_for_update().filter(id=card_id).first()
    if row is None:
        raise unknown_card()
    at_version(row, version, _("Another user changed this gift card. Reload the page."))
    if row.state == State.CANCELLED:
        raise GiftCardDiffers(_("This gift card is cancelled."), state=row.state)
    if row.state == state:
        raise GiftCardDiffers(_("Nothing was changed."), state=row.state)
    before = {"state": row.state}
    row.state, row.state_reason = state, why
    keep(row, "state", "state_reason")
    facts = {"before": before, "after": {"state": row.state}}
    current_unit().record(RECORD, row.id, reason=why, facts=facts)
    return int(row.version)
