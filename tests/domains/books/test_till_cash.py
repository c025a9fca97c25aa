"""Cash of customers' documents: one knows the tills, and says where the money lies."""

from __future__ import annotations

import pytest

from theriac.core.ids import new_id
from theriac.domains.books.accounts import Account
from theriac.domains.books.till_cash import lies_on, register_tills
from theriac.domains.tills.rows import TillsOfDocuments


def test_one_alone_knows_the_tills() -> None:
    with pytest.raises(ValueError, match="two know the tills"):
        register_tills(TillsOfDocuments())


def test_cash_of_a_till_stands_on_customer_credit_until_its_session_has_it() -> None:
    assert lies_on("cash", new_id()) == Account.CUSTOMER_CREDIT
    assert lies_on("cash", None) == Account.CASH
    assert lies_on("transfer", None) == Account.BANK
