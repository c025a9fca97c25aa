"""The expiry board: lines, tiles and their sums, from real sales and receipts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.recalls import recall_of
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.domains.organisation.ids import BranchId
from theriac.domains.replenishment.queries.expiry_board import BandTotal, ExpiryBoard, expiry_board
from theriac.domains.replenishment.queries.summary import expired_stock, expiring_stock
from theriac.domains.replenishment.rules import Band, Proposal
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock

pytestmark = pytest.mark.django_db
STATEMENTS = 8
"""Two of them ask whether a product was merged into one of these: here and elsewhere."""


def board(shop: Shop, branch_id: BranchId | None = None) -> ExpiryBoard:
    return expiry_board(actor=shop.owner, branch_id=branch_id or shop.branch_id, today=shop.today)


def sell(shop: Shop, medicine: Medicine, batch: Any, units: int, number: int, days: int) -> None:
    with clock.at(clock.now() - timedelta(days=days)):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, units)])], number))


@pytest.mark.rows("STK-19", "STK-22")
def test_lines_with_money_at_risk_add_up_to_their_tiles(shop: Shop) -> None:
    medicine, idle = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    cost = {"cost_amount": 1000, "cost_units": 3}
    first = stock_up(shop, medicine, 70, days=20, batch_number="A1", **cost)
    second = stock_up(shop, medicine, 100, days=80, batch_number="A2", **cost)
    third = stock_up(shop, medicine, 10, days=150, batch_number="A3", **cost)
    stock_up(shop, medicine, 10, days=181, batch_number="A4", **cost)
    gone = stock_up(shop, idle, 5, days=0, batch_number="Z1", cost_amount=400)
    for number, days in ((1, 80), (2, 40), (3, 2)):
        sell(shop, medicine, first, 15, number, days)

    found = board(shop)

    assert [(line.batch_id, line.days_left, line.band) for line in found.lines] == [
        (gone, 0, Band.EXPIRED),
        (first, 20, Band.STOP),
        (second, 80, Band.LOOK),
        (third, 150, Band.FAR),
    ]
    # 45 in 90 days: 10 wanted by day 20, 40 by day 80, 75 by day 150.
    assert [(line.quantity, line.unsold) for line in found.lines] == [
        (5, 5),
        (25, 15),
        (100, 70),
        (10, 0),
    ]
    assert [(line.value, line.loss) for line in found.lines] == [
        (2000, 2000),
        (8333, 5000),
        (33333, 23333),
        (3333, 0),
    ]
    assert found.bands[Band.LOOK] == BandTotal(1, 33333, 70, 23333)
    assert found.total == BandTotal(4, 46999, 90, 30333)
    for band in Band:
        lines = [line for line in found.lines if line.band == band]
        assert found.bands[band].loss == sum(line.loss for line in lines)
        assert found.bands[band].unsold == sum(line.unsold for line in lines)
        assert found.bands[band].value == sum(line.value for line in lines)


def test_todays_figures_are_the_sums_of_the_same_lines(shop: Shop) -> None:
    medicine = add_medicine(shop)
    for quantity, days in ((7, -1), (8, 10), (11, 80)):
        stock_up(shop, medicine, quantity, days=days, cost_amount=1000, cost_units=3)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id, "today": shop.today}

    bands = board(shop).bands

    assert expired_stock(**here).value == bands[Band.EXPIRED].value == 2333
    soon = bands[Band.STOP].value + bands[Band.LOOK].value
    assert expiring_stock(**here, days=90).value == soon == 2666 + 3666


def test_only_whole_days_before_today_tell_the_rate(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100, days=90)
    for number, days in ((1, 0), (2, 1), (3, 90), (4, 91)):
        sell(shop, medicine, batch, number, number, days)

    assert [line.sold for line in board(shop).lines] == [2 + 3]


def test_a_branch_that_sells_it_is_proposed(shop: Shop) -> None:
    medicine = add_medicine(shop)
    there = second_branch(shop)
    batch = stock_up(shop, medicine, 50, days=60)
    sell(shop, medicine, batch, 30, 1, 5)
    line = DeliveryLine(
        product_id=medicine.id,
        quantity=40,
        expires_on=shop.today + timedelta(days=60),
        cost_amount=400,
    )
    enter_opening_stock(actor=shop.owner, branch_id=there, lines=[line])

    [far] = board(shop, there).lines

    # There 20 would sell here: 30 in 90 days, 60 days left, but the 20 on the shelf cover them.
    assert (far.unsold, far.transfer_to, far.proposals) == (40, None, (Proposal.RETURN,))
    sell(shop, medicine, batch, 15, 2, 4)
    [far] = board(shop, there).lines
    assert (far.transfer_to, far.proposals) == (
        shop.branch_id,
        (Proposal.TRANSFER, Proposal.RETURN),
    )


@pytest.mark.rows("STK-19", "STK-22")
def test_a_withheld_batch_is_sold_nowhere(shop: Shop) -> None:
    medicine = add_medicine(shop)
    second_branch(shop)
    recalled = stock_up(shop, medicine, 50, days=60, batch_number="R1")
    held = stock_up(shop, medicine, 50, days=60, batch_number="H1")
    free = stock_up(shop, medicine, 50, days=70, batch_number="F1")
    sell(shop, medicine, free, 10, 1, 5)
    recall_of(shop, [recalled])
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=held, reason="a doubt")

    found = {line.batch_id: line for line in board(shop).lines}

    for batch_id in (recalled, held):
        line = found[batch_id]
        assert (line.held, line.transfer_to, line.proposals) == (True, None, (Proposal.RETURN,))
    assert found[free].proposals == (Proposal.MARKDOWN, Proposal.RETURN)


def test_a_board_takes_the_same_number_of_statements(
    shop: Shop, django_assert_num_queries: Any
) -> None:
    for number in range(6):
        medicine = add_medicine(shop, f"Medicine {number}")
        stock_up(shop, medicine, 5, days=10 + number)
    with django_assert_num_queries(STATEMENTS):
        assert len(board(shop).lines) == 6
