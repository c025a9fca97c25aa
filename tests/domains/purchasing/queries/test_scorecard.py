"""Scorecards from what happened, on a real database."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from uuid import UUID

import pytest

from tests.support.orders import an_order, came, cancelled
from tests.support.reading import reading
from tests.support.receipts import checked, goods, posted, written
from tests.support.returns import a_sent_return, aside
from tests.support.shop import Shop, add_medicine, add_staff
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.core.problems import NotPermitted
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.queries.scorecard import (
    SupplierRecord,
    supplier_record,
    supplier_scores,
)
from theriac.domains.purchasing.rules.scorecard import CountedShare

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-21")]


def the_record(shop: Shop, supplier_id: UUID) -> SupplierRecord:
    return supplier_record(
        actor=shop.owner,
        supplier_id=supplier_id,
        branch_id=shop.branch_id,
        first_on=shop.today - timedelta(days=30),
        last_on=shop.today,
    )


def test_what_came_of_orders_and_receipts_is_the_score(shop: Shop) -> None:
    """One box of two comes at once, short-dated; the rest is cancelled; ten go back."""
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    order_id = an_order(shop, medicine, supplier_id)
    assert the_record(shop, supplier_id).score.orders == 0
    receipt_id = came(shop, order_id, 1)
    cancelled(shop, order_id)
    line = GoodsReceiptLine.objects.get(receipt_id=receipt_id)
    GoodsReceiptLine.objects.update(expires_on=shop.today + timedelta(days=90))
    assert line.batch_id is not None
    a_sent_return(shop, supplier_id, [aside(line.batch_id, 10, "damaged")])
    dearer = written(
        shop,
        supplier_id,
        goods(shop, medicine, packs=3, price=44_000, batch_number="KF-2"),
        invoice_number="F-7",
    )
    checked(shop, dearer)
    posted(shop, dearer)
    GoodsReceipt.objects.filter(id=dearer).update(difference_reason="one box short")

    record = the_record(shop, supplier_id)
    score = record.score
    assert score.lead is not None
    assert (score.lead.mean, score.lead.orders) == (0, 1)
    assert (score.orders, score.fill_lines, score.fill_units) == (
        1,
        CountedShare(0, 1),
        CountedShare(100, 200),
    )
    assert (score.deliveries, score.short) == (2, CountedShare(100, 400))
    assert (score.returned, score.different) == (CountedShare(10, 400), CountedShare(1, 2))
    assert (score.moved_bp, score.compared) == (1_000, 1)
    (scored,) = record.orders
    assert (scored.outcome.order_id, scored.days) == (order_id, 0)
    (product,) = record.products
    assert (product.first, product.last, product.receipt_id) == (
        Fraction(400),
        Fraction(440),
        dearer,
    )


def test_suppliers_are_compared_in_seven_statements(shop: Shop) -> None:
    medicine = add_medicine(shop)
    suppliers = [a_supplier(shop, name) for name in ("PT Beta", "PT Alfa")]
    for number, supplier_id in enumerate(suppliers):
        key = written(shop, supplier_id, goods(shop, medicine, batch_number=f"KF-{number}"))
        checked(shop, key)
        posted(shop, key)
    with reading() as read:
        found = supplier_scores(
            actor=shop.owner, branch_id=shop.branch_id, first_on=shop.today, last_on=shop.today
        )
    assert [one.name for one in found] == ["PT Alfa", "PT Beta"]
    assert read.statements == 7
    yesterday = shop.today - timedelta(days=1)
    earlier = supplier_scores(
        actor=shop.owner, branch_id=shop.branch_id, first_on=yesterday, last_on=yesterday
    )
    assert earlier == []


def test_another_branch_has_a_scorecard_of_its_own(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    an_order(shop, add_medicine(shop), supplier_id)
    other = second_branch(shop)
    found = supplier_scores(
        actor=shop.owner, branch_id=other, first_on=shop.today, last_on=shop.today
    )
    assert found == []
    with pytest.raises(NotPermitted):
        supplier_scores(
            actor=add_staff("cashier", shop.branch_id),
            branch_id=shop.branch_id,
            first_on=shop.today,
            last_on=shop.today,
        )
