"""A ticket is taken once, in the run of its kind and day."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.queue_tickets.commands.issue import issue_ticket
from theriac.domains.queue_tickets.models import MOST_A_DAY, QueueRun, QueueTicket
from theriac.domains.queue_tickets.problems import (
    QueueFull,
    TicketUnfit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-29")]


def test_a_press_is_one_ticket_and_a_day_has_so_many(shop: Shop) -> None:
    key = new_id()
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "kind": "general"}
    assert [issue_ticket(**at, ticket_id=key) for _time in range(2)] == [key, key]  # type: ignore[arg-type]
    assert QueueTicket.objects.count() == 1
    with pytest.raises(TicketUnfit):
        issue_ticket(**{**at, "kind": "vip"})  # type: ignore[arg-type]
    QueueRun.objects.update(last_number=MOST_A_DAY)
    with pytest.raises(QueueFull):
        issue_ticket(**at)  # type: ignore[arg-type]
    found = [one.code for result in run_checks() for one in result.violations]
    assert found == ["queue_tickets.gap"]
