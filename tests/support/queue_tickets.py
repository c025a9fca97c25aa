"""Queue tickets in tests."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import Shop
from theriac.domains.queue_tickets.commands.issue import issue_ticket
from theriac.domains.queue_tickets.models import QueueTicket


def a_ticket(shop: Shop, kind: str = "general") -> QueueTicket:
    """Somebody of the branch issues it."""
    key: UUID = issue_ticket(actor=shop.owner, branch_id=shop.branch_id, kind=kind)
    return QueueTicket.objects.get(id=key)
