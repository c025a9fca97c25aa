"""Goods that come at once: no unit is offered twice, and nobody is overtaken."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.reservations import shelf
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.waitlist import join, states
from theriac.core.verification.registry import run_checks
from theriac.domains.waitlist.jobs import serve_lines

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("CUS-09")]
RECEIPTS = 4


def test_receipts_at_once_offer_no_unit_twice(shop: Shop) -> None:
    medicine = add_medicine(shop)
    for number in range(3):
        join(shop, medicine, 3, f"A{number}")
    join(shop, medicine, 9, "A3")
    join(shop, medicine, 1, "A4")
    barrier = Barrier(RECEIPTS)

    def come(number: int) -> None:
        barrier.wait()
        try:
            asked_again(lambda: stock_up(shop, medicine, 3, batch_number=f"B{number}"))
        finally:
            connection.close()

    with ThreadPoolExecutor(RECEIPTS) as pool:
        list(pool.map(come, range(RECEIPTS)))
    serve_lines.call()
    assert states() == {
        "A0": "offered",
        "A1": "offered",
        "A2": "offered",
        "A3": "waiting",
        "A4": "waiting",
    }
    assert sum(reserved for _quantity, reserved in shelf().values()) == 9
    assert [v.sentence for result in run_checks() for v in result.violations] == []
