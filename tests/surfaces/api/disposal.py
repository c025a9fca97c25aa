"""Requests about destructions, old medicines, and goods that customers return."""

from __future__ import annotations

from tests.support.destructions import draft_of, signature
from tests.support.shop import Medicine, Shop, add_staff, stock_up
from tests.surfaces.api.credit import credit_asked
from tests.surfaces.api.customer_returns import customer_returns_asked
from tests.surfaces.api.gift_cards import gift_cards_asked
from tests.surfaces.api.loyalty import loyalty_asked
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.queue_tickets import queue_asked
from tests.surfaces.api.quotations import quotations_asked
from theriac.domains.disposal.commands.take_back import TakenBackNew, log_taken_back


def leaving_asked(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    """Reads and writes by operation."""
    batch_id = stock_up(shop, medicine, 20, batch_number="D-1")
    drafts = [draft_of(shop, [(batch_id, "shelf", 2)]) for _each in range(2)]
    entry = log_taken_back(
        actor=shop.owner,
        branch_id=shop.branch_id,
        waste=TakenBackNew(waste="mixed", grams=5, name="bag"),
    )
    line = {"batch_id": str(batch_id), "place": "shelf", "quantity": 1}
    new = {"lines": [line], "method": "Incinerated", "reason": "Broken"}
    old = {"waste": "tablets", "grams": 250, "name": "A bag of strips"}
    witness = add_staff("pharmacist", None, "witness")
    signed = {"approval_id": str(signature(shop, drafts[1], witness))}
    draft = f"/destructions/{drafts[0]}"
    return {
        "listDestructions": Asked("GET", "/destructions?state=draft", writes=False),
        "getDestruction": Asked("GET", draft, writes=False),
        "writeDestruction": Asked("POST", "/destructions", new),
        "discardDestruction": Asked("POST", f"{draft}/discard", {"reason": "counted wrong"}),
        "signDestruction": Asked("POST", f"/destructions/{drafts[1]}/signatures", signed),
        "listTakenBack": Asked("GET", "/old-medicines?waste=mixed", writes=False),
        "getTakenBackMonths": Asked("GET", "/old-medicines/months", writes=False),
        "logTakenBack": Asked("POST", "/old-medicines", old),
        **customer_returns_asked(shop),
        **credit_asked(shop),
        **loyalty_asked(shop),
        **gift_cards_asked(shop),
        **quotations_asked(shop),
        **queue_asked(shop),
        "cancelTakenBack": Asked("POST", f"/old-medicines/{entry}/cancel", {"reason": "twice"}),
    }
