"""Who takes a ticket is told how many wait before it, of this branch and day alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.queue_tickets import a_ticket
from tests.support.reading import reading
from tests.support.shop import Shop
from tests.surfaces.other_branch import shop_there
from theriac.core import clock
from theriac.domains.queue_tickets.commands.call import call_next, end_ticket
from theriac.domains.queue_tickets.queries import place_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-29")]


def test_its_place_is_behind_who_waits_longer_whatever_the_kind(shop: Shop) -> None:
    kinds = ("general", "prescription", "general")
    with clock.at(clock.now()):  # one instant: the order of their ids decides
        first, second, third = (a_ticket(shop, kind) for kind in kinds)
    here = shop.branch_id

    assert [place_of(here, one.id) for one in (first, second, third)] == [
        ("A001", 0),
        ("R001", 1),
        ("A002", 2),
    ]
    call_next(actor=shop.owner, branch_id=here)
    assert [place_of(here, one.id)[1] for one in (first, second, third)] == [0, 0, 1]
    end_ticket(actor=shop.owner, branch_id=here, ticket_id=first.id, served=False)
    assert place_of(here, first.id) == ("A001", 0)


def test_another_branch_or_day_waits_elsewhere(shop: Shop) -> None:
    ticket, there = a_ticket(shop), shop_there(shop)
    a_ticket(there)
    own = a_ticket(there)

    assert place_of(there.branch_id, own.id) == ("A002", 1)
    assert place_of(there.branch_id, ticket.id) == ("", 0)
    with clock.at(clock.now() + timedelta(days=1)):
        a_ticket(there)
        assert place_of(there.branch_id, own.id) == ("A002", 0)


def test_a_long_queue_isnt_read_to_tell_a_place(shop: Shop) -> None:
    counts = []
    for _round in range(2):
        ticket = a_ticket(shop)
        with reading() as found:
            place_of(shop.branch_id, ticket.id)
        counts.append((found.statements, found.rows))
    assert counts[0] == counts[1]
