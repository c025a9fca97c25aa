"""A number that many register at once names one prescriber."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop
from theriac.domains.prescribers.models import Prescriber, PrescriberLicence
from theriac.domains.prescribers.problems import PrescriberNumberTaken
from theriac.domains.prescribers.rules.facts import PrescriberLicenceWritten

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("RX-04")]
CLIENTS = 4
NUMBERS = [
    PrescriberLicenceWritten(kind="str", number="STR-778899"),
    PrescriberLicenceWritten(kind="sip", number="503/778899/2026"),
]


def test_one_of_those_who_register_the_same_number_at_once_is_taken(shop: Shop) -> None:
    barrier = Barrier(CLIENTS)

    def add(at: int) -> bool:
        # each in another order: what they wait for is taken in the order of the numbers
        licences = NUMBERS if at % 2 else NUMBERS[::-1]
        barrier.wait()
        try:
            asked_again(lambda: a_prescriber(shop, f"Person {at}", licences=licences))
        except PrescriberNumberTaken:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(CLIENTS) as pool:
        added = list(pool.map(add, range(CLIENTS)))

    assert (sum(added), Prescriber.objects.count(), PrescriberLicence.objects.count()) == (1, 1, 2)
