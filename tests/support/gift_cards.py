"""Gift cards in tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.shop import Shop
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.domains.gift_cards.cash import GiftMoney
from theriac.domains.gift_cards.commands.issue import GiftCardNew, issue_gift_card, new_code
from theriac.domains.gift_cards.commands.redeem import redeem_gift_card
from theriac.domains.gift_cards.commands.top_up import top_up_gift_card
from theriac.domains.gift_cards.ids import GiftCardId
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven


def a_gift_card(
    shop: Shop, amount: int = 5_000, code: str = "", method: str = "transfer", **more: Any
) -> GiftCard:
    """A card that was paid for."""
    key = issue_gift_card(
        actor=shop.owner,
        branch_id=shop.branch_id,
        card=given(GiftCardNew, amount=amount, method=method, **more),
        code=code or new_code(),
    )
    return GiftCard.objects.get(id=key)


def topped_up(shop: Shop, card: GiftCard, amount: int = 1_000, **more: Any) -> GiftEntry:
    """More money on a card, by transfer where nothing else is said."""
    key = top_up_gift_card(
        actor=shop.owner,
        branch_id=more.pop("branch_id", shop.branch_id),
        gift_card_id=GiftCardId(card.id),
        money=given(GiftMoney, **{"amount": amount, "method": "transfer", **more}),
    )
    return GiftEntry.objects.get(id=key)


def by_card(code: str, amount: int | None = None) -> TenderGiven:
    """What a card is to pay; of nothing named the rest."""
    return TenderGiven(method=PaymentMethod.GIFT_CARD, amount=amount, reference=code)


def redeemed(
    shop: Shop, code: str = "", amount: int = 1_000, sale_id: UUID | None = None, **more: Any
) -> GiftEntry:
    """What a card paid of a sale to come."""
    if not code:
        code = new_code()
        a_gift_card(shop, code=code)
    key = redeem_gift_card(
        actor=shop.owner,
        branch_id=shop.branch_id,
        code=code,
        amount=amount,
        sale_id=sale_id or new_id(),
        payment_id=more.get("payment_id", new_id()),
    )
    return GiftEntry.objects.get(id=key)


def holds(card: GiftCard) -> int:
    """What it holds now."""
    return int(GiftCard.objects.values_list("balance", flat=True).get(id=card.id))
