"""Valid requests about credit accounts."""

from __future__ import annotations

from tests.support.credit import from_before, organisation, overpaid, paid
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.credit.commands.change import block_account
from theriac.domains.credit.ids import CreditAccountId


def credit_asked(shop: Shop) -> dict[str, Asked]:
    """Reads and writes by operation; each that ends something has an account of its own."""
    accounts = [organisation(shop, f"Klinik {number}") for number in range(7)]
    block_account(
        actor=shop.owner,
        branch_id=shop.branch_id,
        credit_account_id=CreditAccountId(accounts[6].id),
        version=accounts[6].version,
        reason="late",
    )
    at = [f"/credit-accounts/{one.id}" for one in accounts]
    here = f"?branch_id={shop.branch_id}"
    why = {"reason": "as agreed"}
    first = from_before(shop, accounts[0])
    payment = paid(shop, accounts[0], 100)
    bill = {"number": "LAMA-9", "billed_on": shop.today.isoformat(), "amount": 900}
    holder = {"name": "Klinik Baru"}
    return {
        "listCreditAccounts": Asked("GET", "/credit-accounts?state=active", writes=False),
        "readCreditAccount": Asked("GET", at[0], writes=False),
        "readCreditStatement": Asked("GET", f"{at[0]}/statement", writes=False),
        "openCreditAccount": Asked("POST", "/credit-accounts", {"holder": holder}),
        "changeCreditAccount": Asked(
            "POST",
            f"{at[1]}/particulars",
            {"holder": holder, "terms_days": 14},
            edits=f"{at[1]}{here}",
        ),
        "setCreditLimit": Asked(
            "POST", f"{at[2]}/limit", {"credit_limit": 70_000, **why}, edits=f"{at[2]}{here}"
        ),
        "blockCreditAccount": Asked("POST", f"{at[3]}/block", why, edits=f"{at[3]}{here}"),
        "unblockCreditAccount": Asked("POST", f"{at[6]}/unblock", why, edits=f"{at[6]}{here}"),
        "closeCreditAccount": Asked("POST", f"{at[4]}/close", why, edits=f"{at[4]}{here}"),
        "replaceCreditNumber": Asked("POST", f"{at[5]}/number", why, edits=f"{at[5]}{here}"),
        "receiveCreditPayment": Asked(
            "POST", f"{at[0]}/payments", {"method": "transfer", "amount": 5}
        ),
        "payOutCredit": Asked(
            "POST",
            f"/credit-accounts/{overpaid(shop).id}/payouts",
            {"method": "transfer", "amount": 5},
        ),
        "openCreditBalance": Asked("POST", f"{at[1]}/opening-balances", bill),
        "reverseCreditPayment": Asked("POST", f"/credit-entries/{payment.id}/reverse", why),
        "cancelCreditOpening": Asked("POST", f"/credit-entries/{first.id}/cancel", why),
    }
