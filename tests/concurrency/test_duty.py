"""Who comes on duty at two branches at once is on duty at one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.duty import give_licence, pharmacist
from tests.support.shop import Shop
from tests.support.shops import second_branch
from theriac.core.actor import SYSTEM
from theriac.domains.accounts.commands.people import assign_roles
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.duty.commands.sign_on import sign_on
from theriac.domains.duty.models import DutyTurn
from theriac.domains.duty.problems import AlreadyOnDuty

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("EXT-03")]
CLIENTS = 4


def test_somebody_who_comes_in_two_places_at_once_is_in_one(shop: Shop) -> None:
    branches = [shop.branch_id, second_branch(shop)]
    ratna = pharmacist(shop)
    give_licence(shop, ratna.id, 400, branches[1])
    assign_roles(actor=SYSTEM, user_id=ratna.id, roles=[("pharmacist", one) for one in branches])
    barrier = Barrier(CLIENTS)

    def come(at: int) -> bool:
        branch_id = branches[at % 2]
        try:
            actor = actor_of_person(ratna.id, branch_id=branch_id)
            assert actor is not None
            barrier.wait()
            asked_again(lambda: sign_on(actor=actor, branch_id=branch_id))
        except AlreadyOnDuty:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(CLIENTS) as pool:
        came = list(pool.map(come, range(CLIENTS)))

    assert (sum(came), DutyTurn.objects.filter(person_id=ratna.id).count()) == (1, 1)
