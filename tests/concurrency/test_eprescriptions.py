"""The same bundle at once, and two of one number, are one prescription."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.eprescriptions import (
    GTIN,
    a_bundle,
    a_doctor,
    a_patient,
    a_request,
    a_system,
    known_people,
    send,
)
from tests.support.shop import Shop
from theriac.core.problems import Conflict
from theriac.domains.eprescriptions.models import ReceivedBundle
from theriac.domains.prescriptions.models import Prescription

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("RX-06")]


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """What each answers of those that begin together; None for one that is refused."""
    barrier = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return asked_again(act)
        except Conflict:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_the_same_at_once_is_one(shop: Shop) -> None:
    known_people(shop)
    system = a_system(shop)
    first, second = (
        a_bundle(a_patient(), a_doctor(), a_request(gtin=GTIN), value=value)
        for value in ("B-1", "B-2")
    )
    sent = at_once([lambda: send(shop, first, system), lambda: send(shop, first, system)])
    assert len(set(sent)) == 1
    assert (Prescription.objects.count(), ReceivedBundle.objects.count()) == (1, 1)
    other = a_request("x", groupIdentifier={"system": "urn:x", "value": "7"})
    third, fourth = (
        a_bundle(a_patient(), a_doctor(), other, value=value) for value in ("B-3", "B-4")
    )
    sent = at_once([lambda: send(shop, third, system), lambda: send(shop, fourth, system)])
    assert len([one for one in sent if one]) == 1
    assert second != first
    assert ReceivedBundle.objects.count() == 2
