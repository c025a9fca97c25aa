"""What is to be ordered, and why: on hand, minimum, rate of sale, days of cover."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.alerts import an_alert
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.domains.replenishment.queries.reorder import (
    ReorderReason,
    reorder_alerts,
    reorder_reasons,
)
from theriac.domains.replenishment.rules import days_of_cover

pytestmark = pytest.mark.django_db


@pytest.mark.rows("API-03")
def test_the_reason_is_counted_from_the_rows() -> None:
    shop = open_shop()
    medicine, idle = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    batch = stock_up(shop, medicine, 50)
    stock_up(shop, medicine, 5, days=-1)
    with clock.at(clock.now() - timedelta(days=3)):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 30)])]))
    low = an_alert(shop, medicine, 40)
    an_alert(shop, idle, 10)

    rows = reorder_alerts(actor=shop.owner, branch_id=shop.branch_id)
    reasons = reorder_reasons(
        actor=shop.owner,
        branch_id=shop.branch_id,
        today=shop.today,
        product_ids=[medicine.id, idle.id],
    )

    assert rows.filter(id=low).exists()
    assert rows.count() == 2
    assert reasons[medicine.id] == ReorderReason(
        on_hand=25,
        available=20,
        minimum=40,
        lacking=20,
        sold=30,
        days_of_cover=60,
        sellable=20,
    )
    assert reasons[idle.id] == ReorderReason(0, 0, 10, 10, 0, None)


def test_cover_is_whole_days_rounded_down() -> None:
    assert (days_of_cover(20, 31), days_of_cover(0, 5), days_of_cover(5, 0)) == (58, 0, None)
