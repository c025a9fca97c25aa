"""Snapshots of the night: appended, one a branch and night, each branch by its own midnight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.shop import add_medicine, open_shop, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.domains.stock.commands.prove import prove_stock
from theriac.domains.stock.commands.snapshot import take_due_snapshots, withdraw_snapshots
from theriac.domains.stock.models import Balance, SnapshotLine, StockSnapshot
from theriac.domains.stock.queries.ledger.snapshots import nights

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-28")
def test_each_branch_has_one_a_night_that_is_never_changed() -> None:
    shop = open_shop()
    other = second_branch(shop)
    stock_up(shop, add_medicine(shop), 5)
    night = datetime(2030, 1, 1, 17, 40, tzinfo=UTC)
    with clock.at(night):
        assert take_due_snapshots() == 2
        assert take_due_snapshots() == 0
    rows = list(StockSnapshot.objects.order_by("-lines"))
    assert [(row.branch_id, row.lines) for row in rows] == [(shop.branch_id, 1), (other, 0)]
    assert rows[0].at == night - timedelta(minutes=40)
    assert rows[0].day.isoformat() == "2030-01-01"
    with pytest.raises(DatabaseError), transaction.atomic():
        StockSnapshot.objects.update(lines=9)


def test_a_withdrawn_snapshot_is_taken_again_as_soon_as_it_is_due() -> None:
    shop = open_shop()
    stock_up(shop, add_medicine(shop), 5)
    night = datetime(2030, 1, 1, 17, 40, tzinfo=UTC)
    with clock.at(night):
        take_due_snapshots()
    with clock.at(night + timedelta(hours=3)):
        withdraw_snapshots(
            actor=SYSTEM, branch_id=shop.branch_id, from_at=night - timedelta(hours=2)
        )
    assert nights(shop.branch_id) == []
    with clock.at(night + timedelta(hours=5)):
        assert take_due_snapshots() == 1
    assert len(nights(shop.branch_id)) == 1


def figures() -> list[int]:
    return sorted(SnapshotLine.objects.values_list("quantity", flat=True))


@pytest.mark.rows("STK-28", "OPS-27")
def test_the_first_reads_no_movement_from_before_its_midnight() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    night = datetime(2030, 1, 1, 17, 40, tzinfo=UTC)
    for days in (9, 5, 2):
        with clock.at(night - timedelta(days=days)):
            stock_up(shop, medicine, days, batch_number=f"B{days}")
    with clock.at(night - timedelta(minutes=10)):
        stock_up(shop, medicine, 70, batch_number="LATE")
    with clock.at(night), CaptureQueriesContext(connection) as captured:
        take_due_snapshots()

    assert figures() == [2, 5, 9]
    read = [one["sql"] for one in captured if "stock_movement" in one["sql"]]
    assert len(read) == 1
    assert read[0].replace("`", '"').count('"recorded_at" >= ') == 2


@pytest.mark.rows("STK-28")
def test_the_first_is_of_the_movements_where_the_last_proof_found_a_difference() -> None:
    shop = open_shop()
    night = datetime(2030, 1, 1, 17, 40, tzinfo=UTC)
    with clock.at(night - timedelta(days=2)):
        batch = stock_up(shop, add_medicine(shop), 5)
    Balance.objects.filter(batch_id=batch).update(quantity=4)
    assert prove_stock() == 1
    with clock.at(night):
        take_due_snapshots()

    assert figures() == [5]
