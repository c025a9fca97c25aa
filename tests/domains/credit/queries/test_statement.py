"""A statement tells what stood on its last day, and its sums are of every document."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.credit import from_before, on_credit, organisation, paid, sold_for
from tests.support.customer_returns import a_return, approved_return
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.domains.credit.commands.payments import reverse_payment
from theriac.domains.credit.ids import CreditEntryId
from theriac.domains.credit.models import CreditAccount
from theriac.domains.credit.queries.statement import (
    MOST_LINES,
    CreditStatement,
    credit_statement,
)
from theriac.domains.organisation.ids import BranchId

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]


def told(shop: Shop, account: CreditAccount, first_on: date, last_on: date) -> CreditStatement:
    return credit_statement(
        actor=shop.owner,
        branch_id=shop.branch_id,
        account_id=account.id,
        first_on=first_on,
        last_on=last_on,
    )


def test_what_was_booked_later_isnt_on_it(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 50)
    account = organisation(shop)
    from_before(shop, account, 9_000)
    sale = sold_for(shop, medicine.id, 3, [on_credit(account)])
    payment = paid(shop, account, 9_500)
    with clock.at(clock.now() + timedelta(days=5)):
        sold_for(shop, medicine.id, 1, [on_credit(account)])
        reverse_payment(
            actor=shop.owner,
            branch_id=BranchId(shop.branch_id),
            credit_entry_id=CreditEntryId(payment.id),
            reason="bounced",
        )
        approved_return(shop, a_return(sale))

    before = told(shop, account, shop.today, shop.today)
    assert (before.opening, before.charged, before.paid, before.closing) == (
        9_000,
        2_100,
        9_500,
        1_600,
    )
    assert [(one.charge.number, one.open) for one in before.open] == [(sale.sale.number, 1_600)]
    assert before.ageing.ages == (1_600, 0, 0, 0)
    assert [(one.is_reversed, [part.paid for part in one.paid]) for one in before.lines] == [
        (False, []),
        (False, [9_000, 500]),
    ]
    later = told(shop, account, shop.today, shop.today + timedelta(days=5))
    assert (later.closing, [one.open for one in later.open]) == (9_700, [9_000, 700])
    assert later.ageing.ages == (700, 9_000, 0, 0)
    assert sum(before.ageing.ages) == before.closing


def test_sums_are_of_all_where_lines_are_cut(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    account = organisation(shop)
    from_before(shop, account, 9_000)
    paid(shop, account, 2_000)
    paid(shop, account, 1_000)
    assert MOST_LINES > 3
    monkeypatch.setattr("theriac.domains.credit.queries.statement.MOST_LINES", 2)

    first_on = shop.today - timedelta(days=90)
    cut = told(shop, account, first_on, shop.today)
    assert (len(cut.lines), cut.is_cut) == (2, True)
    assert (cut.opening, cut.charged, cut.paid, cut.closing) == (0, 9_000, 3_000, 6_000)
