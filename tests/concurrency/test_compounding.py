"""Preparations at once: no tablet is used twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.compounding import add_capsules, make, write
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.compounding.models import Preparation
from theriac.domains.stock.models import Balance
from theriac.domains.stock.problems import InsufficientStock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("RX-12")]
AT_ONCE = 4


def test_preparations_at_once_use_no_unit_twice(shop: Shop) -> None:
    made, medicine = add_capsules(shop), add_medicine(shop)
    stock_up(shop, medicine, 25, batch_number="B1")
    keys = [write(shop, made, [(medicine.id, 1, 1)]) for _number in range(AT_ONCE)]
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> bool:
        barrier.wait()
        try:
            asked_again(lambda: make(shop, keys[number]))
        except InsufficientStock:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = list(pool.map(one, range(AT_ONCE)))
    assert sorted(done) == [False, False, True, True]
    assert Balance.objects.get(batch__number="B1").quantity == 5
    numbers = Preparation.objects.exclude(number="").values_list("number", flat=True)
    assert len(set(numbers)) == 2
    assert [v.sentence for result in run_checks() for v in result.violations] == []
