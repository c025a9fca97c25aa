"""What the pharmacy owes a customer: paid out once, at most what it is, through a till."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.controlled import violations
from tests.support.credit import overpaid, owed, standing
from tests.support.shop import Shop
from theriac.core.facts.records import given
from theriac.domains.books.accounts import Account
from theriac.domains.credit.commands.payouts import CreditPayoutNew, pay_out_credit
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.credit.problems import CreditPaymentRefused
from theriac.domains.tills.commands.run_till import open_till
from theriac.domains.tills.models import CashMovement

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]


@pytest.fixture
def account(shop: Shop) -> CreditAccount:
    """One that the pharmacy owes 700."""
    return overpaid(shop)


def pay_out(shop: Shop, account: CreditAccount, amount: int, **more: Any) -> CreditEntry:
    key = pay_out_credit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        credit_account_id=CreditAccountId(account.id),
        payout=given(CreditPayoutNew, amount=amount, **{"method": "transfer", **more}),
    )
    return CreditEntry.objects.get(id=key)


def test_no_more_is_paid_out_than_is_owed(shop: Shop, account: CreditAccount) -> None:
    assert owed(account) == -700
    with pytest.raises(CreditPaymentRefused) as refused:
        pay_out(shop, account, 701)
    assert refused.value.facts["owed"] == -700

    entry = pay_out(shop, account, 400)

    assert (entry.kind, entry.amount, entry.number.split("-")[1]) == ("payout", 400, "CO")
    assert standing(Account.CUSTOMERS) == owed(account) == -300
    assert standing(Account.BANK) == 2_100 - 400
    pay_out(shop, account, 300)
    with pytest.raises(CreditPaymentRefused, match="Nothing is owed to this customer"):
        pay_out(shop, account, 1)
    assert violations() == []


@pytest.mark.rows("SAL-23")
def test_cash_comes_out_of_the_till_that_is_named(shop: Shop, account: CreditAccount) -> None:
    session = open_till(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.api_terminal_id, cash=100_000
    )
    with pytest.raises(CreditPaymentRefused) as refused:
        pay_out(shop, account, 700, method="cash")
    assert refused.value.field == "till_session_id"

    pay_out(shop, account, 700, method="cash", till_session_id=session)

    move = CashMovement.objects.get()
    assert (move.kind, move.amount) == ("cash_out", 700)
    assert (standing(Account.CUSTOMER_CREDIT), owed(account)) == (0, 0)
    assert violations() == []
