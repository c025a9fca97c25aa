"""Requests about recalls: one that is open with all in quarantine, and one to withdraw."""

from __future__ import annotations

from tests.support.recalls import counted, recall_of
from tests.support.shop import Medicine, Shop, stock_up
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.public_lists import letters_asked, watchlists_asked
from theriac.domains.recalls.commands.units import put_into_quarantine


def recalls_asked(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    """Reads and writes by operation."""
    batch_id = stock_up(shop, medicine, 20, batch_number="R-1")
    settled = stock_up(shop, medicine, 5, batch_number="R-2")
    fresh = stock_up(shop, medicine, 5, batch_number="R-3")
    recall = recall_of(shop, [batch_id])
    done = recall_of(shop, [settled])
    put_into_quarantine(
        actor=shop.owner, branch_id=shop.branch_id, recall_id=done.id, units=counted(settled, 5)
    )
    wrong = recall_of(shop, [stock_up(shop, medicine, 5, batch_number="R-4")])
    units = {"kind": "found", "batch_id": str(batch_id), "quantity": 2}
    new = {"batch_ids": [str(fresh)], "reason": "Glass in the bottle", "reference": "BPOM-1"}
    return {
        "listRecalls": Asked("GET", "/recalls?state=open&limit=1", writes=False),
        "getRecall": Asked("GET", f"/recalls/{recall.id}", writes=False),
        "getRecallRecipients": Asked("GET", f"/recalls/{recall.id}/recipients", writes=False),
        "seekRecall": Asked(
            "POST", "/recalls/sought", {"codes": "8991234567891 R-1"}, writes=False
        ),
        "openRecall": Asked("POST", "/recalls", new),
        "accountRecall": Asked("POST", f"/recalls/{recall.id}/units", units),
        "closeRecall": Asked("POST", f"/recalls/{done.id}/close", {"note": "all in quarantine"}),
        "withdrawRecall": Asked("POST", f"/recalls/{wrong.id}/withdraw", {"reason": "wrong lot"}),
        **letters_asked(shop, medicine),
        **watchlists_asked(shop, medicine),
    }
