"""A card gets more money: it is owed as the first is, and only a card that pays takes it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.controlled import violations
from tests.support.credit import standing
from tests.support.gift_cards import a_gift_card, holds, redeemed, topped_up
from tests.support.shop import Shop
from tests.support.tills import program_till
from theriac.core import clock
from theriac.domains.books.accounts import Account
from theriac.domains.gift_cards.commands.cancel import cancel_gift_card
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.commands.state import block_gift_card
from theriac.domains.gift_cards.ids import GiftCardId
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.gift_cards.problems import GiftCardDiffers, GiftCardRefused
from theriac.domains.gift_cards.queries import find_gift_entry
from theriac.domains.gift_cards.rules import MOST_MONEY, last_day_topped_up
from theriac.domains.tills.models import CashMovement

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]


def test_more_money_is_owed_and_spent_like_the_first(shop: Shop) -> None:
    code = new_code()
    card = a_gift_card(shop, 5_000, code)
    redeemed(shop, code, 4_000)
    entry = topped_up(shop, card, 3_000, method="card", reference="EDC  12")
    assert (entry.kind, entry.reference, holds(card)) == ("topped_up", "EDC 12", 4_000)
    redeemed(shop, code, 4_000)
    assert holds(card) == 0
    line = find_gift_entry(actor=shop.owner, branch_id=shop.branch_id, entry_id=entry.id)
    assert line is not None
    assert line.after == 4_000
    assert (standing(Account.CARD), standing(Account.GIFT_CARDS)) == (3_000, 0)
    assert violations() == []


@pytest.mark.rows("SAL-23")
def test_cash_is_a_move_of_the_till_that_took_it(shop: Shop) -> None:
    card, session = a_gift_card(shop), program_till(shop)
    with pytest.raises(GiftCardRefused) as refused:
        topped_up(shop, card, method="cash")
    assert refused.value.field == "till_session_id"
    topped_up(shop, card, 2_000, method="cash", till_session_id=session)
    move = CashMovement.objects.get()
    assert (move.kind, move.reason, move.amount, move.note) == (
        "cash_in",
        "top_up",
        2_000,
        card.number,
    )
    assert standing(Account.CUSTOMER_CREDIT) == 0
    assert violations() == []


def test_a_card_that_pays_nothing_takes_nothing(shop: Shop) -> None:
    blocked, cancelled = a_gift_card(shop), a_gift_card(shop)
    for act, card in ((block_gift_card, blocked), (cancel_gift_card, cancelled)):
        act(
            actor=shop.owner,
            branch_id=shop.branch_id,
            gift_card_id=GiftCardId(card.id),
            version=1,
            reason="as agreed",
        )
    ending = a_gift_card(shop, expires_on=shop.today + timedelta(days=400))
    for card in (blocked, cancelled):
        with pytest.raises(GiftCardDiffers):
            topped_up(shop, card)
    with clock.at(clock.now() + timedelta(days=401)), pytest.raises(GiftCardDiffers) as refused:
        topped_up(shop, ending)
    assert refused.value.facts["state"] == "expired"
    assert not GiftEntry.objects.filter(kind="topped_up").exists()


def test_a_card_holds_no_more_than_it_may(shop: Shop) -> None:
    card = a_gift_card(shop, MOST_MONEY - 1_000)
    with pytest.raises(GiftCardRefused) as refused:
        topped_up(shop, card, 1_001)
    assert refused.value.field == "amount"
    topped_up(shop, card, 1_000)
    assert holds(card) == MOST_MONEY


def test_new_money_holds_a_year_at_the_least() -> None:
    today = date(2026, 3, 31)
    assert last_day_topped_up(today, None) is None
    assert last_day_topped_up(today, date(2026, 4, 1)) == date(2027, 3, 31)
    assert last_day_topped_up(today, date(2028, 1, 1)) == date(2028, 1, 1)


def test_a_last_day_that_is_near_moves_away(shop: Shop) -> None:
    card = a_gift_card(shop, expires_on=shop.today + timedelta(days=400))
    with clock.at(clock.now() + timedelta(days=100)):
        topped_up(shop, card)
    moved = GiftCard.objects.get(id=card.id)
    assert moved.expires_on is not None
    assert moved.expires_on > shop.today + timedelta(days=450)
    assert moved.version == card.version + 1
    assert violations() == []


def test_an_unused_card_is_cancelled_with_all_that_came_onto_it(shop: Shop) -> None:
    session = program_till(shop)
    card = a_gift_card(shop, 5_000, method="card")
    topped_up(shop, card, 2_000, method="cash", till_session_id=session)
    cancel_gift_card(
        actor=shop.owner,
        branch_id=shop.branch_id,
        gift_card_id=GiftCardId(card.id),
        version=1,
        reason="typed too much",
    )
    assert holds(card) == 0
    assert (standing(Account.CARD), standing(Account.GIFT_CARDS)) == (0, 0)
    assert standing(Account.CUSTOMER_CREDIT) == -2_000
    assert violations() == []
