"""Tickets are called in their order, by one counter each, and their mean wait is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.queue_tickets import a_ticket
from tests.support.shop import Shop, add_staff
from tests.surfaces.other_branch import shop_there
from theriac.core import clock
from theriac.core.problems import NotPermitted
from theriac.core.verification.registry import run_checks
from theriac.domains.queue_tickets.commands.call import call_again, call_next, end_ticket
from theriac.domains.queue_tickets.models import QueueTicket
from theriac.domains.queue_tickets.problems import (
    TicketNotCalled,
    TicketUnknown,
)
from theriac.domains.queue_tickets.queries import queue_at, waits_by_day

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-29")]


def called(shop: Shop, kind: str = "", *, actor: object = None) -> str | None:
    key = call_next(actor=actor or shop.owner, branch_id=shop.branch_id, kind=kind)  # type: ignore[arg-type]
    return QueueTicket.objects.get(id=key).number if key else None


def test_they_are_called_in_their_order_and_the_mean_wait_is_told(shop: Shop) -> None:
    start = clock.now()
    for minute, kind in ((0, "general"), (1, "prescription"), (2, "general"), (3, "pickup")):
        with clock.at(start + timedelta(minutes=minute)):
            a_ticket(shop, kind)
    assert [one.number for one in queue_at(shop.branch_id).waiting] == [
        "A001",
        "R001",
        "A002",
        "P001",
    ]
    with clock.at(start + timedelta(minutes=10)):
        assert called(shop, "pickup") == "P001"
        assert called(shop) == "A001"
        assert called(shop) == "R001"
        queue = queue_at(shop.branch_id)
        assert [one.number for one in queue.waiting] == ["A002"]
        assert queue.average_wait == (7 + 10 + 9) * 60 // 3
        [day, *_rest] = waits_by_day(actor=shop.owner, branch_id=shop.branch_id)
        assert (day.tickets, day.average_wait) == (4, 520)
        assert called(shop) == "A002"
        assert called(shop) is None
    states = QueueTicket.objects.order_by("issued_at").values_list("state", flat=True)
    assert list(states) == ["served"] * 4
    assert [one for result in run_checks() for one in result.violations] == []


def test_each_day_and_branch_begins_anew(shop: Shop) -> None:
    assert a_ticket(shop).number == "A001"
    there = shop_there(shop)
    assert a_ticket(there).number == "A001"
    with clock.at(clock.now() + timedelta(days=1)):
        assert a_ticket(shop).number == "A001"
        assert called(shop) == "A001"
        assert called(shop) is None


def test_a_ticket_is_called_again_and_ends(shop: Shop) -> None:
    row = a_ticket(shop)
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "ticket_id": row.id}
    with pytest.raises(TicketNotCalled):
        call_again(**at)  # type: ignore[arg-type]
    called(shop)
    call_again(**at)  # type: ignore[arg-type]
    row.refresh_from_db()
    assert row.calls == 2
    end_ticket(**at, served=False)  # type: ignore[arg-type]
    row.refresh_from_db()
    assert row.state == "missed"
    with pytest.raises(TicketNotCalled) as ended:
        end_ticket(**at)  # type: ignore[arg-type]
    assert ended.value.facts["state"] == "missed"
    there = shop_there(shop)
    with pytest.raises(TicketUnknown):
        call_again(actor=there.owner, branch_id=there.branch_id, ticket_id=row.id)


def test_it_asks_for_the_right_to_sell(shop: Shop) -> None:
    auditor = replace(add_staff("auditor", shop.branch_id))
    with pytest.raises(NotPermitted):
        called(shop, actor=auditor)
