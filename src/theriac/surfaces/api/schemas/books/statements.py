"""Sums of the books: every account over a period, and one day by day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from theriac.core.facts.types import Day, Id
from theriac.domains.books.accounts import AccountKind
from theriac.surfaces.api.schemas.stock.consigned import NetMoney
from theriac.surfaces.api.schemas.types import Answer, Body, Money

Net = Annotated[NetMoney, Field(description="Debits less credits: below zero is a credit balance.")]


class PeriodWanted(Body):
    """Which days, and which branch: without one, every branch whose books may be seen."""

    first_on: Day
    last_on: Day
    branch_id: Id | None = None


class LedgerAccount(Answer):
    """An account of the chart; `number` is the country's."""

    key: str
    kind: AccountKind
    number: str
    name: str


class BalancedAccount(Answer):
    """An account over a period: what stood before, what came on each side, what stands after."""

    account: LedgerAccount
    before: Net
    debit: Money
    credit: Money
    after: Net


class TrialBalance(Answer):
    """Every account with something on it, by number; `debits` and `credits` are the same."""

    first_on: date
    last_on: date
    accounts: list[BalancedAccount]
    debits: Money
    credits: Money
    profit: NetMoney


class LedgerDay(Answer):
    """A day of an account, and what it stood at in the evening."""

    day: date
    debit: Money
    credit: Money
    after: Net


class AccountDays(Answer):
    """An account over a period: the days with something on it, the first one first."""

    account: LedgerAccount
    before: Net
    days: list[LedgerDay]
    after: Net


class OpenedAccount(Answer):
    """What an account began with: debits less credits."""

    account: LedgerAccount
    amount: NetMoney


class OpeningBalances(Answer):
    """The accounts that have an opening balance at a branch."""

    items: list[OpenedAccount]
