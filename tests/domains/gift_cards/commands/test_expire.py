"""A card that has expired pays nothing, and what it held becomes income once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.controlled import violations
from tests.support.credit import standing
from tests.support.gift_cards import a_gift_card, holds, redeemed
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.domains.books.accounts import Account
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.jobs import expire_due_cards
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


def test_what_expired_becomes_income_once(shop: Shop) -> None:
    other = new_code()
    late = a_gift_card(shop, 3_000, other, expires_on=shop.today + timedelta(days=370))
    with clock.at(clock.now() + timedelta(days=380)):
        with pytest.raises(GiftCardDiffers):
            redeemed(shop, other)
        assert expire_due_cards.func() == 1
        assert expire_due_cards.func() == 0
    assert (holds(late), standing(Account.OTHER_INCOME)) == (0, -3_000)
    assert violations() == []
