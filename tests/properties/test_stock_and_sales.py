"""Random sequences of every stock and sale command against a model of a shelf."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.properties.shelf_model import ModelShelf
from tests.support.pushing import push, pushed_line, pushed_sale, series_of
from tests.support.returns import a_sent_return, aside
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from tests.support.suppliers import a_supplier
from theriac.core.problems import Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.purchasing.commands.returns.send import take_return_back
from theriac.domains.purchasing.models import SupplierReturn
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.commands.decide_push import book_held_push, dismiss_held_push
from theriac.domains.sales.commands.settle_case import settle_case
from theriac.domains.sales.commands.void_number import void_numbers
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.stock.commands.adjust import adjust_stock, write_off_stock
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.problems import InsufficientStock

pytestmark = [pytest.mark.django_db, pytest.mark.one_server]

BOX = 100
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), st.integers(1, 250), st.integers(-3, 40)),
        st.tuples(st.just("sell"), st.integers(1, 120), st.integers(0, 9)),
        st.tuples(st.just("push"), st.integers(1, 120), st.integers(0, 9)),
        st.tuples(st.just("adjust"), st.integers(0, 250), st.integers(0, 9)),
        st.tuples(st.just("write_off"), st.integers(1, 120), st.integers(0, 9)),
        st.tuples(st.just("give_back"), st.integers(1, 120), st.integers(0, 9)),
        st.tuples(st.just("come_back"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("reverse"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("hold"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("release"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("settle"), st.integers(0, 2), st.integers(0, 9)),
        st.tuples(st.just("push_twice"), st.integers(1, 120), st.integers(0, 9)),
        st.tuples(st.just("decide"), st.integers(0, 2), st.integers(0, 9)),
        st.tuples(st.just("void"), st.integers(1, 3), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=25,
)


class Run:
    """One sequence: the real shop beside the model."""

    def __init__(self) -> None:
        self.shop: Shop = open_shop()
        self.medicine: Medicine = add_medicine(self.shop)
        self.model = ModelShelf(BOX)
        self.ids: dict[str, UUID] = {}
        self.pushed = 0
        self.held: dict[UUID, tuple[str, int]] = {}
        self.supplier_id = a_supplier(self.shop)
        self.given_back: list[tuple[SupplierReturn, str, int]] = []

    def step(self, verb: str, first: int, second: int) -> None:
        if verb != "receive" and not self.ids:
            return
        getattr(self, verb)(first, second)

    def name(self, pick: int) -> str:
        return sorted(self.ids)[pick % len(self.ids)]

    def receive(self, quantity: int, days: int) -> None:
        name = f"B{len(self.ids):03d}"
        self.ids[name] = stock_up(self.shop, self.medicine, quantity, days=days, batch_number=name)
        self.model.receive(name, quantity, days)

    def sell(self, quantity: int, _unused: int) -> None:
        expected = self.model.sell(quantity)
        try:
            done = complete_sale(
                actor=self.shop.owner,
                branch_id=self.shop.branch_id,
                terminal_id=self.shop.api_terminal_id,
                draft=SaleDraft(items=[SaleItem(product_id=self.medicine.id, quantity=quantity)]),
            )
        except InsufficientStock:
            assert expected is None
            return
        taken = {b.number: share for line in done.basket for b, share in line.shares}
        assert taken == expected

    def push(self, quantity: int, pick: int) -> None:
        name = self.name(pick)
        missing = self.model.push(name, quantity)
        self.pushed += 1
        self.expect_short(push(self.shop, self.counted(name, quantity)).sale_id, missing)

    def counted(self, name: str, quantity: int) -> PushedSale:
        """A sale of one batch under the last number."""
        line = pushed_line(self.shop, self.medicine, [(self.ids[name], quantity)])
        return pushed_sale(self.shop, [line], self.pushed)

    def expect_short(self, sale_id: UUID, missing: int) -> None:
        short = DiscrepancyCase.objects.filter(kind="stock_short", sale_id=sale_id)
        assert [case.quantity for case in short] == ([missing] if missing else [])

    def push_twice(self, quantity: int, pick: int) -> None:
        """Another sale under the last number: held, and the shelf stays as it is."""
        if not self.pushed:
            return
        name = self.name(pick)
        sale = self.counted(name, quantity)
        known = Sale.objects.filter(series_id=sale.series_id, sequence=self.pushed).exists()
        if not known:
            return
        assert push(self.shop, sale).state is PushState.HELD
        self.held[HeldPush.objects.get(sale_id=sale.id).id] = (name, quantity)

    def decide(self, way: int, pick: int) -> None:
        if not self.held:
            return
        held_id = sorted(self.held)[pick % len(self.held)]
        name, quantity = self.held.pop(held_id)
        decided = {
            "actor": self.shop.owner,
            "branch_id": self.shop.branch_id,
            "held_id": held_id,
            "note": "asked",
        }
        if way == 0:
            dismiss_held_push(**decided)  # type: ignore[arg-type]
            return
        missing = self.model.push(name, quantity)
        self.expect_short(book_held_push(**decided).sale_id, missing)  # type: ignore[arg-type]

    def void(self, count: int, _unused: int) -> None:
        """The next numbers have no sale."""
        void_numbers(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            series_id=series_of(self.shop).id,
            first=self.pushed + 1,
            last=self.pushed + count,
            reason="misprint",
        )
        self.pushed += count

    def adjust(self, counted: int, pick: int) -> None:
        name = self.name(pick)
        done = adjust_stock(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            batch_id=self.ids[name],
            counted=counted,
            reason="count",
        )
        self.model.of(name).quantity = counted
        assert done.balance == counted

    def write_off(self, quantity: int, pick: int) -> None:
        batch = self.model.of(self.name(pick))
        try:
            write_off_stock(
                actor=self.shop.owner,
                branch_id=self.shop.branch_id,
                batch_id=self.ids[batch.name],
                quantity=quantity,
                reason="broken",
            )
        except InsufficientStock:
            assert batch.quantity < quantity
            return
        batch.quantity -= quantity

    def give_back(self, quantity: int, pick: int) -> None:
        batch = self.model.of(self.name(pick))
        lines = [aside(self.ids[batch.name], quantity)]
        try:
            sent = a_sent_return(self.shop, self.supplier_id, lines)
        except Unprocessable:
            assert batch.quantity < quantity
            return
        batch.quantity -= quantity
        self.given_back.append((sent, batch.name, quantity))

    def come_back(self, pick: int, _unused: int) -> None:
        if not self.given_back:
            return
        sent, name, quantity = self.given_back.pop(pick % len(self.given_back))
        take_return_back(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            return_id=sent.id,
            version=sent.version,
            reason="no room",
        )
        self.model.of(name).quantity += quantity

    def reverse(self, pick: int, _unused: int) -> None:
        candidates = list(
            Movement.objects.filter(kind="write_off")
            .exclude(id__in=Movement.objects.exclude(reverses=None).values("reverses"))
            .order_by("id")
        )
        if not candidates:
            return
        movement = candidates[pick % len(candidates)]
        reverse_movement(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            movement_id=movement.id,
            reason="mistake",
        )
        name = next(name for name, key in self.ids.items() if key == movement.batch_id)
        self.model.of(name).quantity += movement.quantity

    def hold(self, pick: int, _unused: int) -> None:
        name = self.name(pick)
        self.model.of(name).held = True
        hold_batch(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            batch_id=self.ids[name],
            reason="asked",
        )

    def release(self, pick: int, _unused: int) -> None:
        name = self.name(pick)
        self.model.of(name).held = False
        release_batch(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            batch_id=self.ids[name],
            reason="fine",
        )

    def settle(self, way: int, _unused: int) -> None:
        case = (
            DiscrepancyCase.objects.filter(kind="stock_short", settled_at=None)
            .order_by("id")
            .first()
        )
        if case is None:
            return
        settle_case(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            case_id=case.id,
            settlement=["found", "written_off", "found"][way],
            note="looked",
        )

    def compare(self) -> None:
        real = dict(Balance.objects.values_list("batch__number", "quantity"))
        assert real == {batch.name: batch.quantity for batch in self.model.batches}
        assert [v.sentence for result in run_checks() for v in result.violations] == []


@contextmanager
def undone() -> Iterator[None]:
    """Everything inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.rows("STK-03", "STK-11")
@through_the_database()
@given(steps=STEPS)
def test_every_sequence_leaves_the_shelf_that_the_model_has(
    steps: list[tuple[str, int, int]],
) -> None:
    with undone():
        run = Run()
        for verb, first, second in steps:
            run.step(verb, first, second)
        run.compare()
