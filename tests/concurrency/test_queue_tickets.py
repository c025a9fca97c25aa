"""Counters that call, and people who take tickets, at the same moment."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.concurrency.test_unknown_codes import COUNTERS, at_once
from tests.support.queue_tickets import a_ticket
from tests.support.shop import open_shop
from theriac.core.ids import new_id
from theriac.domains.queue_tickets.commands.call import call_next
from theriac.domains.queue_tickets.models import QueueTicket

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("SAL-29")]


def test_no_two_counters_call_the_same() -> None:
    shop = open_shop()
    for _person in range(COUNTERS):
        a_ticket(shop)
    found: list[UUID | None] = []

    def call() -> None:
        actor = replace(shop.owner, terminal_id=new_id())
        found.append(call_next(actor=actor, branch_id=shop.branch_id))

    assert at_once([call] * COUNTERS) == []
    assert len(set(found)) == COUNTERS
    assert set(QueueTicket.objects.values_list("calls", "state")) == {(1, "called")}


def test_numbers_have_no_gap() -> None:
    shop = open_shop()
    assert at_once([lambda: a_ticket(shop)] * COUNTERS) == []
    numbers = QueueTicket.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == list(range(1, COUNTERS + 1))
