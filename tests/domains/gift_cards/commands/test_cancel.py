"""The sale of a card that nobody used is cancelled: its money goes back, once."""

from __future__ import annotations

import pytest

from tests.support.controlled import violations
from tests.support.credit import standing
from tests.support.gift_cards import a_gift_card, holds, redeemed
from tests.support.shop import Shop
from theriac.core.problems import Problem, Unprocessable
from theriac.domains.books.accounts import Account
from theriac.domains.gift_cards.commands.cancel import cancel_gift_card
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.commands.state import block_gift_card, unblock_gift_card
from theriac.domains.gift_cards.ids import GiftCardId
from theriac.domains.gift_cards.models import GiftCard
from theriac.domains.gift_cards.problems import GiftCardDiffers
from theriac.domains.organisation.ids import BranchId

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]


def cancel(shop: Shop, card: GiftCard, version: int = 1, branch_id: BranchId | None = None) -> int:
    return cancel_gift_card(
        actor=shop.owner,
        branch_id=branch_id or shop.branch_id,
        gift_card_id=GiftCardId(card.id),
        version=version,
        reason="the customer changed their mind",
    )


def test_its_money_goes_back_from_where_it_came_to(shop: Shop) -> None:
    card = a_gift_card(shop, 5_000, method="card")
    assert cancel(shop, card) == 2
    card.refresh_from_db()
    assert (card.state, holds(card)) == ("cancelled", 0)
    assert (standing(Account.CARD), standing(Account.GIFT_CARDS)) == (0, 0)
    with pytest.raises(GiftCardDiffers):
        cancel(shop, card, 2)
    for change in (block_gift_card, unblock_gift_card):
        with pytest.raises(GiftCardDiffers):
            change(
                actor=shop.owner,
                branch_id=shop.branch_id,
                gift_card_id=GiftCardId(card.id),
                version=2,
                reason="again",
            )
    assert violations() == []


def test_one_that_was_used_stays(shop: Shop) -> None:
    code = new_code()
    card = a_gift_card(shop, 5_000, code)
    redeemed(shop, code, 1_000)
    with pytest.raises(GiftCardDiffers):
        cancel(shop, card)
    assert holds(card) == 4_000


def test_a_cancelled_card_pays_nothing(shop: Shop) -> None:
    code = new_code()
    cancel(shop, a_gift_card(shop, 5_000, code))
    with pytest.raises(GiftCardDiffers, match="cancelled"):
        redeemed(shop, code, 1_000)


def test_it_names_a_reason_and_the_version(shop: Shop) -> None:
    card = a_gift_card(shop, 5_000)
    with pytest.raises(Problem):
        cancel(shop, card, 7)
    with pytest.raises(Unprocessable):
        cancel_gift_card(
            actor=shop.owner,
            branch_id=shop.branch_id,
            gift_card_id=GiftCardId(card.id),
            version=1,
            reason=" ",
        )
    assert holds(card) == 5_000
