"""Valid requests about the waitlist."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.waitlist import join
from tests.surfaces.api.pieces import Asked
from theriac.core import clock
from theriac.domains.waitlist.models import Wait


def the_wait(shop: Shop, ticket: str, state: str, quantity: int = 2) -> UUID:
    """Who waits with this ticket, in this state; made at first need."""
    found = Wait.objects.filter(ticket=ticket).values_list("id", flat=True).first()
    if found is not None:
        return found
    medicine: Medicine = add_medicine(shop, f"Waited for {ticket} 10 mg tablet")
    made = join(shop, medicine, quantity, ticket)
    if state == "offered":
        stock_up(shop, medicine, quantity)
    return made


def wait_reads(shop: Shop) -> dict[str, str]:
    return {
        "listWaits": "/waits?state=waiting",
        "getWait": f"/waits/{the_wait(shop, 'R1', 'waiting')}",
        "getHoldTime": "/waitlist/hold-time",
    }


def wait_writes(shop: Shop) -> dict[str, Asked]:
    waiting = f"/waits/{the_wait(shop, 'R1', 'waiting')}"
    leaving = f"/waits/{the_wait(shop, 'R2', 'waiting')}"
    offered = f"/waits/{the_wait(shop, 'R3', 'offered')}"
    longer = f"/waits/{the_wait(shop, 'R4', 'offered')}"
    passed = f"/waits/{the_wait(shop, 'R5', 'offered')}"
    new = {
        "product_id": str(Wait.objects.get(ticket="R1").product_id),
        "quantity": 1,
        "priority": "urgent",
        "ticket": "R9",
    }
    here = f"?branch_id={shop.branch_id}"
    why = {"reason": "No longer needed"}
    until = (clock.now() + timedelta(days=2)).isoformat()
    return {
        "joinWaitlist": Asked("POST", "/waits", new),
        "changeWait": Asked(
            "POST", f"{waiting}/change", {"priority": "urgent", "quantity": 3, **why}, edits=waiting
        ),
        "markWaitTold": Asked("POST", f"{offered}/tell", edits=f"{offered}{here}"),
        "extendHold": Asked(
            "POST", f"{longer}/extend", {"hold_until": until}, edits=f"{longer}{here}"
        ),
        "passOffer": Asked("POST", f"{passed}/pass", why, edits=f"{passed}{here}"),
        "setHoldTime": Asked("POST", "/waitlist/hold-time", {"hours": 48}),
        "leaveWaitlist": Asked("POST", f"{leaving}/leave", why, edits=leaving),
    }
