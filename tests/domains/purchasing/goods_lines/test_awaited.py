"""Goods that are counted in the receipt of an order fill what the order awaits."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.orders import capital, order_line, placed
from tests.support.receipts import checked, goods, posted
from tests.support.shop import Medicine, Shop, add_medicine
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchasing.commands.receipts.lines import add_line, add_lines
from theriac.domains.purchasing.commands.receipts.of_order import begin_order_receipt
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.problems import ReceiptRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-13")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def receiving(shop: Shop, medicine: Medicine, **facts: Any) -> ReceiptId:
    capital(shop)
    order_id = placed(shop, order_line(medicine, **{"packs": 3, **facts}))
    return begin_order_receipt(actor=shop.owner, branch_id=shop.branch_id, order_id=order_id)


def scanned(shop: Shop, key: ReceiptId, medicine: Medicine, batch: str, **facts: Any) -> None:
    """A pack by its GS1 code, with the price of the supplier's last delivery."""
    said = {"packs": 1, "price": 39_000, "is_last_price": True, "batch_number": batch, **facts}
    add_line(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=key,
        facts=goods(shop, medicine, **said),
    )


def lines(key: ReceiptId) -> list[tuple[str, int, int, int]]:
    found = GoodsReceiptLine.objects.filter(receipt_id=key).order_by("batch_number", "-packs")
    return [(one.batch_number, one.packs, one.bonus_packs, one.quantity) for one in found]


def test_a_scan_fills_the_ordered_line(shop: Shop, medicine: Medicine) -> None:
    key = receiving(shop, medicine, packs=1, discount_bp=500, supplier_code="PCT")
    ordered = GoodsReceiptLine.objects.get(receipt_id=key)
    scanned(shop, key, medicine, "KF-1")

    (line,) = GoodsReceiptLine.objects.filter(receipt_id=key)
    assert (line.id, line.batch_number, line.packs) == (ordered.id, "KF-1", 1)
    assert line.expires_on is not None
    assert (line.price, line.discount_bp, line.supplier_code) == (40_000, 500, "PCT")


def test_the_same_batch_adds_and_another_splits(shop: Shop, medicine: Medicine) -> None:
    key = receiving(shop, medicine)
    scanned(shop, key, medicine, "KF-1", serials=["S1"])
    assert lines(key) == [("", 2, 0, 200), ("KF-1", 1, 0, 100)]
    scanned(shop, key, medicine, "KF-1", serials=["S2"])
    assert lines(key) == [("", 1, 0, 100), ("KF-1", 2, 0, 200)]
    scanned(shop, key, medicine, "KF-2")
    assert lines(key) == [("KF-1", 2, 0, 200), ("KF-2", 1, 0, 100)]

    assert {one.price for one in GoodsReceiptLine.objects.all()} == {40_000}
    GoodsReceipt.objects.filter(id=key).update(invoice_number="INV-1")
    checked(shop, key)
    posted(shop, key)
    assert PurchaseOrder.objects.get().state == "received"


def test_more_than_ordered_is_written_down_and_asked_later(shop: Shop, medicine: Medicine) -> None:
    key = receiving(shop, medicine, packs=2)
    scanned(shop, key, medicine, "KF-1", packs=5)
    assert lines(key) == [("KF-1", 5, 0, 500)]


def test_bonus_packs_are_counted_after_the_paid_ones(shop: Shop, medicine: Medicine) -> None:
    key = receiving(shop, medicine, packs=10, bonus_packs=1, discount=1_000)
    scanned(shop, key, medicine, "KF-1", packs=4)
    assert lines(key) == [("", 6, 1, 700), ("KF-1", 4, 0, 400)]
    scanned(shop, key, medicine, "KF-1", packs=7)
    assert lines(key) == [("KF-1", 10, 1, 1_100)]
    line = GoodsReceiptLine.objects.get(receipt_id=key)
    assert line.discount == 1_000


def test_a_typed_price_stands_and_the_order_awaits_less(shop: Shop, medicine: Medicine) -> None:
    key = receiving(shop, medicine)
    scanned(shop, key, medicine, "KF-1", packs=2, price=38_000, is_last_price=False)
    assert lines(key) == [("", 1, 0, 100), ("KF-1", 2, 0, 200)]
    assert GoodsReceiptLine.objects.get(batch_number="KF-1").price == 38_000


def test_a_bigger_pack_counts_as_so_many_ordered_ones(shop: Shop, medicine: Medicine) -> None:
    key = receiving(shop, medicine, pack_id=medicine.packs[10], packs=25, price=4_000)
    scanned(shop, key, medicine, "KF-1", packs=2)
    assert lines(key) == [("", 5, 0, 50), ("KF-1", 20, 0, 200)]
    assert GoodsReceiptLine.objects.get(batch_number="KF-1").price == 4_000


def test_a_smaller_pack_and_goods_without_batch_stand_apart(shop: Shop, medicine: Medicine) -> None:
    key = receiving(shop, medicine)
    scanned(shop, key, medicine, "KF-1", pack_id=medicine.packs[10])
    scanned(shop, key, medicine, "", packs=1)
    assert lines(key) == [("", 3, 0, 300), ("", 1, 0, 100), ("KF-1", 1, 0, 10)]


def test_two_ordered_lines_are_filled_in_their_order(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    order_id = placed(
        shop, order_line(medicine, packs=2), order_line(medicine, packs=3, price=30_000)
    )
    key = begin_order_receipt(actor=shop.owner, branch_id=shop.branch_id, order_id=order_id)
    scanned(shop, key, medicine, "KF-1", packs=4)

    found = GoodsReceiptLine.objects.filter(receipt_id=key).order_by("position")
    assert [(one.batch_number, one.packs, one.price) for one in found] == [
        ("KF-1", 2, 40_000),
        ("", 1, 30_000),
        ("KF-1", 2, 30_000),
    ]


def test_rows_of_the_grid_are_all_counted_or_none(shop: Shop, medicine: Medicine) -> None:
    key = receiving(shop, medicine)
    said = goods(shop, medicine, packs=1, price=0, batch_number="KF-1", serials=["S1"])

    def add(*rows: Any) -> None:
        add_lines(actor=shop.owner, branch_id=shop.branch_id, receipt_id=key, lines=rows)

    add(said)
    with pytest.raises(ReceiptRefused) as refused:
        add(goods(shop, medicine, packs=1, price=0, batch_number="KF-2"), said)
    assert list(refused.value.errors) == ["lines.1.serials"]
    assert lines(key) == [("", 2, 0, 200), ("KF-1", 1, 0, 100)]
