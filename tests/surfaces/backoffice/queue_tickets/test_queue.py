"""The queue in the back office: who waits now, and how long people waited."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.backoffice import client_of
from tests.support.queue_tickets import a_ticket
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.queue_tickets.commands.call import call_next

pytestmark = pytest.mark.rows("SAL-29")


def test_it_tells_who_waits_and_the_mean_wait(shop: Shop) -> None:
    a_ticket(shop)
    a_ticket(shop, "pickup")
    with clock.at(clock.now() + timedelta(minutes=4)):
        call_next(actor=shop.owner, branch_id=shop.branch_id, kind="general")
    answer = client_of(shop, "cashier").get("/sales/queue/")
    page = answer.content.decode()
    assert (
        answer.context["average"],
        [one.number for one, _kind in answer.context["waiting"]],
    ) == (
        4,
        ["P001"],
    )
    assert "4 minutes" in page
    assert "Pick-up" in page
