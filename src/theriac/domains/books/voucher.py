"""What a person enters in the books by hand: which kinds there are, and on which accounts.

A voucher moves an amount between a money account and another one. What a document of its own tells
(a sale, a delivery, a supplier's invoice) is never entered by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from theriac.core.facts.records import record
from theriac.core.facts.types import Day, Text40, Text120
from theriac.domains.books.accounts import STANDARD, Account, AccountKind

VOUCHER = "voucher"
"""The kind of document in postings."""
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


OPENED: frozenset[str] = frozenset(
    {
        Account.CASH,
        Account.SAFE,
        Account.BANK,
        Account.CARD,
        Account.QR,
        Account.SUSPENSE,
        Account.SUPPLIER_CREDITS,
        Account.INPUT_TAX,
        Account.CONSIGNORS,
        Account.OUTPUT_TAX,
        Account.CUSTOMER_CREDIT,
    }
)
"""The accounts whose balances are opened by hand; stock, suppliers' bills and credit accounts have
an opening of their own."""
MOVED: frozenset[str] = frozenset(
    {Account.CASH, Account.SAFE, Account.BANK, Account.CARD, Account.QR}
)
"""Between which money moves."""
SPENT = frozenset(key for key, one in STANDARD.items() if one.kind is AccountKind.EXPENSE)
"""What an expense may be for."""
OTHER_SIDE: Mapping[VoucherKind, frozenset[str]] = {
    VoucherKind.EXPENSE: SPENT,
    VoucherKind.TRANSFER: MOVED,
    VoucherKind.OPENING: OPENED,
}
"""Which accounts the other side may be, by kind; the other kinds have theirs."""


def faults_of_voucher(voucher: VoucherNew) -> dict[str, str]:
    """Which field names an account that this kind doesn't take: ``money`` or ``account``."""
    faults: dict[str, str] = {}
    if voucher.kind is not VoucherKind.OPENING and voucher.money not in MOVED:
        faults["money"] = "money"
    fitting = OTHER_SIDE.get(voucher.kind)
    if fitting is not None and voucher.account not in fitting:
        faults["account"] = "account"
    elif voucher.kind is VoucherKind.TRANSFER and voucher.account == voucher.money:
        faults["account"] = "same"
    return faults


def amounts_of_voucher(voucher: VoucherNew) -> dict[str, int]:
    """What it enters, by account: debits above zero, credits below."""
    amount = voucher.amount
    if voucher.kind is VoucherKind.OPENING:
        sign = 1 if STANDARD[voucher.account].kind.is_debit else -1
        return {voucher.account: sign * amount, Account.OPENING: -sign * amount}
    if voucher.kind is VoucherKind.CAPITAL_IN:
        return {voucher.money: amount, Account.CAPITAL: -amount}
    if voucher.kind is VoucherKind.INCOME:
        return {voucher.money: amount, Account.OTHER_INCOME: -amount}
    spent = Account.DRAWINGS if voucher.kind is VoucherKind.CAPITAL_OUT else voucher.account
    return {spent: amount, voucher.money: -amount}
