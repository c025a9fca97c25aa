"""Valid requests about the books."""

from __future__ import annotations

from datetime import timedelta

from tests.support.shop import Shop
from tests.support.vouchers import a_voucher
from tests.surfaces.api.pieces import Asked


def books_asked(shop: Shop) -> dict[str, Asked]:
    voucher_id = a_voucher(shop)
    days = f"first_on={shop.today:%Y-%m}-01&last_on={shop.today.isoformat()}"
    paid = {
        "kind": "expense",
        "account": "rent",
        "amount": 250_000,
        "on": shop.today.isoformat(),
        "reference": "KW-7",
    }
    closed = (shop.today - timedelta(days=40)).isoformat()
    return {
        "getTrialBalance": Asked("GET", f"/trial-balance?{days}", writes=False),
        "getAccountDays": Asked("GET", f"/ledger-accounts/cash/days?{days}", writes=False),
        "listPostings": Asked("GET", "/postings?account=cash&limit=1", writes=False),
        "getVoucher": Asked("GET", f"/vouchers/{voucher_id}", writes=False),
        "getOpeningBalances": Asked("GET", "/opening-balances", writes=False),
        "getGstr1": Asked("GET", f"/gst/gstr-1?month={shop.today:%Y-%m}", writes=False),
        "enterVoucher": Asked("POST", "/vouchers", paid),
        "reverseVoucher": Asked(
            "POST", f"/vouchers/{voucher_id}/reversal", {"reason": "typed twice"}
        ),
        "getBookClosing": Asked("GET", "/book-closing", writes=False),
        "closeBooks": Asked("POST", "/book-closing", {"last_on": closed, "reason": "month done"}),
    }
