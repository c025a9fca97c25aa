"""Bills from before the books: owed, as old as they are, against the opening balances."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.controlled import violations
from tests.support.credit import organisation, owed, paid, standing
from tests.support.shop import Shop
from theriac.core.facts.records import given
from theriac.domains.books.accounts import Account
from theriac.domains.credit.commands.opening_balance import (
    CreditOpening,
    cancel_credit_opening,
    open_credit_balance,
)
from theriac.domains.credit.ids import CreditAccountId, CreditEntryId
from theriac.domains.credit.models import CreditAccount
from theriac.domains.credit.problems import CreditAccountRefused, CreditPaymentRefused
from theriac.domains.credit.queries.statement import standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25", "CAP-09")]


def opened(shop: Shop, account: CreditAccount, days_ago: int, amount: int) -> CreditEntryId:
    return open_credit_balance(
        actor=shop.owner,
        branch_id=shop.branch_id,
        credit_account_id=CreditAccountId(account.id),
        opening=given(
            CreditOpening,
            number="LAMA-1",
            billed_on=shop.today - timedelta(days=days_ago),
            amount=amount,
        ),
    )


def test_a_bill_from_before_is_owed_and_as_old_as_it_is(shop: Shop) -> None:
    account = organisation(shop, limit=0)
    opened(shop, account, 70, 9_000)
    assert owed(account) == standing(Account.CUSTOMERS) == -standing(Account.OPENING) == 9_000
    _open, ageing = standing_of(
        actor=shop.owner, branch_id=shop.branch_id, account_id=account.id, on=shop.today
    )
    assert (ageing.ages, ageing.overdue) == ((0, 0, 9_000, 0), 9_000)
    with pytest.raises(CreditAccountRefused):
        opened(shop, account, 70, 9_000)
    with pytest.raises(CreditAccountRefused):
        opened(shop, account, -1, 9_000)
    assert violations() == []


def test_one_by_mistake_is_cancelled(shop: Shop) -> None:
    account = organisation(shop)
    first, second = opened(shop, account, 70, 9_000), opened(shop, account, 40, 1_000)
    paid(shop, account, 400)
    cancel_credit_opening(
        actor=shop.owner, branch_id=shop.branch_id, credit_entry_id=first, reason="another’s"
    )
    still_open, _ageing = standing_of(
        actor=shop.owner, branch_id=shop.branch_id, account_id=account.id, on=shop.today
    )
    assert [(one.charge.id, one.open) for one in still_open] == [(second, 600)]
    assert owed(account) == standing(Account.CUSTOMERS) == 600
    with pytest.raises(CreditPaymentRefused):
        cancel_credit_opening(
            actor=shop.owner, branch_id=shop.branch_id, credit_entry_id=first, reason="again"
        )
    assert violations() == []
