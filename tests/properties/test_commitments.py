"""No sequence of orders, deliveries, reversals, cancellations and payments breaks capital."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.properties.test_stock_and_sales import undone
from tests.support.orders import came, cancelled, capital, floor, order_line, placed
from tests.support.payments import paid
from tests.support.receipts import version_of
from tests.support.shop import add_medicine, open_shop
from tests.support.suppliers import a_supplier
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.problems import Conflict
from theriac.core.verification.registry import run_checks
from theriac.domains.capital.models import Commitment, CommitmentMove
from theriac.domains.capital.queries.position import capital_position
from theriac.domains.purchase_orders.problems import OrderClosed
from theriac.domains.purchasing.bills import standing_bills
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.ids import ReceiptId

pytestmark = [pytest.mark.django_db, pytest.mark.one_server]
MONEY, FLOOR = 900_000, 100_000
PRICES: tuple[dict[str, int], ...] = ({"price": 33_333}, {"price": 30_000, "tax_bp": 1_100})
"""One leaves parts that don't divide, the other has a tax that does."""
MOVES = {"order", "cancel"}
"""What takes of what is available, and gives back; all else leaves it as it is."""
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("order"), st.integers(1, 9)),
        st.tuples(st.just("receive"), st.integers(0, 19)),
        st.tuples(st.just("receive_uninvoiced"), st.integers(0, 19)),
        st.tuples(st.just("reverse"), st.integers(0, 9)),
        st.tuples(st.just("cancel"), st.integers(0, 9)),
        st.tuples(st.just("pay"), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=10,
)


class Run:
    """One sequence at a shop with so much money; prices are as ordered, so that sums stay."""

    def __init__(self) -> None:
        self.shop = open_shop()
        self.medicine = add_medicine(self.shop)
        self.supplier_id = a_supplier(self.shop)
        capital(self.shop, MONEY)
        floor(self.shop, FLOOR)
        self.orders: list[UUID] = []
        self.receipts: list[ReceiptId] = []

    def order(self, packs: int) -> None:
        line = order_line(self.medicine, packs=packs, **PRICES[packs % 2])
        self.orders.append(placed(self.shop, line, supplier_id=self.supplier_id))

    def receive(self, pick: int) -> None:
        if self.orders:
            order_id = self.orders[pick % len(self.orders)]
            self.receipts.append(came(self.shop, order_id, 1 + pick // 10))

    def receive_uninvoiced(self, pick: int) -> None:
        """Its tax can be claimed back, once the invoice comes."""
        if self.orders:
            order_id = self.orders[pick % len(self.orders)]
            self.receipts.append(came(self.shop, order_id, 1 + pick // 10, invoiced=False))

    def reverse(self, pick: int) -> None:
        if self.receipts:
            key = self.receipts[pick % len(self.receipts)]
            reverse_receipt(
                actor=self.shop.owner,
                branch_id=self.shop.branch_id,
                receipt_id=key,
                version=version_of(key),
                reason="wrong",
            )

    def cancel(self, pick: int) -> None:
        if self.orders:
            cancelled(self.shop, self.orders[pick % len(self.orders)])

    def pay(self, pick: int) -> None:
        bills = list(standing_bills().exclude(left=0).order_by("id"))
        if bills:
            paid(self.shop, bills[pick % len(bills)])

    def compare(self) -> None:
        now = capital_position()
        assert now.available + now.committed + now.spent == MONEY
        assert now.available >= FLOOR
        assert now.on_order == sum(Commitment.objects.values_list("remaining", flat=True))
        sums = dict.fromkeys(CommitmentMove.Kind, 0)
        for kind, amount in CommitmentMove.objects.values_list("move_kind", "amount"):
            sums[CommitmentMove.Kind(kind)] += amount
        went = sums["spent"] - sums["put_back"] + sums["released"]
        assert sums["committed"] == went + now.on_order
        assert [v.sentence for result in run_checks() for v in result.violations] == []


@pytest.mark.rows("CAP-01", "PUR-13")
@through_the_database()
@given(steps=STEPS)
def test_a_commitment_is_spent_or_released_once_and_never_passes_the_floor(
    steps: list[tuple[str, int]],
) -> None:
    with undone():
        run = Run()
        for verb, pick in steps:
            before = capital_position().available
            try:
                getattr(run, verb)(pick)
            except (Conflict, OrderClosed, ApprovalNeeded):
                continue
            assert verb in MOVES or capital_position().available == before
            run.compare()
