"""What a person enters in the books by hand: which kinds there are, and on which accounts.

A voucher moves an amount between a money account and another one. What a document of its own tells
(a sale, a delivery, a supplier's invoice) is never entered by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from theriac.core.facts.records import record
from theriac.core.facts.types import Day, Text40, Text120
from theriac.domains.books.accounts import STANDARD, Account, AccountKind

MOST_MONEY = 10**12
"""No pharmacy moves more minor units at once; sums stay far below 2^63."""


class VoucherKind(StrEnum):
    """What happened."""

    CAPITAL_IN = "capital_in"
    CAPITAL_OUT = "capital_out"
    EXPENSE = "expense"
    INCOME = "income"
    TRANSFER = "transfer"
    OPENING = "opening"


@record
class VoucherNew:
    """An amount that came to the money account, or left it; ``account`` is the other side.

    It is an expense account for an expense, where the money went to for a transfer, and whose
    balance is opened for an opening; the other kinds have theirs.
    """

    kind: VoucherKind
    money: Text40 = str(Account.CASH)
    account: Text40 = ""
    amount: Annotated[
        int, Field(strict=True, ge=1, le=MOST_MONEY, description="Minor units of the currency.")
    ]
    on: Day
    reference: Text40 = ""
    note: Text120 = ""


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account as a voucher needs it."""

    key: str
    kind: AccountKind
    is_money: bool = False


OPENED = frozenset(
    {
        Account.CASH,
        Account.BANK,
        Account.CARD,
        Account.QR,
        Account.CUSTOMERS,
        Account.SUPPLIER_CREDITS,
        Account.INPUT_TAX,
        Account.SUPPLIERS,
        Account.CONSIGNORS,
        Account.OUTPUT_TAX,
        Account.CUSTOMER_CREDIT,
    }
)
"""The accounts whose balances are opened by hand; stock has its own opening."""
MOVED = frozenset({Account.CASH, Account.BANK, Account.CARD, Account.QR})
"""Between which money moves."""


def standard_refs() -> dict[str, AccountRef]:
    """The delivered accounts."""
    return {key: AccountRef(key, one.kind, one.is_money) for key, one in STANDARD.items()}


def faults_of_voucher(voucher: VoucherNew, accounts: Mapping[str, AccountRef]) -> dict[str, str]:
    """Which field names an account that this kind doesn't take: ``money`` or ``account``."""
    faults: dict[str, str] = {}
    if voucher.kind is not VoucherKind.OPENING and not _is_money(voucher.money, accounts):
        faults["money"] = "money"
    fits = {
        VoucherKind.EXPENSE: lambda one: one.kind is AccountKind.EXPENSE,
        VoucherKind.TRANSFER: lambda one: _is_money(one.key, accounts),
        VoucherKind.OPENING: lambda one: one.key in OPENED,
    }.get(voucher.kind)
    other = accounts.get(voucher.account)
    if fits is not None and (other is None or not fits(other)):
        faults["account"] = "account"
    elif voucher.kind is VoucherKind.TRANSFER and voucher.account == voucher.money:
        faults["account"] = "same"
    return faults


def _is_money(key: str, accounts: Mapping[str, AccountRef]) -> bool:
    return key in MOVED or (key in accounts and accounts[key].is_money)


def amounts_of_voucher(voucher: VoucherNew, accounts: Mapping[str, AccountRef]) -> dict[str, int]:
    """What it enters, by account: debits above zero, credits below."""
    amount = voucher.amount
    if voucher.kind is VoucherKind.OPENING:
        sign = 1 if accounts[voucher.account].kind.is_debit else -1
        return {voucher.account: sign * amount, Account.OPENING: -sign * amount}
    if voucher.kind is VoucherKind.CAPITAL_IN:
        return {voucher.money: amount, Account.CAPITAL: -amount}
    if voucher.kind is VoucherKind.INCOME:
        return {voucher.money: amount, Account.OTHER_INCOME: -amount}
    spent = Account.DRAWINGS if voucher.kind is VoucherKind.CAPITAL_OUT else voucher.account
    return {spent: amount, voucher.money: -amount}
