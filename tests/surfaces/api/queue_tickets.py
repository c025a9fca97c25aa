"""Requests about the queue."""

from __future__ import annotations

from tests.support.queue_tickets import a_ticket
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.queue_tickets.commands.call import call_next


def queue_asked(shop: Shop) -> dict[str, Asked]:
    """Reads and writes by operation; one ticket is called, another waits."""
    first = a_ticket(shop)
    a_ticket(shop)
    call_next(actor=shop.owner, branch_id=shop.branch_id)
    at = f"/queue-tickets/{first.id}"
    return {
        "getQueue": Asked("GET", "/queue", writes=False),
        "listQueueTickets": Asked("GET", "/queue-tickets?state=waiting", writes=False),
        "issueQueueTicket": Asked("POST", "/queue-tickets", {"kind": "pickup"}),
        "callTicketAgain": Asked("POST", f"{at}/call"),
        "endTicket": Asked("POST", f"{at}/end", {"served": True}),
        "callNextTicket": Asked("POST", "/queue-tickets/call", {}),
    }
