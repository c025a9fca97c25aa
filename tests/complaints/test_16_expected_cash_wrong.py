"""Complaint 16: a till expects the wrong cash, since change counts, and no variance is posted.

erpnext #23125, #25638, #43392; odoo #121753, #108694; NexoPOS #577.
"""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.credit import standing
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import (
    begin,
    cash_move,
    closing,
    posted_variance,
    sell_in,
    take,
    the_session,
)
from theriac.core.verification.registry import run_checks
from theriac.domains.books.accounts import Account
from theriac.domains.tills.queries.sessions import till_report

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-23", "SAL-24")]


def test_change_is_no_cash_and_what_is_short_is_posted(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    session = begin(shop, 200_000)
    sell_in(shop, session, medicine, batch, 1, tendered=50_000)  # 7,000 of it, 43,000 change
    sell_in(shop, session, medicine, batch, 2, method="card")
    for kind, reason, amount in [
        ("cash_in", "change", 10_000),
        ("cash_out", "refund", 700),
        ("cash_out", "expense", 1_500),
        ("safe_drop", "safe", 100_000),
    ]:
        assert take(shop, cash_move(shop, session, kind, reason, amount)) == "taken"
    expected = 200_000 + 50_000 - 43_000 - 700 + 10_000 - 1_500 - 100_000
    before = standing(Account.CASH)

    short = {1_000: 114, 100: 7, 5: 19}
    told = closing(shop, session, short, numbers=(1, 2), why="change", expected=expected)
    assert take(shop, told) == "taken"

    report = till_report(actor=shop.owner, branch_id=shop.branch_id, session_id=UUID(session))
    assert report is not None
    lines = report.expected
    assert (lines.opening, lines.received, lines.change) == (200_000, 50_000, 43_000)
    assert (lines.refunds, lines.put_in, lines.taken_out, lines.dropped) == (
        700,
        10_000,
        1_500,
        100_000,
    )
    assert (lines.total, report.session.counted, report.variance) == (114_800, 114_795, -5)
    assert (the_session(session).state, the_session(session).why) == ("settled", "change")
    assert posted_variance(session) == -5
    assert standing(Account.CASH) - before == -5
    assert [one.name for one in run_checks() if one.violations] == []
