"""Complaint 24: the same stock, different reports; a count during sales adjusts wrongly.

hmis #12708, #21032; msupply mobile #638; erpnext #37192, #52221; open-msupply #8654.
"""

from __future__ import annotations

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import add_medicine, add_staff, open_shop, stock_up
from tests.support.stocktaking import balance, begin, enter, post, relayed
from theriac.core import clock
from theriac.core.verification.registry import run_checks
from theriac.domains.stock.models import Movement
from theriac.domains.stock.queries.batches.batch_lines import batch_lines
from theriac.domains.stock.queries.ledger.card import card_lines
from theriac.domains.stock.queries.levels import stock_levels

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-14", "STK-15")
def test_a_count_during_sales_leaves_every_report_with_the_one_true_figure() -> None:
    """6,712 in the books, 5,454 there; sold before, during and after the count, one sale late."""
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 6712)
    sold_at = clock.now()
    count = begin(shop)
    looked_at = clock.now()
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 54)])], 1))
    for who in (None, "ben"):
        person = None if who is None else add_staff("restocker", shop.branch_id, who)
        enter(shop, count, batch, 5454, looked_at=looked_at, by=person)
    post(shop, count)
    late = [pushed_line(shop, medicine, [(batch, 700)])]
    push(shop, pushed_sale(shop, late, 2, occurred_at=sold_at))
    relayed()

    where = {"actor": shop.owner, "branch_id": shop.branch_id}
    levels = stock_levels(**where, product_ids=[medicine.id])  # type: ignore[arg-type]
    lines = batch_lines(**where, product_id=medicine.id)  # type: ignore[arg-type]
    movements = list(Movement.objects.select_related("batch"))
    card = card_lines(actor=shop.owner, movements=movements)
    last = max(card, key=lambda one: (one.recorded_at, one.id))
    assert {
        levels[medicine.id].on_hand,
        sum(one.quantity for one in lines),
        last.balance,
        balance(batch),
    } == {5454 - 54}
    assert [v.sentence for result in run_checks() for v in result.violations] == []
