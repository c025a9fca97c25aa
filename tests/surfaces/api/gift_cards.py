"""Valid requests about gift cards."""

from __future__ import annotations

from tests.support.gift_cards import a_gift_card, redeemed
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.core.ids import new_id
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.commands.state import block_gift_card
from theriac.domains.gift_cards.ids import GiftCardId


def gift_cards_asked(shop: Shop) -> dict[str, Asked]:
    """Reads and writes by operation; each that ends something has a card of its own."""
    code = new_code()
    cards = [a_gift_card(shop, code=code), *(a_gift_card(shop) for _one in range(3))]
    block_gift_card(
        actor=shop.owner,
        branch_id=shop.branch_id,
        gift_card_id=GiftCardId(cards[2].id),
        version=cards[2].version,
        reason="lost",
    )
    waiting = redeemed(shop, code)
    at = [f"/gift-cards/{one.id}" for one in cards]
    here = f"?branch_id={shop.branch_id}"
    why = {"reason": "as agreed"}
    pays = {"code": code, "amount": 5, "sale_id": str(new_id()), "payment_id": str(new_id())}
    return {
        "listGiftCards": Asked("GET", "/gift-cards?state=active", writes=False),
        "readGiftCard": Asked("GET", at[0], writes=False),
        "listGiftCardEntries": Asked("GET", f"{at[0]}/entries", writes=False),
        "lookUpGiftCard": Asked("POST", "/gift-card-look-ups", {"code": code}, writes=False),
        "issueGiftCard": Asked("POST", "/gift-cards", {"amount": 500, "method": "transfer"}),
        "topUpGiftCard": Asked("POST", f"{at[0]}/top-ups", {"amount": 500, "method": "transfer"}),
        "redeemGiftCard": Asked("POST", "/gift-card-payments", pays),
        "releaseGiftCardPayment": Asked("POST", f"/gift-card-payments/{waiting.id}/release", why),
        "blockGiftCard": Asked("POST", f"{at[1]}/block", why, edits=f"{at[1]}{here}"),
        "cancelGiftCard": Asked("POST", f"{at[3]}/cancel", why, edits=f"{at[3]}{here}"),
        "unblockGiftCard": Asked("POST", f"{at[2]}/unblock", why, edits=f"{at[2]}{here}"),
    }
