"""What of a sale is paid by credit: charged to the account that owes it, or back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.problems import Unprocessable
from theriac.domains.books.accounts import Account
from theriac.domains.books.journal import EnteredDocument, enter
from theriac.domains.credit.approval import OVER_LIMIT
from theriac.domains.credit.entries.charges import (
    ChargedSale,
    Charging,
    charge_identified,
    charge_pushed,
    demand_credit,
    return_to_accounts,
    standing_of_sale,
)
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.pricing.rules.payments import PaymentMethod, SettledPayment
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.ledgers.ports import BorneNote, refunded_by_credit
from theriac.domains.sales.models import DiscrepancyCase, Payment, Sale
from theriac.domains.sales.pushes.approval import ApprovalWanted, why_not_approved
from theriac.domains.sales.pushes.books import Disagreement, KnownBooks
from theriac.domains.sales.pushes.sale import PushedSale


def demand_charging(
    actor: Actor, branch_id: UUID, draft: SaleDraft, payments: Sequence[SettledPayment]
) -> Charging | None:
    """Lock the account that is to pay and judge it; reads nothing where none is.

    Raises as ``demand_credit``.
    """
    parts = [
        (given.reference, paid.tendered)
        for given, paid in zip(draft.tenders[: len(payments)], payments, strict=True)
        if paid.method is PaymentMethod.CREDIT
    ]
    return demand_credit(actor, branch_id, parts, draft.credit_approval_id)


def charge_sale(charging: Charging | None, sale: Sale) -> int:
    """Charge the account with the rows of the sale; the minor units that it owes of it."""
    if charging is None:
        return 0
    charging.write(_told(sale))
    return charging.amount


def charge_told(
    sale: Sale, pushed: PushedSale, payments: Sequence[Payment], books: KnownBooks
) -> tuple[int, list[Disagreement]]:
    """Charge what a device took by credit, whatever disagrees; how much, and a case for each."""
    parts = [
        (one.reference, one.tendered - one.change)
        for one in payments
        if one.method == Payment.Method.CREDIT
    ]
    if not parts:
        return 0, []
    given = pushed.credit_approval

    def approved(content: Mapping[str, Any]) -> UUID | None:
        wanted = ApprovalWanted(OVER_LIMIT, dict(content))
        refused = why_not_approved(pushed, books, given, wanted)
        return given.id if given and not refused else None

    charged, found = charge_pushed(_told(sale), parts, approved)
    return charged, [Disagreement(DiscrepancyCase.Kind.CREDIT, facts=facts) for facts in found]


def refund_accounts(note: BorneNote, amount: int) -> int:
    """Take what is refunded by credit from the accounts that the sale charged; how much was."""
    return return_to_accounts(_told(note), note.sale_id, amount) if amount else 0


def charge_after_all(case: DiscrepancyCase, account_number: str) -> None:
    """Charge the account that a case found, and take it off what was to be identified.

    What was refunded by credit before anybody was charged isn't charged any more. Raises as
    ``charge_identified``, Unprocessable where nothing is left.
    """
    sale = case.sale
    amount = min(int(case.facts["amount"]), _uncharged(sale.id))
    if amount <= 0:
        words = _("All of it was refunded, so nothing is left to charge. Choose another decision.")
        raise Unprocessable(words, field="settlement")
    charge_identified(_told(sale), account_number, amount)
    document = EnteredDocument(
        kind="sale",
        id=sale.id,
        branch_id=sale.branch_id,
        number=sale.number,
        booked_on=branch_date(sale.branch_id),
    )
    enter(document, {Account.CUSTOMERS: amount, Account.SUSPENSE: -amount})


def _uncharged(sale_id: UUID) -> int:
    """What was paid by credit and isn't refunded, less what stands on accounts."""
    refunded = refunded_by_credit(sale_id)
    paid = Payment.objects.filter(sale_id=sale_id, method=Payment.Method.CREDIT).order_by()
    amounts = paid.values_list("tendered", "change")
    return sum(given - back for given, back in amounts) - refunded - standing_of_sale(sale_id)


def is_unidentified(case: DiscrepancyCase) -> bool:
    """Whether a sale was paid by credit of an account that nobody knows."""
    return case.kind == DiscrepancyCase.Kind.CREDIT and case.facts.get("why") == "unknown"


def _told(document: Sale | BorneNote) -> ChargedSale:
    return ChargedSale(
        id=document.id,
        branch_id=document.branch_id,
        number=document.number,
        business_on=document.business_on,
        person_id=document.person_id,
    )
