"""Each day's evening ties to the accounts of cash and bank and to the position of now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.orders import capital, floor, order_line, placed
from tests.support.payments import a_bill, paid
from tests.support.shop import Shop, add_medicine, open_shop
from tests.support.vouchers import a_voucher
from theriac.domains.books.queries.statements import account_ledger
from theriac.domains.capital.queries.days import capital_days
from theriac.domains.capital.queries.position import capital_now

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAP-01")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_the_last_day_is_now_and_each_ties_to_the_ledgers(shop: Shop) -> None:
    medicine = add_medicine(shop)
    a_voucher(shop, amount=300_000, money="bank", on=shop.today - timedelta(days=3))
    capital(shop)
    floor(shop, 50_000)
    placed(shop, order_line(medicine))
    paid(shop, a_bill(shop, medicine))
    first = shop.today - timedelta(days=4)

    days = capital_days(actor=shop.owner, first_on=first, last_on=shop.today)

    now = capital_now(actor=shop.owner)
    last = days[-1]
    assert (last.money, last.on_order, last.owed) == (now.money, now.on_order, now.owed)
    assert (last.available, last.floor, last.ordered) == (now.available, 50_000, 80_000)
    assert sum(day.spent for day in days) == now.spent
    assert [day.money for day in days[:4]] == [0, 300_000, 300_000, 300_000]
    whole = 0
    for account in ("cash", "bank"):
        ledger = account_ledger(
            actor=shop.owner, account=account, first_on=first, last_on=shop.today
        )
        whole += ledger.after if ledger else 0
    assert whole == last.money
