"""Two counters sold the last of a prescription: both sales are booked, one dispense is recorded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.domains.sales.dispensing.made import sold_on
from tests.support.at_once import asked_again
from tests.support.dispensing import prescribed
from tests.support.prescriptions import line_of
from tests.support.pushing import point_of, terminal_actor
from tests.support.shop import Shop
from theriac.core.verification.registry import run_checks
from theriac.domains.prescriptions.models import Dispense
from theriac.domains.sales.commands.record_sale import record_sale
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.stock.models import Balance

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("RX-03")]


def test_the_last_of_a_line_is_dispensed_once_and_the_other_is_a_case(shop: Shop) -> None:
    medicine, made = prescribed(shop, 10)
    sales = [sold_on(shop, medicine, made, 10, number) for number in (1, 2)]
    point, actor = point_of(shop), terminal_actor(shop)
    barrier = Barrier(len(sales))

    def push(number: int) -> int:
        barrier.wait()
        try:
            done = asked_again(lambda: record_sale(actor=actor, point=point, pushed=sales[number]))
            return int(done.cases)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sales)) as pool:
        cases = sorted(pool.map(push, range(len(sales))))

    assert (cases, Sale.objects.count(), Dispense.objects.count()) == ([0, 1], 2, 1)
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts["why"]) == ("dispense", "too_much")
    assert Dispense.objects.get().sale_id != case.sale_id
    assert line_of(made).dispensed == 10
    assert Balance.objects.get(product_id=medicine.id).quantity == 30
    assert [v.sentence for result in run_checks() for v in result.violations] == []
