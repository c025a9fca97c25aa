"""The demo's quotations: one open, one expired, one cancelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import pharmacy_currency
from theriac.domains.quotations.commands.cancel import cancel_quotation
from theriac.domains.quotations.commands.issue import issue_quotation
from theriac.domains.quotations.drafts import QuotationBuyer, QuotationItem, QuotationNew
from theriac.domains.sales.queries.receipts import get_receipt
from theriac.domains.sales.queries.sales import list_sales

ASKED: Sequence[tuple[int, int, int]] = ((30, 14, 3), (6, 14, 4), (2, 7, 2))
"""Days ago, days of validity, and lines of each."""
BUYERS: Mapping[str, Sequence[str]] = {
    "IDR": ("Klinik Pratama Sehat Bersama", "SD Negeri 4 Menteng", ""),
    "INR": ("Lotus Polyclinic", "Sunrise School", ""),
}
WHY: Mapping[str, str] = {"IDR": "Pelanggan batal", "INR": "Customer no longer needs it"}
PACKS = (5, 2, 10, 1)
NEWEST = 5


def add_quotations(actor: Actor, branch_id: BranchId, end: datetime) -> int:
    """Issue them of what the branch sold last; how many."""
    goods = _sold(actor, branch_id)
    currency = pharmacy_currency()
    buyers = BUYERS.get(currency, BUYERS["INR"])
    made = 0
    for (ago, days, lines), buyer in zip(ASKED, buyers, strict=True):
        items = [
            given(QuotationItem, product_id=product_id, pack_id=pack_id, packs=packs)
            for (product_id, pack_id), packs in zip(goods[:lines], PACKS, strict=False)
        ]
        if not items:
            continue
        draft = given(
            QuotationNew, items=items, valid_days=days, buyer=given(QuotationBuyer, name=buyer)
        )
        with clock.at(end - timedelta(days=ago)):
            last = issue_quotation(actor=actor, branch_id=branch_id, draft=draft)
        made += 1
    if made == len(ASKED):
        with clock.at(end):
            cancel_quotation(
                actor=actor,
                branch_id=branch_id,
                quotation_id=last,
                version=1,
                reason=WHY.get(currency, WHY["INR"]),
            )
    return made


def _sold(actor: Actor, branch_id: BranchId) -> Sequence[tuple[UUID, UUID]]:
    """Products in the packs in which the branch's newest sales sold them, each once."""
    sales = list_sales(actor=actor, branch_id=branch_id).order_by("-recorded_at", "-id")
    found: dict[UUID, UUID] = {}
    for sale_id in sales.values_list("id", flat=True)[:NEWEST]:
        receipt = get_receipt(actor=actor, sale_id=sale_id)
        for line in receipt.lines if receipt else ():
            found.setdefault(line.row.product_id, line.row.pack_id)
    return list(found.items())
