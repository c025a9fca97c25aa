"""Issuing a gift card: the money is owed, and the code isn't kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.controlled import violations
from tests.support.credit import standing
from tests.support.gift_cards import a_gift_card, holds
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.tills import program_till
from theriac.core.ids import new_id
from theriac.domains.books.accounts import Account
from theriac.domains.books.till_cash import CashReason
from theriac.domains.books.till_money import OtherMoney
from theriac.domains.gift_cards.commands.cancel import cancel_gift_card
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.models import GiftCard
from theriac.domains.gift_cards.problems import GiftCardRefused
from theriac.domains.gift_cards.rules import grouped, plain_code
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven
from theriac.domains.tills.models import CashMovement
from theriac.domains.tills.queries.sessions import till_report

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]
CASH = TenderGiven(method=PaymentMethod.CASH)
BATCH = [new_id()]
"""Of the medicine that a test sells, at 700 a unit."""


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_medicine(shop)
    BATCH[0] = stock_up(shop, found, 300)
    return found


def test_money_for_a_card_is_owed_and_its_code_isnt_kept(shop: Shop) -> None:
    code = new_code()
    card = a_gift_card(shop, 5_000, code)
    assert (holds(card), card.last_four) == (5_000, code[-4:])
    assert code not in {card.code_hash, card.number}
    assert (standing(Account.BANK), standing(Account.GIFT_CARDS)) == (5_000, -5_000)
    assert plain_code(grouped(code).lower()) == code
    assert violations() == []


def test_a_last_day_is_a_year_away_at_the_least(shop: Shop) -> None:
    soon = shop.today + timedelta(days=200)
    with pytest.raises(GiftCardRefused):
        a_gift_card(shop, expires_on=soon)
    assert GiftCard.objects.count() == 0


@pytest.mark.rows("SAL-23")
def test_cash_for_a_card_is_a_move_of_the_till_that_took_it(shop: Shop) -> None:
    session = program_till(shop)
    with pytest.raises(GiftCardRefused) as refused:
        a_gift_card(shop, method="cash")
    assert refused.value.field == "till_session_id"

    card = a_gift_card(shop, method="cash", till_session_id=session)

    move = CashMovement.objects.get()
    assert (move.kind, move.reason, move.amount) == ("cash_in", "gift_card", 5_000)
    assert (move.note, standing(Account.CUSTOMER_CREDIT)) == (card.number, 0)
    assert violations() == []


@pytest.mark.rows("SAL-24")
def test_other_money_for_a_card_is_told_by_the_till_that_is_named_and_moves_no_cash(
    shop: Shop,
) -> None:
    session = program_till(shop)
    with pytest.raises(GiftCardRefused, match="isn’t open"):
        a_gift_card(shop, method="card", till_session_id=new_id())
    a_gift_card(shop, 2_000, method="card")
    for amount in (3_000, 4_000):
        a_gift_card(shop, amount, method="card", till_session_id=session)
    wrong = a_gift_card(shop, 1_000, method="qr", till_session_id=session)
    cancel_gift_card(
        actor=shop.owner,
        branch_id=shop.branch_id,
        gift_card_id=wrong.id,
        reason="never paid",
        version=wrong.version,
    )
    report = till_report(actor=shop.owner, session_id=session)
    assert report is not None
    assert list(report.other_money) == [
        OtherMoney(CashReason.GIFT_CARD, "card", 2, 7_000, 0, 0),
        OtherMoney(CashReason.GIFT_CARD, "qr", 1, 1_000, 1, 1_000),
    ]
    assert report.expected.total == report.session.opening_cash
    assert not CashMovement.objects.exists()
    assert (standing(Account.CARD), standing(Account.QR)) == (9_000, 0)
    assert violations() == []
