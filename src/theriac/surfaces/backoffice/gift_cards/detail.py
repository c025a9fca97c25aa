"""A card: what it holds, what happened to it, and what may be done."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.gift_cards.commands.cancel import cancel_gift_card
from theriac.domains.gift_cards.commands.redeem import release_payment
from theriac.domains.gift_cards.commands.state import (
    LONGEST,
    block_gift_card,
    unblock_gift_card,
)
from theriac.domains.gift_cards.permissions import (
    ISSUE_GIFT_CARDS,
    MANAGE_GIFT_CARDS,
    VIEW_GIFT_CARDS,
)
from theriac.domains.gift_cards.queries import CAME_IN, find_gift_card, gift_card_entries
from theriac.domains.gift_cards.words import ENTRY_KINDS
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.gift_cards.words import STATES
from theriac.surfaces.backoffice.shell.forms.button import (
    ButtonScreen,
    Calls,
    at_most,
    chosen_id,
)
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class OneGiftCard(OneScreen):
    """A screen of the card that the address names."""

    own_page = "backoffice:gift_card"
    among = ((_("Gift cards"), "backoffice:gift_card_list"),)
    card: One[Any] = One(
        "gift_card_id",
        lambda at, key: (
            find_gift_card(actor=at.actor, branch_id=at.branch_id, card_id=key)
            if at.branch_id
            else None
        ),
        missing=_("This gift card doesn’t exist. Choose one from the list."),
    )

    def name(self) -> Text:
        return str(self.card.number)


class GiftCardDetail(OneGiftCard):
    """The card, with the buttons for what its state lets somebody do."""

    permission = VIEW_GIFT_CARDS
    template_name = "backoffice/gift_cards/card.html"

    def context(self) -> dict[str, Any]:
        row = self.card
        lines = gift_card_entries(actor=self.actor, branch_id=self.branch, card_id=row.id)
        return {
            "card": row,
            "state": STATES.badge(row.state),
            "balance": money(row.balance),
            "entries": [
                (one, ENTRY_KINDS[one.entry.kind], money(one.entry.amount), money(one.after))
                for one in lines
            ],
            "issued_by": names_of([row.issued_by]).get(row.issued_by, ""),
            "sees_sales": self.may(VIEW_SALES),
            "may_manage": self.may(MANAGE_GIFT_CARDS) and row.state != "cancelled",
            "may_top_up": self.may(ISSUE_GIFT_CARDS) and row.state == "active",
            "may_cancel": all(
                one.entry.kind in CAME_IN and one.entry.branch_id == self.branch for one in lines
            ),
            "cash_at_till": any(one.entry.is_at_till for one in lines),
            **history_beside(self, row.id),
        }


class _GiftButton(OneGiftCard, ButtonScreen):
    """A button on a card's page."""

    done = _("Saved.")


class BlockGiftCard(_GiftButton):
    """It pays nothing any more."""

    calls = Calls(block_gift_card, reason=at_most(LONGEST))
    done = _("Gift card blocked.")


class UnblockGiftCard(_GiftButton):
    """It pays again."""

    calls = Calls(unblock_gift_card, reason=at_most(LONGEST))
    done = _("Gift card unblocked.")


class CancelGiftCard(_GiftButton):
    """Nobody used it, and the money goes back."""

    calls = Calls(cancel_gift_card, reason=at_most(LONGEST))
    done = _("Gift card cancelled. Return the money.")


class ReleaseGiftPayment(_GiftButton):
    """Its sale never came."""

    calls = Calls(release_payment, gift_entry_id=chosen_id, reason=at_most(LONGEST))
    done = _("Amount returned to the card.")
