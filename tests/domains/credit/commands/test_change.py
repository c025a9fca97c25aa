"""Particulars, limit, state and number of an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.credit import on_credit, organisation, paid, sold_for
from tests.support.customer_returns import a_return, give_back, returned
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.core.facts.records import given
from theriac.core.problems import NotPermitted, Stale, Unprocessable
from theriac.domains.credit.commands.change import (
    block_account,
    change_account,
    close_account,
    replace_number,
    set_credit_limit,
    unblock_account,
)
from theriac.domains.credit.commands.open import CreditHolder
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.models import CreditAccount
from theriac.domains.credit.problems import (
    CreditAccountDiffers,
    CreditAccountRefused,
    CreditAccountUnknown,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]


def change(
    shop: Shop, account: CreditAccount, act: Callable[..., int], **told: Any
) -> CreditAccount:
    """What the account is after a change at the version that it has."""
    fresh = CreditAccount.objects.get(id=account.id)
    act(
        **{
            "actor": shop.owner,
            "branch_id": shop.branch_id,
            "credit_account_id": CreditAccountId(account.id),
            "version": fresh.version,
            **told,
        }
    )
    found: CreditAccount = CreditAccount.objects.get(id=account.id)
    return found


def test_a_limit_is_on_the_trail_before_and_after(shop: Shop) -> None:
    account = organisation(shop, limit=50_000)
    after = change(shop, account, set_credit_limit, credit_limit=90_000, reason="pays early")
    assert after.credit_limit == 90_000
    record = AuditRecord.objects.get(command="credit.set_limit")
    assert (record.reason, record.object_id) == ("pays early", account.id)
    assert record.facts == {"before": {"credit_limit": 50_000}, "after": {"credit_limit": 90_000}}


def test_a_limit_is_whole_and_reasoned_and_asks_its_right(shop: Shop) -> None:
    account = organisation(shop)
    with pytest.raises(CreditAccountRefused):
        change(shop, account, set_credit_limit, credit_limit=-1, reason="why")
    with pytest.raises(Unprocessable):
        change(shop, account, set_credit_limit, credit_limit=1, reason=" ")
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        change(shop, account, set_credit_limit, credit_limit=1, reason="why", actor=cashier)
    with pytest.raises(Stale):
        change(shop, account, set_credit_limit, credit_limit=1, reason="why", version=9)
    with pytest.raises(CreditAccountUnknown):
        change(shop, account, block_account, reason="why", credit_account_id=shop.branch_id)


def test_particulars_are_named_and_not_told_on_the_trail(shop: Shop) -> None:
    account = organisation(shop)
    holder = given(CreditHolder, name="Klinik Baru", contact="Bu Ani", phone="081234567890")
    after = change(shop, account, change_account, holder=holder, terms_days=14)
    assert (after.holder["name"], after.terms_days) == ("Klinik Baru", 14)
    facts = AuditRecord.objects.get(command="credit.change_account").facts
    assert facts == {"before": {"terms_days": 30}, "after": {"terms_days": 14}, "names": ["name"]}
    with pytest.raises(CreditAccountRefused):
        change(shop, account, change_account, holder=holder, terms_days=400)


def test_it_is_blocked_unblocked_and_closed_once_nothing_is_owed(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    account = organisation(shop)
    sold_for(shop, medicine.id, 1, [on_credit(account)])
    assert change(shop, account, block_account, reason="late").state == "blocked"
    with pytest.raises(CreditAccountDiffers):
        change(shop, account, block_account, reason="late")
    assert change(shop, account, unblock_account, reason="paid").state == "active"
    with pytest.raises(CreditAccountDiffers) as refused:
        change(shop, account, close_account, reason="left")
    assert refused.value.facts["owed"] == 700
    paid(shop, account, 700)
    assert change(shop, account, close_account, reason="left").state == "closed"
    with pytest.raises(CreditAccountDiffers):
        change(shop, account, unblock_account, reason="back")


def test_what_the_pharmacy_owes_is_told_before_closing(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    account = organisation(shop)
    sale = sold_for(shop, medicine.id, 2, [on_credit(account)])
    paid(shop, account, 1_400)
    give_back(shop, a_return(sale, returned(sale.lines[0].id, 1)))
    with pytest.raises(CreditAccountDiffers) as refused:
        change(shop, account, close_account, reason="left")
    assert str(refused.value).replace("\xa0", " ") == (
        "The pharmacy owes this customer Rp 700. Sell on this account or reverse a payment, "
        "then close it."
    )
    sold_for(shop, medicine.id, 1, [on_credit(account)])
    assert change(shop, account, close_account, reason="left").state == "closed"


def test_a_lost_cards_number_pays_nothing_more(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    account = organisation(shop)
    after = change(shop, account, replace_number, reason="card lost")
    assert after.number != account.number
    with pytest.raises(CreditAccountUnknown):
        sold_for(shop, medicine.id, 1, [on_credit(account)])
    sold_for(shop, medicine.id, 1, [on_credit(after)])
