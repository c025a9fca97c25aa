"""No sequence makes a budget's use differ from a recount, or an order pass it without a yes."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.properties.test_stock_and_sales import undone
from tests.support.approving import said_yes
from tests.support.budgets import a_budget, use_of_budget
from tests.support.orders import came, cancelled, capital, order_line, placed
from tests.support.returns import a_sent_return, aside
from tests.support.shop import add_medicine, add_staff, open_shop
from tests.support.suppliers import a_supplier
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.facts.records import given as told
from theriac.core.problems import Conflict, Unprocessable
from theriac.domains.budgets.commands.budget import change_budget
from theriac.domains.budgets.models import Budget, BudgetOverrun
from theriac.domains.catalog.models import Category, Product
from theriac.domains.purchase_orders.commands.order_now import order_now
from theriac.domains.purchase_orders.models import PurchaseOrderLine
from theriac.domains.purchase_orders.rules.facts import PurchaseOrderNew
from theriac.domains.purchasing.commands.returns.credit import enter_credit
from theriac.domains.purchasing.models import (
    GoodsReceiptLine,
    ReceiptPosting,
    SupplierCredit,
    SupplierReturnLine,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_server, pytest.mark.rows("CAP-03")]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("order"), st.integers(1, 19)),
        st.tuples(st.just("approved"), st.integers(1, 19)),
        st.tuples(st.just("receive"), st.integers(0, 19)),
        st.tuples(st.just("cancel"), st.integers(0, 9)),
        st.tuples(st.just("credit"), st.integers(0, 9)),
        st.tuples(st.just("change"), st.integers(1, 9)),
    ),
    min_size=2,
    max_size=9,
)


WAYS = through_the_database()
"""Of these a third: each step reads every budget twice."""


class Buying:
    """A shop with a budget of all goods and one of a category, in which the first medicine is."""

    def __init__(self) -> None:
        self.shop = open_shop()
        capital(self.shop, 100_000_000)
        self.medicines = [add_medicine(self.shop, name) for name in ("Amoxicillin", "Vitamin C")]
        category = Category.objects.create(name="Antibiotics")
        Product.objects.filter(id=self.medicines[0].id).update(category=category)
        self.supplier_id = a_supplier(self.shop)
        self.manager = add_staff("manager", self.shop.branch_id)
        self.budgets = [
            a_budget(self.shop, 200_000),
            a_budget(self.shop, 120_000, name="Antibiotics", category_id=category.id),
        ]
        self.orders: list[UUID] = []

    def _line(self, pick: int) -> object:
        packs, taxed = 1 + pick // 4, 1_100 * (pick % 2)
        return order_line(self.medicines[pick // 2 % 2], packs=packs, price=33_333, tax_bp=taxed)

    def order(self, pick: int) -> None:
        self.orders.append(placed(self.shop, self._line(pick), supplier_id=self.supplier_id))  # type: ignore[arg-type]
        assert not BudgetOverrun.objects.filter(order_id=self.orders[-1]).exists()

    def approved(self, pick: int) -> None:
        """With a yes where one is needed."""
        shop = self.shop
        order = told(PurchaseOrderNew, supplier_id=self.supplier_id, lines=(self._line(pick),))
        asked = {"actor": shop.owner, "branch_id": shop.branch_id, "order": order}
        try:
            (made,) = order_now(**asked)  # type: ignore[arg-type]
        except ApprovalNeeded as needed:
            yes = said_yes(self.manager, needed, shop.owner)
            (made,) = order_now(**asked, approval_id=yes)  # type: ignore[arg-type]
            assert set(
                BudgetOverrun.objects.filter(order_id=made.id).values_list("approval_id", flat=True)
            ) == {yes}
        self.orders.append(made.id)

    def receive(self, pick: int) -> None:
        if self.orders:
            came(self.shop, self.orders[pick % len(self.orders)], 1 + pick // 10)

    def cancel(self, pick: int) -> None:
        if self.orders:
            cancelled(self.shop, self.orders[pick % len(self.orders)])

    def credit(self, pick: int) -> None:
        """Some units of a batch go back, and a credit note of another sum comes."""
        batches = list(GoodsReceiptLine.objects.order_by("id").values_list("batch_id", flat=True))
        if batches:
            batch_id = batches[pick % len(batches)]
            assert batch_id is not None
            sent = a_sent_return(self.shop, self.supplier_id, [aside(batch_id, credit=3_000)])
            enter_credit(
                actor=self.shop.owner,
                branch_id=self.shop.branch_id,
                return_id=sent.id,
                version=sent.version,
                number=f"CN-{sent.id.hex}",
                credited_on=self.shop.today,
                amount=1_000 + pick,
            )

    def change(self, pick: int) -> None:
        budget = Budget.objects.get(id=self.budgets[pick % 2])
        change_budget(
            actor=self.shop.owner,
            budget_id=budget.id,
            version=budget.version,
            amount=pick * 40_000,
            reason="so",
        )

    def used(self) -> list[int]:
        return [use_of_budget(self.shop, key).used for key in self.budgets]

    def recount(self) -> list[int]:
        """Each document's whole sum, and what of each line is of the category."""
        chosen = self.medicines[0].id
        sums = [0, 0]
        for line in PurchaseOrderLine.objects.all():
            money = -(-line.committed * line.open_units // line.quantity)
            sums[0] += money
            sums[1] += money if line.product_id == chosen else 0
        for posting in ReceiptPosting.objects.all():
            (line_came,) = GoodsReceiptLine.objects.filter(receipt_id=posting.receipt_id)
            sums[0] += posting.total
            sums[1] += posting.total if line_came.product_id == chosen else 0
        for note in SupplierCredit.objects.all():
            (back,) = SupplierReturnLine.objects.filter(supplier_return_id=note.supplier_return_id)
            sums[0] -= note.amount
            sums[1] -= note.amount if back.product_id == chosen else 0
        return sums

    def judge(self, verb: str, before: list[int]) -> None:
        used = self.used()
        assert used == self.recount()
        amounts = [Budget.objects.get(id=key).amount for key in self.budgets]
        if verb == "order":
            sides = zip(used, before, amounts, strict=True)
            assert all(now <= amount or now == was for now, was, amount in sides)
        if verb == "approved":
            over = [
                max(0, now - amount) - max(0, was - amount)
                for now, was, amount in zip(used, before, amounts, strict=True)
            ]
            rows = BudgetOverrun.objects.filter(order_id=self.orders[-1])
            noted = dict(rows.values_list("budget_id", "over"))
            assert [noted.get(key, 0) for key in self.budgets] == over


@settings(WAYS, max_examples=max(1, WAYS.max_examples // 3))
@given(steps=STEPS)
def test_what_a_budget_has_used_is_a_recount(steps: list[tuple[str, int]]) -> None:
    with undone():
        run = Buying()
        for verb, pick in steps:
            before = run.used()
            try:
                getattr(run, verb)(pick)
            except (Conflict, ApprovalNeeded, Unprocessable):
                assert run.used() == before
                continue
            run.judge(verb, before)
