"""Two tills that charge the same account at once: together never above its limit."""

from __future__ import annotations

import pytest

from tests.support.at_once import how_many
from tests.support.credit import (
    on_credit,
    organisation,
    owed,
    paid,
    refund_unheard,
    settle_credit_case,
    sold_for,
    standing,
    unidentified_sale,
)
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.verification.registry import run_checks
from theriac.domains.books.accounts import Account
from theriac.domains.credit.models import CreditEntry
from theriac.domains.credit.problems import CreditPaymentRefused
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("SAL-25")]


def test_sales_at_once_never_pass_the_limit_together(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 50)
    account = organisation(shop, limit=2_000)

    done = how_many(
        [lambda: sold_for(shop, medicine.id, 1, [on_credit(account)])] * 5,
        ApprovalNeeded,
        CreditPaymentRefused,
    )

    assert (done, owed(account), Sale.objects.count()) == (2, 1_400, 2)
    assert [v.code for result in run_checks() for v in result.violations] == []


def test_payments_at_once_receive_no_more_than_is_owed(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 50)
    account = organisation(shop)
    sold_for(shop, medicine.id, 2, [on_credit(account)])

    done = how_many([lambda: paid(shop, account, 500)] * 4, ApprovalNeeded, CreditPaymentRefused)

    assert (done, owed(account)) == (2, 400)
    numbers = CreditEntry.objects.filter(kind="payment").values_list("number", flat=True)
    assert sorted(int(number[-6:]) for number in numbers) == [1, 2]
    assert [v.code for result in run_checks() for v in result.violations] == []


def test_an_account_is_identified_while_the_goods_come_back(shop: Shop) -> None:
    medicine = add_medicine(shop)
    account = organisation(shop)
    sale = unidentified_sale(shop, medicine, stock_up(shop, medicine, 50), 4)

    how_many(
        [lambda: settle_credit_case(shop, account), lambda: refund_unheard(shop, sale, 3)],
        ApprovalNeeded,
        CreditPaymentRefused,
    )

    assert owed(account) == standing(Account.CUSTOMERS) == sale.total // 4
    assert standing(Account.SUSPENSE) == 0
    assert [v.code for result in run_checks() for v in result.violations] == []
