"""Payments: numbered without gaps, to the oldest first, through a till, reversed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.controlled import violations
from tests.support.credit import on_credit, organisation, owed, paid, sold_for, standing
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import begin, closing_of_none, program_till, take, the_session
from theriac.core.problems import NotFound
from theriac.domains.books.accounts import Account
from theriac.domains.credit.commands.payments import reverse_payment
from theriac.domains.credit.ids import CreditEntryId
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.credit.problems import CreditPaymentRefused
from theriac.domains.credit.queries.statement import credit_statement
from theriac.domains.organisation.ids import BranchId
from theriac.domains.tills.commands.run_till import TillCount, close_till
from theriac.domains.tills.documents import CashPieces
from theriac.domains.tills.ids import TillSessionId
from theriac.domains.tills.models import CashMovement
from theriac.domains.tills.problems import TillNotOpen, TillSessionUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]


@pytest.fixture
def account(shop: Shop) -> CreditAccount:
    """An organisation that owes 2,100 and 700."""
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 50)
    found = organisation(shop)
    sold_for(shop, medicine.id, 3, [on_credit(found)])
    sold_for(shop, medicine.id, 1, [on_credit(found)])
    return found


def counted(shop: Shop, session: TillSessionId, pieces: int) -> None:
    """Close it with so many notes of 1,000."""
    count = TillCount(cash=(CashPieces(value=1_000, pieces=pieces),))
    close_till(actor=shop.owner, branch_id=shop.branch_id, session_id=session, count=count)


def reverse(shop: Shop, entry: CreditEntry, **told: object) -> CreditEntry:
    given = {"branch_id": shop.branch_id, "reason": "bounced", **told}
    key = reverse_payment(
        actor=shop.owner,
        credit_entry_id=CreditEntryId(entry.id),
        **given,  # type: ignore[arg-type]
    )
    return CreditEntry.objects.get(id=key)


def test_a_part_pays_the_oldest_first(shop: Shop, account: CreditAccount) -> None:
    first = paid(shop, account, 1_500)
    second = paid(shop, account, 800, "qr")

    assert [int(one.number[-6:]) for one in (first, second)] == [1, 2]
    told = credit_statement(
        actor=shop.owner,
        branch_id=shop.branch_id,
        account_id=account.id,
        first_on=shop.today - timedelta(days=1),
        last_on=shop.today,
    )
    sales = [line.entry.number for line in told.lines if line.entry.kind == "charge"]
    parts = {
        line.entry.number: [(one.charge.number, one.paid) for one in line.paid]
        for line in told.lines
        if line.entry.kind == "payment"
    }
    assert parts == {
        first.number: [(sales[0], 1_500)],
        second.number: [(sales[0], 600), (sales[1], 200)],
    }
    assert (told.opening, told.charged, told.paid, told.closing) == (0, 2_800, 2_300, 500)
    assert [(one.charge.number, one.open) for one in told.open] == [(sales[1], 500)]
    assert told.ageing.ages == (500, 0, 0, 0)
    assert standing(Account.CUSTOMERS) == owed(account) == 500
    assert (standing(Account.BANK), standing(Account.QR)) == (1_500, 800)
    assert violations() == []


def test_no_more_is_received_than_is_owed(shop: Shop, account: CreditAccount) -> None:
    with pytest.raises(CreditPaymentRefused) as refused:
        paid(shop, account, 2_801)
    assert refused.value.facts["owed"] == 2_800
    paid(shop, account, 2_800)
    with pytest.raises(CreditPaymentRefused):
        paid(shop, account, 1)


def test_what_is_reversed_is_owed_again(shop: Shop, account: CreditAccount) -> None:
    entry = paid(shop, account, 2_800)
    back = reverse(shop, entry)
    assert (back.amount, back.reverses_id, owed(account)) == (2_800, entry.id, 2_800)
    assert (standing(Account.BANK), standing(Account.CUSTOMERS)) == (0, 2_800)
    with pytest.raises(CreditPaymentRefused):
        reverse(shop, entry)
    with pytest.raises(NotFound):
        reverse(shop, paid(shop, account, 5), branch_id=BranchId(account.id))
    assert violations() == []


@pytest.mark.rows("SAL-23")
def test_cash_is_expected_in_the_till_that_took_it(shop: Shop, account: CreditAccount) -> None:
    session = program_till(shop)
    with pytest.raises(CreditPaymentRefused) as refused:
        paid(shop, account, 1_000, "cash")
    assert refused.value.field == "till_session_id"
    with pytest.raises(TillSessionUnknown):
        paid(shop, account, 1_000, "cash", till_session_id=account.id)

    entry = paid(shop, account, 1_000, "cash", till_session_id=session)

    assert entry.is_at_till
    move = CashMovement.objects.get()
    assert (move.kind, move.reason, move.amount) == ("cash_in", "account", 1_000)
    assert standing(Account.CUSTOMER_CREDIT) == 0
    counted(shop, session, 101)
    closed = the_session(session)
    assert (closed.state, closed.variance) == ("settled", 0)
    with pytest.raises(TillNotOpen):
        paid(shop, account, 1_000, "cash", till_session_id=session)
    assert violations() == []


@pytest.mark.rows("SAL-23")
def test_reversed_cash_goes_out_of_a_till(shop: Shop, account: CreditAccount) -> None:
    session = program_till(shop)
    entry = paid(shop, account, 1_000, "cash", till_session_id=session)
    by_bank = paid(shop, account, 5)
    with pytest.raises(CreditPaymentRefused) as refused:
        reverse(shop, by_bank, till_session_id=session)
    assert refused.value.field == "till_session_id"
    reverse(shop, by_bank)
    reverse(shop, entry, till_session_id=session)
    counted(shop, session, 100)
    assert the_session(session).variance == 0
    assert (standing(Account.CUSTOMER_CREDIT), owed(account)) == (0, 2_800)
    assert violations() == []


def test_without_a_till_cash_lies_with_the_branch(shop: Shop, account: CreditAccount) -> None:
    paid(shop, account, 700, "cash")
    assert (standing(Account.CASH), standing(Account.CUSTOMERS)) == (700, 2_100)


@pytest.mark.rows("SAL-23")
def test_a_counters_till_takes_no_cash_that_it_doesnt_hear_of(
    shop: Shop, account: CreditAccount
) -> None:
    session = begin(shop, 100_000)
    with pytest.raises(TillSessionUnknown, match="Put it in the safe"):
        paid(shop, account, 1_000, "cash", till_session_id=session)
    before = standing(Account.CASH)

    entry = paid(shop, account, 1_000, "cash")

    assert not entry.is_at_till
    assert CashMovement.objects.count() == 0
    assert (standing(Account.CASH) - before, standing(Account.CUSTOMER_CREDIT)) == (1_000, 0)
    take(shop, closing_of_none(shop, session, {1_000: 100}))
    assert the_session(session).variance == 0
    reverse(shop, entry)
    assert standing(Account.CASH) == before
    assert violations() == []
