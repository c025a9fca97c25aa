"""The demo's money: capital paid in, a month's expenses, takings to the bank, bills when due.

Amounts follow from what was sold, so that they fit each country's currency.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.books.accounts import Account
from theriac.domains.books.commands.vouchers import enter_voucher
from theriac.domains.books.queries.statements import account_ledger
from theriac.domains.books.voucher import VoucherKind, VoucherNew
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.payments import pay_bills
from theriac.domains.purchasing.queries.bills import Bill, list_bills
from theriac.surfaces.operations.demo.customers import add_credit, add_loyalty
from theriac.surfaces.operations.demo.purchases.quotations import add_quotations

ONE_DAY = timedelta(days=1)
EXPENSES = ((Account.SALARIES, 9), (Account.RENT, 4), (Account.UTILITIES, 1))
"""What each costs a month, in percent of the month's sales."""
CAPITAL_MONTHS = 3
"""The owner pays in what so many usual months sell."""
SETTLED = (Account.CASH, Account.CARD, Account.QR)
"""What goes to the bank at the end of a month."""
CLOSING_TIME = time(18)


def add_money(
    owner: Actor, branches: Iterable[BranchId], zone: ZoneInfo, first: date, end: datetime
) -> int:
    """Enter the money of each whole month since ``first``; tells how many payments were made.

    The first branch has customers who pay later, and who collect points.
    """
    last = end.astimezone(zone).date()
    months = _month_ends(first, last)
    every = list(branches)
    add_credit(owner, every[0], end)
    add_loyalty(owner, every[0], end)
    add_quotations(owner, every[0], end)
    return sum(_of_branch(owner, branch, zone, (first, last), months) for branch in every)


def _month_ends(first: date, last: date) -> list[date]:
    """The last day of each month that is over."""
    days = (first + ONE_DAY * number for number in range((last - first).days))
    return [day for day in days if (day + ONE_DAY).day == 1]


def _of_branch(
    owner: Actor, branch_id: BranchId, zone: ZoneInfo, days: tuple[date, date], months: list[date]
) -> int:
    sums = {
        account: _by_month(owner, branch_id, account, days) for account in (*SETTLED, Account.SALES)
    }
    bills = list_bills(actor=owner, branch_id=branch_id)
    usual = -sum(sums[Account.SALES].values()) // max(1, len(sums[Account.SALES]))
    with clock.at(_at(days[0], zone)):
        _enter(
            owner,
            branch_id,
            VoucherKind.CAPITAL_IN,
            usual * CAPITAL_MONTHS,
            days[0],
            money=Account.BANK,
        )
    paid = 0
    for month in months:
        key = month.year, month.month
        with clock.at(_at(month, zone)):
            for account in SETTLED:
                to_bank = {"money": account, "account": Account.BANK}
                _enter(owner, branch_id, VoucherKind.TRANSFER, sums[account][key], month, **to_bank)
            for account, percent in EXPENSES:
                cost = -sums[Account.SALES][key] * percent // 100
                spent = {"money": Account.BANK, "account": account}
                _enter(owner, branch_id, VoucherKind.EXPENSE, cost, month, **spent)
            paid += _pay(owner, branch_id, bills, month)
    return paid


def _by_month(
    owner: Actor, branch_id: UUID, account: Account, days: tuple[date, date]
) -> Mapping[tuple[int, int], int]:
    """Debits less credits of an account in each month."""
    ledger = account_ledger(
        actor=owner, account=account, first_on=days[0], last_on=days[1], branch_id=branch_id
    )
    sums: dict[tuple[int, int], int] = defaultdict(int)
    for day in ledger.days if ledger else ():
        sums[day.day.year, day.day.month] += day.debit - day.credit
    return sums


def _enter(
    owner: Actor, branch_id: BranchId, kind: VoucherKind, amount: int, on: date, **facts: Any
) -> None:
    if amount > 0:
        words = {name: str(value) for name, value in facts.items()}
        voucher = given(VoucherNew, kind=kind.value, amount=amount, on=on, **words)
        enter_voucher(actor=owner, branch_id=branch_id, voucher=voucher)


def _pay(owner: Actor, branch_id: BranchId, bills: list[Bill], until: date) -> int:
    """Pay what is due by the day; tells how many payments that made."""
    due = [one for one in bills if one.due_on <= until]
    for one in due:
        bills.remove(one)
    if not due:
        return 0
    made = pay_bills(
        actor=owner,
        branch_id=branch_id,
        bill_ids=[one.id for one in due],
        paid_from=Account.BANK,
        paid_on=until,
        reference=f"TRF {until:%y%m}",
    )
    return len(made)


def _at(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, CLOSING_TIME, zone).astimezone(UTC)
