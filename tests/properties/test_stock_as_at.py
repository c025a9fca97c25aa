"""Random movements, nights and pasts brought in: snapshots change the speed, never a figure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.domains.stock.commands.adjust import adjust_stock
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.past_stock import open_past_stock
from theriac.domains.stock.commands.snapshot import take_due_snapshots
from theriac.domains.stock.models import Balance
from theriac.domains.stock.queries.ledger.as_at import past_rows, stock_as_at
from theriac.domains.stock.queries.ledger.differences import (
    counting_snapshots,
    snapshot_differences,
)
from theriac.domains.stock.queries.ledger.snapshots import Figures

pytestmark = [pytest.mark.django_db, pytest.mark.one_server]
START = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["receive", "count", "count", "night", "night", "past"]),
        st.integers(1, 40),
        st.integers(0, 60),
    ),
    min_size=1,
    max_size=25,
)


class Run:
    """One sequence; ``written`` are the figures as each instant left them."""

    def __init__(self) -> None:
        with clock.at(START - timedelta(days=9)):
            self.shop: Shop = open_shop()
            self.medicine: Medicine = add_medicine(self.shop)
        self.now = START
        self.batches: list[UUID] = []
        self.entries: list[tuple[datetime, UUID, int]] = []

    def step(self, verb: str, amount: int, hours: int) -> None:
        self.now += timedelta(hours=hours, seconds=1)
        with clock.at(self.now):
            getattr(self, verb)(amount)

    def receive(self, amount: int) -> None:
        self.batches.append(stock_up(self.shop, self.medicine, amount, days=900))
        self.entries.append((self.now, self.batches[-1], amount))

    def count(self, amount: int) -> None:
        if not self.batches:
            return
        batch = self.batches[amount % len(self.batches)]
        here = Balance.objects.get(batch_id=batch).quantity
        adjust_stock(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            batch_id=batch,
            counted=amount,
            reason="counted",
        )
        self.entries.append((self.now, batch, amount - here))

    def night(self, _amount: int) -> None:
        take_due_snapshots()

    def past(self, amount: int) -> None:
        """Goods of some hours before, brought in now."""
        then = self.now - timedelta(hours=amount)
        received = open_past_stock(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            lines=[
                DeliveryLine(
                    product_id=self.medicine.id,
                    batch_number="P",
                    expires_on=(START + timedelta(days=900)).date(),
                    quantity=amount,
                )
            ],
            received_at=then,
        )
        self.batches.append(received.batch_ids[0])
        self.entries.append((then, self.batches[-1], amount))

    def model(self, at: datetime) -> dict[UUID, int]:
        found: dict[UUID, int] = {}
        for instant, batch, change in self.entries:
            if instant < at:
                found[batch] = found.get(batch, 0) + change
        return {batch: units for batch, units in found.items() if units}

    def check(self) -> None:
        for number in range(12):
            at = START + (self.now - START) * number / 10
            told: Figures = stock_as_at(actor=self.shop.owner, branch_id=self.shop.branch_id, at=at)
            plain = stock_as_at(
                actor=self.shop.owner, branch_id=self.shop.branch_id, at=at, snapshots=False
            )
            assert told == plain
            assert {batch: units for (batch, _place), units in told.items()} == self.model(at)
            rows = past_rows(actor=self.shop.owner, branch_id=self.shop.branch_id, at=at)
            assert {row.batch_id for row in rows} == set(self.model(at))
        for branch_id, own in counting_snapshots().items():
            assert list(snapshot_differences(branch_id, own)) == []


@pytest.mark.rows("STK-28")
@through_the_database()
@given(steps=STEPS)
def test_any_moment_is_what_the_movements_before_it_add_up_to(
    steps: list[tuple[str, int, int]],
) -> None:
    with transaction.atomic():
        run = Run()
        for step in steps:
            run.step(*step)
        run.check()
        transaction.set_rollback(True)
