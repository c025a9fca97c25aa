"""Stock as it was: by the server's clock, with snapshots and without."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.domains.stock.commands.adjust import adjust_stock
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.past_stock import open_past_stock
from theriac.domains.stock.commands.snapshot import take_due_snapshots
from theriac.domains.stock.models import Balance, SnapshotLine, StockSnapshot
from theriac.domains.stock.queries.ledger.as_at import past_rows, past_total, stock_as_at
from theriac.domains.stock.queries.ledger.snapshots import ground

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
"""Ten in the morning at the shop."""
DAY = timedelta(days=1)
NIGHT = timedelta(hours=14, minutes=40)
"""From ten in the morning until 00:40."""


@pytest.fixture
def shop() -> Shop:
    with clock.at(START - 30 * DAY):
        return open_shop()


def quantities(shop: Shop, at: datetime, *, snapshots: bool = True) -> list[int]:
    found = stock_as_at(actor=shop.owner, branch_id=shop.branch_id, at=at, snapshots=snapshots)
    return sorted(found.values())


def days_of_counting(shop: Shop, days: int) -> None:
    """A batch of 100, then each day one less, each night a snapshot."""
    medicine = add_medicine(shop)
    with clock.at(START):
        batch = stock_up(shop, medicine, 100, days=400, cost_amount=1000, cost_units=3)
        stock_up(shop, medicine, 7, days=400)
    for number in range(1, days):
        with clock.at(START + number * DAY - DAY + NIGHT):
            assert take_due_snapshots() == 1
            assert take_due_snapshots() == 0
        with clock.at(START + number * DAY):
            adjust_stock(
                actor=shop.owner,
                branch_id=shop.branch_id,
                batch_id=batch,
                counted=100 - number,
                reason="counted",
            )


@pytest.mark.rows("STK-28")
def test_every_night_and_every_moment_between_is_what_the_movements_say(shop: Shop) -> None:
    days_of_counting(shop, 40)
    assert quantities(shop, START) == []
    for number in range(40):
        at = START + number * DAY
        for moment in (at + timedelta(seconds=1), at + NIGHT - timedelta(minutes=40), at + NIGHT):
            with_them = quantities(shop, moment)
            assert with_them == sorted([7, 100 - number])
            assert with_them == quantities(shop, moment, snapshots=False)
    wholes = StockSnapshot.objects.filter(previous=None).count()
    assert (wholes, StockSnapshot.objects.count()) == (2, 39)
    assert SnapshotLine.objects.count() == 2 + 27 + 2 + 10


@pytest.mark.rows("STK-28")
def test_a_chosen_day_equals_its_snapshot(shop: Shop) -> None:
    days_of_counting(shop, 5)
    midnight = START + timedelta(hours=14)
    base = ground(shop.branch_id, midnight)
    assert base.at == midnight
    kept = {
        (line.batch_id, line.place_id): line.quantity
        for line in SnapshotLine.objects.filter(snapshot_id=base.nights[0].id)
    }
    told = stock_as_at(actor=shop.owner, branch_id=shop.branch_id, at=midnight, snapshots=False)
    assert kept == told
    rows = past_rows(actor=shop.owner, branch_id=shop.branch_id, at=midnight)
    assert {(row.batch_id, row.place_id) for row in rows} == set(told)
    total = past_total(actor=shop.owner, branch_id=shop.branch_id, figures=told)
    assert (total.batches, total.units, total.value) == (2, 107, 36133)


def test_bringing_in_the_past_withdraws_what_was_taken_of_it(shop: Shop) -> None:
    days_of_counting(shop, 5)
    late = add_medicine(shop, "Zinc 20 mg tablet")
    with clock.at(START + 4 * DAY + timedelta(hours=2)):
        open_past_stock(
            actor=shop.owner,
            branch_id=shop.branch_id,
            lines=[
                DeliveryLine(
                    product_id=late.id,
                    batch_number="OLD",
                    expires_on=(START + 500 * DAY).date(),
                    quantity=11,
                )
            ],
            received_at=START + DAY + timedelta(hours=1),
        )
    before, after = START + timedelta(hours=20), START + 2 * DAY + timedelta(hours=20)
    assert ground(shop.branch_id, before).at == START + timedelta(hours=14)
    assert ground(shop.branch_id, after).at == START + timedelta(hours=14)
    assert quantities(shop, before) == [7, 100]
    assert quantities(shop, after) == [7, 11, 98]
    with clock.at(START + 4 * DAY + NIGHT):
        assert take_due_snapshots() == 1
    assert quantities(shop, START + 5 * DAY) == [7, 11, 96]
    assert quantities(shop, START + 5 * DAY, snapshots=False) == [7, 11, 96]


def test_now_is_what_the_balances_say(shop: Shop) -> None:
    days_of_counting(shop, 3)
    balances = {(row.batch_id, row.place_id): row.quantity for row in Balance.objects.all()}
    assert stock_as_at(actor=shop.owner, branch_id=shop.branch_id, at=START + 9 * DAY) == balances
