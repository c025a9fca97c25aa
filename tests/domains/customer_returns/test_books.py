"""Cash of a refund is owed to the customer until a till pays it out, where tills are kept."""

from __future__ import annotations

import pytest
from django.db.models import Sum

from tests.support.controlled import violations
from tests.support.customer_returns import a_return, give_back, sold
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import begin, cash_move, closing_of_none, take, the_session
from theriac.domains.books.accounts import Account
from theriac.domains.books.models import Posting

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-10", "SAL-23")]


def balance(account: Account) -> int:
    rows = Posting.objects.all()
    came = rows.filter(debit=account.value).aggregate(sum=Sum("amount"))["sum"] or 0
    went = rows.filter(credit=account.value).aggregate(sum=Sum("amount"))["sum"] or 0
    return int(came - went)


def test_without_an_open_till_cash_goes_out_at_once(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    sale = sold(shop, [(medicine.id, 2)])
    note = give_back(shop, a_return(sale))
    assert not note.is_paid_at_till
    assert (balance(Account.CASH), balance(Account.CUSTOMER_CREDIT)) == (0, 0)


def test_an_open_till_pays_it_out_as_a_move_of_its_session(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    sale = sold(shop, [(medicine.id, 2)])
    taken = balance(Account.CASH)
    session = begin(shop, 100_000)

    note = give_back(shop, a_return(sale))

    assert note.is_paid_at_till
    assert (balance(Account.CASH), balance(Account.CUSTOMER_CREDIT)) == (taken, -note.total)
    take(shop, cash_move(shop, session, "cash_out", "refund", note.total))
    assert (balance(Account.CASH), balance(Account.CUSTOMER_CREDIT)) == (0, 0)
    left = 100_000 - note.total
    take(shop, closing_of_none(shop, session, {100: left // 100}))
    assert (the_session(session).state, the_session(session).variance) == ("settled", 0)
    assert violations() == []
