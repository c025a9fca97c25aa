"""The accounts that documents are entered on, and what kind of account each is.

Statements show assets and expenses with their debit side positive, the rest with their credit side
(the accounting equation: assets + expenses = liabilities + equity + income). Numbers come from the
country's chart (``countries.charts``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text


class AccountKind(StrEnum):
    """On which side of which statement an account stands."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"

    @property
    def is_debit(self) -> bool:
        """Whether a debit makes it more."""
        return self in {AccountKind.ASSET, AccountKind.EXPENSE}

    @property
    def is_of_a_period(self) -> bool:
        """Whether it tells of a period (profit and loss), rather than of a day."""
        return self in {AccountKind.INCOME, AccountKind.EXPENSE}


class Account(StrEnum):
    """The accounts that documents are entered on."""

    CASH = "cash"
    SAFE = "safe"
    BANK = "bank"
    CARD = "card"
    QR = "qr"
    CUSTOMERS = "customers"
    SUSPENSE = "suspense"
    STOCK = "stock"
    STOCK_ON_THE_WAY = "stock_on_the_way"
    SUPPLIER_CREDITS = "supplier_credits"
    INPUT_TAX = "input_tax"
    BRANCHES = "branches"
    SUPPLIERS = "suppliers"
    NOT_INVOICED = "not_invoiced"
    CONSIGNORS = "consignors"
    OUTPUT_TAX = "output_tax"
    CUSTOMER_CREDIT = "customer_credit"
    GIFT_CARDS = "gift_cards"
    CAPITAL = "capital"
    DRAWINGS = "drawings"
    OPENING = "opening"
    SALES = "sales"
    ROUNDING = "rounding"
    OTHER_INCOME = "other_income"
    COST_OF_GOODS = "cost_of_goods"
    STOCK_DIFFERENCES = "stock_differences"
    WRITE_OFFS = "write_offs"
    PURCHASE_DIFFERENCES = "purchase_differences"
    TILL_DIFFERENCES = "till_differences"
    POINTS_SPENT = "points_spent"
    RENT = "rent"
    SALARIES = "salaries"
    UTILITIES = "utilities"
    BANK_FEES = "bank_fees"
    OTHER_EXPENSES = "other_expenses"


@dataclass(frozen=True, slots=True)
class StandardAccount:
    """An account with its kind and what it is called."""

    key: str
    kind: AccountKind
    name: Text


STANDARD: dict[str, StandardAccount] = {
    one.key: one
    for one in (
        StandardAccount(Account.CASH, AccountKind.ASSET, _("Cash")),
        StandardAccount(Account.SAFE, AccountKind.ASSET, _("Cash in the safe")),
        StandardAccount(Account.BANK, AccountKind.ASSET, _("Bank")),
        StandardAccount(Account.CARD, AccountKind.ASSET, _("Card payments to be settled")),
        StandardAccount(Account.QR, AccountKind.ASSET, _("QR payments to be settled")),
        StandardAccount(Account.CUSTOMERS, AccountKind.ASSET, _("Owed by customers")),
        StandardAccount(Account.SUSPENSE, AccountKind.ASSET, _("Payments to be identified")),
        StandardAccount(Account.STOCK, AccountKind.ASSET, _("Stock")),
        StandardAccount(Account.STOCK_ON_THE_WAY, AccountKind.ASSET, _("Stock in transit")),
        StandardAccount(
            Account.SUPPLIER_CREDITS, AccountKind.ASSET, _("Supplier credits outstanding")
        ),
        StandardAccount(Account.INPUT_TAX, AccountKind.ASSET, _("Input tax")),
        StandardAccount(Account.BRANCHES, AccountKind.ASSET, _("Between branches")),
        StandardAccount(Account.SUPPLIERS, AccountKind.LIABILITY, _("Owed to suppliers")),
        StandardAccount(
            Account.NOT_INVOICED, AccountKind.LIABILITY, _("Received, not yet invoiced")
        ),
        StandardAccount(Account.CONSIGNORS, AccountKind.LIABILITY, _("Owed for consigned goods")),
        StandardAccount(Account.OUTPUT_TAX, AccountKind.LIABILITY, _("Tax on sales")),
        StandardAccount(Account.CUSTOMER_CREDIT, AccountKind.LIABILITY, _("Customer credit")),
        StandardAccount(Account.GIFT_CARDS, AccountKind.LIABILITY, _("Gift cards not yet spent")),
        StandardAccount(Account.CAPITAL, AccountKind.EQUITY, _("Capital")),
        StandardAccount(Account.DRAWINGS, AccountKind.EQUITY, _("Withdrawn by the owner")),
        StandardAccount(Account.OPENING, AccountKind.EQUITY, _("Opening balances")),
        StandardAccount(Account.SALES, AccountKind.INCOME, _("Sales")),
        StandardAccount(Account.ROUNDING, AccountKind.INCOME, _("Rounding")),
        StandardAccount(Account.OTHER_INCOME, AccountKind.INCOME, _("Other income")),
        StandardAccount(Account.COST_OF_GOODS, AccountKind.EXPENSE, _("Cost of goods sold")),
        StandardAccount(Account.STOCK_DIFFERENCES, AccountKind.EXPENSE, _("Stock differences")),
        StandardAccount(Account.WRITE_OFFS, AccountKind.EXPENSE, _("Stock written off")),
        StandardAccount(
            Account.PURCHASE_DIFFERENCES, AccountKind.EXPENSE, _("Purchase differences")
        ),
        StandardAccount(Account.TILL_DIFFERENCES, AccountKind.EXPENSE, _("Cash differences")),
        StandardAccount(Account.POINTS_SPENT, AccountKind.EXPENSE, _("Loyalty points spent")),
        StandardAccount(Account.RENT, AccountKind.EXPENSE, _("Rent")),
        StandardAccount(Account.SALARIES, AccountKind.EXPENSE, _("Salaries")),
        StandardAccount(Account.UTILITIES, AccountKind.EXPENSE, _("Electricity, water, internet")),
        StandardAccount(Account.BANK_FEES, AccountKind.EXPENSE, _("Bank fees")),
        StandardAccount(Account.OTHER_EXPENSES, AccountKind.EXPENSE, _("Other expenses")),
    )
}
