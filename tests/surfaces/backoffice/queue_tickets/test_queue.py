"""The queue in the back office: who waits now, and how long people waited."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.backoffice import client_of
from tests.support.queue_tickets import a_ticket
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.queue_tickets.commands.call import call_next
from theriac.surfaces.backoffice.today.figures import Figure

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


def test_today_tells_the_mean_wait_where_the_queue_is_in_use(shop: Shop) -> None:
    client = client_of(shop, "manager")

    def told() -> Figure | None:
        figures = {str(one.label): one for one in client.get("/").context["figures"]}
        return figures.get("Average wait today")

    assert told() is None
    a_ticket(shop)
    a_ticket(shop, "pickup")
    unknown = told()
    assert unknown is not None
    assert (unknown.value, unknown.note) == ("–", "2 people waiting")
    with clock.at(clock.now() + timedelta(minutes=4)):
        call_next(actor=shop.owner, branch_id=shop.branch_id, kind="general")
    found = told()
    assert found is not None
    assert (found.value, found.note) == ("4 minutes", "1 person waiting")
    assert len(client.get(found.url).context["waiting"]) == 1
