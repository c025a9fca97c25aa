"""Trial balance, and an account day by day: sums of postings, in the database.

By the day on which each is booked. Amounts are minor units; what stood before a period is its
opening balance.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.books.queries.accounts import ChartAccount, chart
from theriac.domains.books.queries.balances import sums_by_account, sums_by_day
from theriac.domains.books.queries.journal import list_postings

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """An account over a period: before it, within it, after it.

    ``before`` and ``after`` are debits less credits: above zero is a debit balance.
    """

    account: ChartAccount
    before: int
    debit: int
    credit: int

    @property
    def after(self) -> int:
        """What it stands at on the last day."""
        return self.before + self.debit - self.credit

    @property
    def change(self) -> int:
        """What the period changed, as the account's own side counts it."""
        return (self.debit - self.credit) * (1 if self.account.kind.is_debit else -1)

    @property
    def standing(self) -> int:
        """What it stands at, as the account's own side counts it."""
        return self.after * (1 if self.account.kind.is_debit else -1)


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """Every account with something on it, by number."""

    first_on: date
    last_on: date
    accounts: tuple[AccountBalance, ...]

    @property
    def debits(self) -> int:
        """The period's debits, the same as its credits."""
        return sum(one.debit for one in self.accounts)

    @property
    def credits(self) -> int:
        """The period's credits."""
        return sum(one.credit for one in self.accounts)

    @property
    def profit(self) -> int:
        """What the period earned: income less expenses."""
        return -sum(
            one.debit - one.credit for one in self.accounts if one.account.kind.is_of_a_period
        )


@query(permission=VIEW_BOOKS)
def trial_balance(
    *, actor: Actor, first_on: date, last_on: date, branch_id: UUID | None = None
) -> TrialBalance:
    """Every account over a period, at a branch or at all whose books the actor may see."""
    rows = list_postings(actor=actor, branch_id=branch_id)
    before = sums_by_account(rows.filter(booked_on__lt=first_on))
    within = sums_by_account(rows.filter(booked_on__gte=first_on, booked_on__lte=last_on))
    none = (0, 0)
    return TrialBalance(
        first_on,
        last_on,
        tuple(
            AccountBalance(
                account,
                before.get(key, none)[0] - before.get(key, none)[1],
                *within.get(key, none),
            )
            for key, account in chart().items()
            if key in before or key in within
        ),
    )


@dataclass(frozen=True, slots=True)
class AccountDay:
    """A day of an account: what was debited and credited, and what it stood at in the evening."""

    day: date
    debit: int
    credit: int
    after: int


@dataclass(frozen=True, slots=True)
class AccountLedger:
    """An account over a period, day by day, the first day first."""

    account: ChartAccount
    before: int
    days: tuple[AccountDay, ...]

    @property
    def after(self) -> int:
        """What it stands at on the last day; debits less credits."""
        return self.days[-1].after if self.days else self.before


@query(permission=VIEW_BOOKS)
def account_ledger(
    *, actor: Actor, account: str, first_on: date, last_on: date, branch_id: UUID | None = None
) -> AccountLedger | None:
    """An account's days with something on it; None for an account that isn't in the chart."""
    known = chart().get(account)
    if known is None:
        return None
    rows = list_postings(actor=actor, branch_id=branch_id)
    sums = sums_by_day(rows.filter(booked_on__lte=last_on), account)
    before = sum(debit - credit for day, (debit, credit) in sums.items() if day < first_on)
    after, days = before, []
    for day in sorted(day for day in sums if day >= first_on):
        debit, credit = sums[day]
        after += debit - credit
        days.append(AccountDay(day, debit, credit, after))
    return AccountLedger(known, before, tuple(days))
