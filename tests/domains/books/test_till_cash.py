"""Cash of customers' documents: one knows the tills, and says where the money lies."""

from __future__ import annotations

import pytest

from theriac.core import clock
from theriac.core.ids import new_id
from theriac.domains.books.accounts import Account
from theriac.domains.books.till_cash import (
    CashOfDocument,
    CashReason,
    lies_on,
    register_tills,
)
from theriac.domains.tills.rows import TillsOfDocuments


def cash(reason: CashReason, amount: int, *, is_out: bool = False) -> CashOfDocument:
    return CashOfDocument(
        id=new_id(),
        reason=reason,
        branch_id=new_id(),
        session_id=new_id(),
        amount=amount,
        at=clock.now(),
        person_id=new_id(),
        note="MLT-GC-26-000001",
        is_out=is_out,
    )


@pytest.mark.parametrize("reason", CashReason)
@pytest.mark.parametrize("amount", [0, -5_000])
def test_cash_moves_by_an_amount_above_zero(reason: CashReason, amount: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        cash(reason, amount)


def test_cash_for_a_gift_card_only_comes_in() -> None:
    assert cash(CashReason.GIFT_CARD, 5_000).amount == 5_000
    with pytest.raises(ValueError, match="only comes in"):
        cash(CashReason.GIFT_CARD, 5_000, is_out=True)
    assert cash(CashReason.ACCOUNT, 5_000, is_out=True).is_out


def test_one_alone_knows_the_tills() -> None:
    with pytest.raises(ValueError, match="two know the tills"):
        register_tills(TillsOfDocuments())


def test_cash_of_a_till_stands_on_customer_credit_until_its_session_has_it() -> None:
    assert lies_on("cash", new_id()) == Account.CUSTOMER_CREDIT
    assert lies_on("cash", None) == Account.CASH
    assert lies_on("transfer", None) == Account.BANK
