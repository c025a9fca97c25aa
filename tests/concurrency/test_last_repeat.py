"""Two counters sell the last of a prescription at once: one of them does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.dispensing import of_line, prescribed, sell_on
from tests.support.prescriptions import line_of
from tests.support.shop import Shop, issue_key_for
from theriac.domains.prescriptions.models import Dispense
from theriac.domains.prescriptions.problems import DispenseRefused
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Balance

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("RX-03")]


def test_the_last_of_a_line_is_sold_once(shop: Shop) -> None:
    medicine, made = prescribed(shop, 10)
    terminal_id = issue_key_for(shop, "X9")[1]
    counters = (shop, replace(shop, api_terminal_id=terminal_id))
    item = of_line(medicine, made, 10)
    barrier = Barrier(len(counters))

    def sell(number: int) -> int:
        barrier.wait()
        try:
            asked_again(lambda: sell_on(counters[number], item))
        except DispenseRefused:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(len(counters)) as pool:
        sold = sum(pool.map(sell, range(len(counters))))

    assert (sold, Sale.objects.count(), Dispense.objects.count()) == (1, 1, 1)
    assert line_of(made).dispensed == 10
    assert Balance.objects.get(product_id=medicine.id).quantity == 40
