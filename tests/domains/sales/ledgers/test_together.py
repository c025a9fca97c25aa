"""The ledgers of customers bear a sale together, and get back what they bore."""

from __future__ import annotations

import pytest

from tests.support.controlled import violations
from tests.support.credit import on_credit, organisation, owed, sold_for, standing
from tests.support.customer_returns import a_return, give_back, returned
from tests.support.gift_cards import a_gift_card, by_card, holds
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.books.accounts import Account
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.sales.ledgers.together import borne_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25", "SAL-27")]


def test_a_sale_of_two_ledgers_comes_back_to_both(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    code = new_code()
    account, card = organisation(shop), a_gift_card(shop, 1_000, code)
    done = sold_for(shop, medicine.id, 4, [by_card(code, 1_000), on_credit(account)])
    key = done.sale.id
    assert (owed(account), holds(card)) == (1_800, 0)
    assert borne_of(key, ["cash", "credit", "gift_card", "points"]) == {
        "credit": 1_800,
        "gift_card": 1_000,
        "points": 0,
    }
    assert borne_of(key, ["cash", "card"]) == {}

    give_back(shop, a_return(done, returned(done.lines[0].id, 4)))

    assert (owed(account), holds(card)) == (0, 1_000)
    assert borne_of(key, ["credit"]) == {"credit": 0}
    assert standing(Account.CUSTOMER_CREDIT) == standing(Account.CUSTOMERS) == 0
    assert violations() == []
