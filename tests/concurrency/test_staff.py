"""Two who take the staff away from each other at once: one of them keeps it."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.shop import Shop, add_staff, open_shop
from theriac.core.actor import Actor
from theriac.core.problems import Problem
from theriac.domains.accounts.commands.people import assign_roles
from theriac.domains.accounts.models import Assignment

pytestmark = pytest.mark.django_db(transaction=True)
PAIRS = 6


@pytest.mark.rows("SEC-04")
def test_however_they_meet_somebody_is_left_who_manages_the_staff() -> None:
    shop = open_shop()
    second = add_staff("owner", None, "second")

    for _pair in range(PAIRS):
        told = at_once(shop, second)
        left = Assignment.objects.filter(role__code="owner", branch=None).values_list("user_id")
        assert sorted(told) == ["", "accounts.last_manager"]
        ((left_id,),) = left
        other = second.id if left_id == shop.owner.id else shop.owner.id
        keeper = second if left_id == second.id else shop.owner
        assign_roles(actor=keeper, user_id=other, roles=[("owner", None)])


def at_once(shop: Shop, second: Actor) -> list[str]:
    """Each takes the other's role; what each was told."""
    start = threading.Barrier(2)
    told: list[str] = []

    def take(actor: Actor, other: Actor) -> None:
        try:
            start.wait(60)
            asked_again(lambda: assign_roles(actor=actor, user_id=other.id, roles=[]))
            told.append("")
        except Problem as problem:
            told.append(problem.type)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=take, args=pair)
        for pair in ((shop.owner, second), (second, shop.owner))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told
