"""What came late is made good once, and never below zero."""

from __future__ import annotations

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import add_medicine, open_shop, stock_up
from tests.support.stocktaking import balance, begin, enter, post, relayed
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.verification.registry import run_checks
from theriac.domains.stocktaking.commands.correct import correct_counts
from theriac.domains.stocktaking.models import CountCorrection

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-15")
def test_only_the_first_look_after_a_late_sale_is_made_good() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    sold_at = clock.now()
    for counted in (97, 96):
        count = begin(shop)
        enter(shop, count, batch, counted)
        post(shop, count)
    line = pushed_line(shop, medicine, [(batch, 3)])

    push(shop, pushed_sale(shop, [line], occurred_at=sold_at))
    relayed()

    assert balance(batch) == 96
    assert [one.quantity for one in CountCorrection.objects.all()] == [3]
    assert correct_counts(actor=SYSTEM, batch_ids=[batch]) == 0
    assert [v.sentence for result in run_checks() for v in result.violations] == []
