"""Cards that are blocked pay nothing."""

from __future__ import annotations

import pytest

from tests.support.controlled import violations
from tests.support.credit import sold_for
from tests.support.gift_cards import a_gift_card, by_card, holds
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.commands.state import block_gift_card
from theriac.domains.gift_cards.ids import GiftCardId
from theriac.domains.gift_cards.problems import (
    GiftCardDiffers,
)
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]
CASH = TenderGiven(method=PaymentMethod.CASH)
BATCH = [new_id()]
"""Of the medicine that a test sells, at 700 a unit."""


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_medicine(shop)
    BATCH[0] = stock_up(shop, found, 300)
    return found


def test_a_blocked_card_pays_nothing(shop: Shop, medicine: Medicine) -> None:
    code = new_code()
    card = a_gift_card(shop, 3_000, code)
    block_gift_card(
        actor=shop.owner,
        branch_id=shop.branch_id,
        gift_card_id=GiftCardId(card.id),
        version=1,
        reason="lost",
    )
    with pytest.raises(GiftCardDiffers):
        sold_for(shop, medicine.id, 1, [by_card(code)])
    assert (holds(card), violations()) == (3_000, [])
