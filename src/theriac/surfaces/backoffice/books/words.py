"""Accounts, documents and what people enter by hand, in the reader's words."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.books.accounts import AccountKind
from theriac.domains.books.queries.accounts import ChartAccount
from theriac.domains.books.voucher import VoucherKind
from theriac.surfaces.backoffice.stock.words import KINDS

ACCOUNT_KINDS: dict[AccountKind, Text] = {
    AccountKind.ASSET: _("What the pharmacy has"),
    AccountKind.LIABILITY: _("What it owes"),
    AccountKind.EQUITY: _("The owner’s capital"),
    AccountKind.INCOME: _("Income"),
    AccountKind.EXPENSE: _("Expenses"),
}
VOUCHER_KINDS: dict[VoucherKind, Text] = {
    VoucherKind.EXPENSE: _("Expense"),
    VoucherKind.CAPITAL_IN: _("Capital paid in"),
    VoucherKind.CAPITAL_OUT: _("Withdrawn by the owner"),
    VoucherKind.TRANSFER: _("Moved between cash and bank"),
    VoucherKind.INCOME: _("Other income"),
    VoucherKind.OPENING: _("Opening balance"),
}
DOCUMENTS: dict[str, Text] = {
    **KINDS,
    "supplier_invoice": _("Supplier invoice"),
    "supplier_credit": _("Credit note"),
    "supplier_payment": _("Payment to supplier"),
    "opening_bill": _("Bill from before"),
    "credit_payment": _("Payment on a credit account"),
    "opening_credit": _("Owed by a customer from before"),
    "consignment": _("Payment for consigned goods"),
    "voucher": _("Money entry"),
    "till_session": _("Till variance"),
    "till_opening": _("Till float"),
    "till_safe": _("Till cash to the safe"),
    "till_move": _("Cash in or out of the till"),
    "customer_return": _("Return from a customer"),
}
PAGES = {
    "sale": "sale_detail",
    "supplier_invoice": "receipt_detail",
    "supplier_payment": "supplier_payment",
    "consignment": "consignment_payment",
    "opening_bill": "bill_detail",
    "voucher": "voucher",
    "credit_payment": "credit_entry",
    "opening_credit": "credit_entry",
    "customer_return": "customer_return_detail",
    "transfer": "transfer_detail",
    "till_session": "till_detail",
    "till_opening": "till_detail",
    "till_safe": "till_detail",
}
"""The page of each kind of document; stock's other documents have one for all of them."""
WITHOUT_PAGE = frozenset({"supplier_credit", "till_move"})


def account_title(account: ChartAccount) -> str:
    """Its number and name."""
    return f"{account.number} {account.name}"


def document_words(kind: str, document_id: UUID, number: str) -> SafeString:
    """What a posting tells of, as the link that opens it."""
    name = format_html(
        "{} {}",
        DOCUMENTS.get(kind, kind),
        format_html('<span class="t-code">{}</span>', number) if number else "",
    )
    if kind in WITHOUT_PAGE:
        return name
    url = reverse(f"backoffice:{PAGES.get(kind, 'stock_document')}", args=[document_id])
    return format_html('<a href="{}">{}</a>', url, name)
