"""Every verb of the stock room in any order, between sales: the books are where the goods are.

After each step, at two branches and through merged products: each balance is the sum of its
movements and none is below zero; what was sent is received, lost, returned or on the way; what was
received of a batch is found, returned, destroyed, sold, explained or elsewhere; what is promised to
somebody lies there; and what everything cost is what lies there.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.properties.examples import through_the_database
from tests.properties.stock_room import QUARANTINE, SHELF, TRANSIT
from tests.properties.stock_room_keeping import Keeping
from theriac.core.verification.registry import run_checks
from theriac.domains.recalls.models import RecallBatch
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.stock.models import Balance, ReservedBatch
from theriac.domains.stock.queries.ledger.differences import balance_differences
from theriac.domains.transfers.models import TransferLine

pytestmark = [pytest.mark.django_db, pytest.mark.one_server]

ONE = st.integers(0, 1)
PICK = st.integers(0, 9)
UNITS = st.integers(1, 250)
FEW = st.integers(1, 40)


class StockRoomMachine(RuleBasedStateMachine):
    """What a stock room may go through; everything is rolled back at the end."""

    room: Keeping

    def __init__(self) -> None:
        super().__init__()
        self.undone: Any = transaction.atomic()
        self.undone.__enter__()

    def teardown(self) -> None:
        """Look at the whole books once more, and leave nothing."""
        try:
            if hasattr(self, "room"):
                assert [v.sentence for one in run_checks() for v in one.violations] == []
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @initialize(packs=st.integers(1, 3))
    def open(self, packs: int) -> None:
        """With a delivery of either product."""
        self.room = Keeping()
        self.room.deliver(0, 0, packs, 0)
        self.room.deliver(1, 1, 1, 1)

    @rule(at=ONE, product=ONE, packs=st.integers(1, 3), bonus=ONE)
    def deliver(self, at: int, product: int, packs: int, bonus: int) -> None:
        self.room.deliver(at, product, packs, bonus)

    @rule(pick=PICK)
    def reverse(self, pick: int) -> None:
        self.room.reverse(pick)

    @rule(product=ONE, quantity=UNITS)
    def sell(self, product: int, quantity: int) -> None:
        self.room.sell(product, quantity)

    @rule(product=ONE, quantity=UNITS)
    def reserve(self, product: int, quantity: int) -> None:
        self.room.reserve(product, quantity)

    @precondition(lambda self: self.room.kept)
    @rule(pick=PICK)
    def let_go(self, pick: int) -> None:
        self.room.let_go(pick)

    @rule(pick=PICK, quantity=UNITS)
    def push(self, pick: int, quantity: int) -> None:
        self.room.push(pick, quantity)

    @rule(pick=PICK, quantity=UNITS, way=st.integers(0, 15))
    def send(self, pick: int, quantity: int, way: int) -> None:
        self.room.send(pick, quantity, way)

    @precondition(lambda self: self.room.is_moving())
    @rule(pick=PICK, quantity=FEW)
    def arrive(self, pick: int, quantity: int) -> None:
        self.room.arrive(pick, quantity)

    @precondition(lambda self: self.room.is_moving())
    @rule(pick=PICK, quantity=FEW, way=st.integers(0, 3))
    def settle(self, pick: int, quantity: int, way: int) -> None:
        self.room.settle(pick, quantity, way)

    @rule(at=ONE)
    def begin_count(self, at: int) -> None:
        self.room.begin_count(at)

    @precondition(lambda self: self.room.looks)
    @rule(pick=PICK, off=st.integers(-20, 20))
    def look(self, pick: int, off: int) -> None:
        self.room.look(pick, off)

    @precondition(lambda self: self.room.looks)
    @rule(pick=PICK)
    def post_count(self, pick: int) -> None:
        self.room.post_count(pick)

    @rule(pick=PICK, which=ONE)
    def put(self, pick: int, which: int) -> None:
        self.room.put(pick, which)

    @rule(pick=PICK)
    def hold(self, pick: int) -> None:
        self.room.hold(pick)

    @rule(pick=PICK)
    def release(self, pick: int) -> None:
        self.room.release(pick)

    @rule(pick=PICK)
    def recall(self, pick: int) -> None:
        self.room.recall(pick)

    @precondition(lambda self: self.room.recalls)
    @rule(pick=PICK, quantity=FEW, way=st.integers(0, 4))
    def account(self, pick: int, quantity: int, way: int) -> None:
        self.room.account(pick, quantity, way)

    @rule(pick=PICK, quantity=UNITS, at=ONE)
    def give_back(self, pick: int, quantity: int, at: int) -> None:
        self.room.give_back(pick, quantity, at)

    @precondition(lambda self: self.room.sent_back)
    @rule(pick=PICK)
    def come_back(self, pick: int) -> None:
        self.room.come_back(pick)

    @rule(pick=PICK, quantity=FEW, way=ONE)
    def destroy(self, pick: int, quantity: int, way: int) -> None:
        self.room.destroy(pick, quantity, way)

    @rule(way=ONE)
    def merge(self, way: int) -> None:
        self.room.merge(way)

    @precondition(lambda self: self.room.merges)
    @rule(pick=PICK)
    def unmerge(self, pick: int) -> None:
        self.room.unmerge(pick)

    @invariant()
    def goods_lie_where_the_model_has_them(self) -> None:
        """And they cost what they cost, through merges too."""
        real: Counter[Any] = Counter()
        value = Fraction(0)
        columns = ("batch__number", "branch_id", "place__kind", "quantity")
        costs = ("batch__cost_amount", "batch__cost_units")
        for number, branch_id, kind, units, cost, cost_units in Balance.objects.filter(
            quantity__gt=0
        ).values_list(*columns, *costs):
            real[number, (branch_id, kind)] += units
            value += Fraction(units * cost, cost_units)
        assert dict(real) == self.room.model.lying()
        assert value == self.room.model.value
        for tally in self.room.model.tallies.values():
            assert tally.left >= 0

    @invariant()
    def balances_are_the_sum_of_their_movements(self) -> None:
        """None is below zero."""
        assert balance_differences() == []
        assert not Balance.objects.filter(quantity__lt=0).exists()

    @invariant()
    def what_is_promised_lies_there(self) -> None:
        """What standing reservations hold, and never more than there is."""
        held: Counter[Any] = Counter()
        standing = ReservedBatch.objects.filter(reservation__state="active")
        for balance_id, units in standing.values_list("balance_id", "quantity"):
            held[balance_id] += units
        kept = Balance.objects.filter(reserved__gt=0).values_list("id", "reserved", "quantity")
        assert {key: reserved for key, reserved, _here in kept} == +held
        assert all(reserved <= here for _key, reserved, here in kept)

    @invariant()
    def what_was_sent_is_somewhere(self) -> None:
        """Received, lost, returned, or on the way with its sender."""
        on_way: Counter[Any] = Counter()
        for line in TransferLine.objects.select_related("transfer", "batch"):
            assert line.sent == line.received + line.lost + line.returned + line.in_transit
            assert min(line.sent, line.received, line.lost, line.returned, line.in_transit) >= 0
            on_way[line.batch.number, (line.transfer.from_branch_id, TRANSIT)] += line.in_transit
        model = self.room.model.lying()
        assert {key: n for key, n in on_way.items() if n} == {
            key: n for key, n in model.items() if key[1][1] == TRANSIT
        }

    @invariant()
    def what_was_received_of_a_recalled_batch_is_accounted_for(self) -> None:
        """Over all batches of its number, against what the model saw happen."""
        kept = RecallBatch.objects.order_by().values_list("batch_id", flat=True).distinct()
        for one in accounts_of(list(kept)).values():
            assert one.adds_up
        for number in {*self.room.recalls.values()}:
            whole = accounts_of([batch.id for batch in self.room.batches(number)])
            tally, model = self.room.model.tallies[number], self.room.model
            told = [
                sum(getattr(one, name) for one in whole.values())
                for name in ("received", "sold", "returned", "destroyed", "explained")
            ]
            assert told == [
                tally.received,
                tally.sold,
                tally.returned,
                tally.destroyed,
                tally.lost,
            ]
            lying = [sum(one.found for one in whole.values())]
            lying += [sum(one.elsewhere for one in whole.values())]
            assert lying == [model.of(number, [QUARANTINE]), model.of(number, [SHELF, TRANSIT])]


@pytest.mark.rows("STK-03", "STK-12", "STK-24", "STK-26", "STK-29")
def test_any_order_of_verbs_leaves_the_goods_where_the_books_say() -> None:
    ordinary = through_the_database()
    run_state_machine_as_test(
        StockRoomMachine,
        settings=settings(
            ordinary,
            max_examples=ordinary.max_examples // 2,
            stateful_step_count=25,
            # Shrinking a run of twenty-five commands takes minutes and tells little more.
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
