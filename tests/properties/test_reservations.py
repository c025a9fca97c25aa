"""Random sequences of reserving, releasing, waiting, selling and counting, against a plain sum."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.properties.test_stock_and_sales import undone
from tests.support.reservations import reserve
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.commands.adjust import adjust_stock
from theriac.domains.stock.commands.reservations.settle import (
    lapse_reservations,
    lapsed_reservations,
    release_reservation,
)
from theriac.domains.stock.models import Balance, Reservation
from theriac.domains.stock.problems import InsufficientStock, ReservationEnded
from theriac.domains.stock.queries.levels import stock_levels

pytestmark = [pytest.mark.django_db, pytest.mark.one_server]

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), st.integers(1, 60), st.integers(0, 9)),
        st.tuples(st.just("reserve"), st.integers(1, 40), st.integers(1, 9)),
        st.tuples(st.just("release"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("sell"), st.integers(1, 40), st.integers(0, 9)),
        st.tuples(st.just("collect"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.integers(1, 5), st.integers(0, 1)),
        st.tuples(st.just("count"), st.integers(0, 60), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=20,
)


class Run:
    """One sequence: the real shop beside a sum of what lies there and what is promised."""

    def __init__(self) -> None:
        self.shop = open_shop()
        self.medicine = add_medicine(self.shop)
        self.now: datetime = clock.now()
        self.batches: dict[UUID, int] = {}
        self.made: list[UUID] = []

    @property
    def here(self) -> dict[str, object]:
        return {"actor": self.shop.owner, "branch_id": self.shop.branch_id}

    def promised(self) -> int:
        rows = Reservation.objects.filter(state="active", expires_at__gt=self.now)
        return sum(rows.values_list("quantity", flat=True))

    def lying(self) -> int:
        return sum(Balance.objects.values_list("quantity", flat=True))

    def receive(self, quantity: int, pick: int) -> None:
        number = f"B{len(self.batches)}"
        made = stock_up(
            self.shop, self.medicine, quantity, days=30 + pick * 10, batch_number=number
        )
        self.batches[made] = quantity

    def reserve(self, quantity: int, hours: int) -> None:
        fits = quantity <= self.lying() - self.promised()
        try:
            until = self.now + timedelta(hours=hours)
            self.made.append(reserve(self.shop, self.medicine, quantity, expires_at=until))
        except InsufficientStock:
            assert not fits
            return
        assert fits

    def release(self, pick: int, _unused: int) -> None:
        if not self.made:
            return
        row = Reservation.objects.get(id=self.made[pick % len(self.made)])
        assert row.expires_at is not None
        ended = row.state != "active" or row.expires_at <= self.now
        try:
            release_reservation(
                **self.here,  # type: ignore[arg-type]
                reservation_id=row.id,
                version=row.version,
                reason="not wanted",
            )
        except ReservationEnded:
            assert ended
            return
        assert not ended

    def sell(self, quantity: int, _unused: int) -> None:
        fits = quantity <= self.lying() - self.promised()
        assert self.sold(quantity) is fits

    def collect(self, pick: int, units: int) -> None:
        """Who it was kept for comes, and gets it whatever else is promised; all of it for 0."""
        standing = Reservation.objects.filter(state="active", expires_at__gt=self.now)
        rows = list(standing.order_by("id"))
        if rows:
            row = rows[pick % len(rows)]
            wanted = min(units, row.quantity) or row.quantity
            assert self.sold(wanted, [row.id])
            left = Reservation.objects.get(id=row.id)
            if wanted == row.quantity:
                assert left.state == "taken"
            else:
                assert (left.state, left.quantity) == ("active", row.quantity - wanted)

    def sold(self, quantity: int, kept: list[UUID] | None = None) -> bool:
        try:
            complete_sale(
                **self.here,  # type: ignore[arg-type]
                terminal_id=self.shop.api_terminal_id,
                draft=SaleDraft(
                    items=[SaleItem(product_id=self.medicine.id, quantity=quantity)],
                    reservation_ids=kept or (),
                ),
            )
        except InsufficientStock:
            return False
        return True

    def wait(self, hours: int, tended: int) -> None:
        self.now += timedelta(hours=hours)
        if tended:
            with clock.at(self.now):
                lapse_reservations(actor=SYSTEM, reservation_ids=lapsed_reservations())

    def count(self, counted: int, pick: int) -> None:
        if self.batches:
            batch_id = sorted(self.batches)[pick % len(self.batches)]
            adjust_stock(**self.here, batch_id=batch_id, counted=counted, reason="count")  # type: ignore[arg-type]

    def compare(self) -> None:
        lapse_reservations(actor=SYSTEM, reservation_ids=lapsed_reservations())
        keys = [self.medicine.id]
        level = stock_levels(**self.here, product_ids=keys)[self.medicine.id]  # type: ignore[arg-type]
        assert level.on_hand == self.lying()
        assert level.available == level.on_hand - self.promised()
        assert [v.sentence for result in run_checks() for v in result.violations] == []


@pytest.mark.rows("STK-12")
@through_the_database()
@given(steps=STEPS)
def test_what_is_reserved_is_never_more_than_there_is_nor_sold_to_others(
    steps: list[tuple[str, int, int]],
) -> None:
    with undone():
        run = Run()
        for verb, first, second in steps:
            with clock.at(run.now):
                getattr(run, verb)(first, second)
        with clock.at(run.now):
            run.compare()
