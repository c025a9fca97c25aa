"""Three book the last place at once: one gets it, the others are told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.patients import register
from tests.support.services import book, offer
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.problems import Problem
from theriac.domains.services.models import Appointment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("EXT-01")]
PEOPLE = 3


@pytest.mark.databases("sqlite", "postgresql", "mariadb")
def test_the_last_place_is_booked_once(shop: Shop) -> None:
    service, at = offer(shop), clock.now() + timedelta(hours=2)
    patients = [register(shop, f"Siti {letter}") for letter in "ABC"]
    barrier = Barrier(PEOPLE)

    def one(number: int) -> str:
        barrier.wait()
        try:
            asked_again(lambda: book(shop, service, patients[number], at))
        except Problem as problem:
            return problem.type
        finally:
            connection.close()
        return "booked"

    with ThreadPoolExecutor(PEOPLE) as pool:
        answers = sorted(pool.map(one, range(PEOPLE)))
    assert answers == ["booked", *["services.full"] * (PEOPLE - 1)]
    assert Appointment.objects.count() == 1
