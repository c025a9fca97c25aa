"""Posting puts a delivery on the shelf with its cost, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.receipts import checked, goods, posted, received, version_of, written
from tests.support.shop import Medicine, Shop, add_medicine, open_shop
from tests.support.suppliers import a_supplier
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import Stale
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.models import Price
from theriac.domains.offers.models import SupplierAlias
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.purchasing.commands.receipts.prices import confirm_prices
from theriac.domains.purchasing.models import (
    GoodsReceipt,
    GoodsReceiptLine,
    ReceiptPosting,
)
from theriac.domains.purchasing.problems import ReceiptFixed, ReceiptRefused
from theriac.domains.serials.models import SerialReceived
from theriac.domains.serials.queries import life_of
from theriac.domains.stock.models import Balance, Batch, Movement
from theriac.domains.stock.queries.bins import bins_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop(tax_registered=False)


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.mark.rows("PUR-14", "PUR-16", "PUR-17")
def test_a_delivery_is_on_the_shelf_at_what_the_invoice_says(
    shop: Shop, medicine: Medicine
) -> None:
    other = add_medicine(shop, "Amoxicillin 500 mg")
    supplier_id = a_supplier(shop)
    receipt_id = received(
        shop,
        supplier_id,
        goods(shop, medicine, packs=10, bonus_packs=1, price=1_100, mrp=70_000, shelf="B2"),
        goods(shop, other, packs=3, price=33_333, discount_bp=250),
        discount=1_000,
        freight=777,
    )

    receipt = GoodsReceipt.objects.get(id=receipt_id)
    year = f"{shop.today:%y}"
    assert (receipt.state, receipt.number) == ("posted", f"MLT-GR-{year}-000001")
    posting = ReceiptPosting.objects.get()
    first, second = Batch.objects.order_by("id")
    assert (first.cost_amount, first.cost_units) == (posting.cost - (second.cost_amount or 0), 1100)
    assert (first.number, first.mrp_amount, first.mrp_units) == ("KF-01", 70_000, 100)
    assert bins_of(shop.branch_id, [first.id, second.id]) == {first.id: "B2"}
    assert (first.supplier_id, first.is_consigned) == (supplier_id, False)
    assert posting.total == 11_000 + 97_499 - 1_000 + 777 + posting.tax
    assert posting.cost == posting.total
    assert sorted(Balance.objects.values_list("quantity", flat=True)) == [300, 1100]
    assert set(Movement.objects.values_list("document_number", "line_id")) == {
        (receipt.number, line.id) for line in GoodsReceiptLine.objects.all()
    }
    types = set(OutboxEvent.objects.values_list("type", flat=True))
    assert {"theriac.stock.received.v1", "theriac.stock.updated.v1"} <= types
    assert AuditRecord.objects.filter(object_id=receipt_id, reason="posted").count() == 1


@pytest.mark.rows("PUR-16")
def test_ten_and_one_of_a_single_unit_cost_paid_over_eleven(shop: Shop) -> None:
    medicine = add_medicine(shop)
    line = goods(shop, medicine, pack_id=medicine.packs[1], packs=10, bonus_packs=1, tax_bp=0)
    received(shop, a_supplier(shop), line)

    batch = Batch.objects.get()
    assert (batch.cost_amount, batch.cost_units) == (400_000, 11)


def test_nothing_is_posted_twice_nor_unchecked(shop: Shop, medicine: Medicine) -> None:
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine))
    with pytest.raises(ReceiptFixed):
        posted(shop, receipt_id)
    checked(shop, receipt_id)
    version = version_of(receipt_id)
    posted(shop, receipt_id)
    with pytest.raises(Stale):
        post_receipt(
            actor=shop.owner, branch_id=shop.branch_id, receipt_id=receipt_id, version=version
        )
    with pytest.raises(ReceiptFixed):
        posted(shop, receipt_id)
    assert Movement.objects.count() == 1


def test_numbers_go_on_without_a_gap(shop: Shop, medicine: Medicine) -> None:
    supplier_id = a_supplier(shop)
    for number in range(3):
        received(shop, supplier_id, goods(shop, medicine, batch_number=f"B{number}"))

    numbers = ReceiptPosting.objects.order_by("id").values_list("number", flat=True)
    assert [one[-6:] for one in numbers] == ["000001", "000002", "000003"]


def test_goods_that_expired_between_check_and_posting_are_refused(
    shop: Shop, medicine: Medicine
) -> None:
    soon = shop.today + timedelta(days=2)
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine, expires_on=soon))
    checked(shop, receipt_id, accept_short=True)

    with clock.at(clock.now() + timedelta(days=3)), pytest.raises(ReceiptRefused):
        posted(shop, receipt_id)
    assert not Movement.objects.exists()


def test_a_confirmed_price_holds_at_the_branch_and_on_the_batch(
    shop: Shop, medicine: Medicine
) -> None:
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine))
    checked(shop, receipt_id)
    line = GoodsReceiptLine.objects.get()
    confirm_prices(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
        prices={line.id: 65_000},
    )
    posted(shop, receipt_id)

    batch = Batch.objects.get()
    assert (batch.price_amount, batch.price_units) == (65_000, 100)
    price = Price.objects.get(branch_id=shop.branch_id)
    assert (price.pack_id, price.amount) == (medicine.packs[100], 65_000)


def test_a_suppliers_own_code_is_learnt_and_moves_on(shop: Shop, medicine: Medicine) -> None:
    supplier_id = a_supplier(shop)
    received(shop, supplier_id, goods(shop, medicine, supplier_code="PCT500"))
    strip = {"pack_id": medicine.packs[10], "supplier_code": "PCT500", "batch_number": "X"}
    strip["price"] = 4_000
    received(shop, supplier_id, goods(shop, medicine, **strip))

    known = SupplierAlias.objects.get()
    assert (known.text, known.pack_id) == ("PCT500", medicine.packs[10])


def test_verify_finds_a_line_that_was_changed_later(shop: Shop, medicine: Medicine) -> None:
    received(shop, a_supplier(shop), goods(shop, medicine))
    good = run_checks(["purchasing.receipts", "purchasing.reversals", "purchasing.numbers"])
    assert [one.violations for one in good] == [(), (), ()]

    GoodsReceiptLine.objects.update(cost=1)

    (found,) = run_checks(["purchasing.receipts"])
    assert {one.code for one in found.violations} == {
        "purchasing.line_unmoved",
        "purchasing.cost_differs",
        "purchasing.content_changed",
    }


@pytest.mark.rows("STK-32")
def test_the_serial_numbers_of_what_came_are_known(shop: Shop, medicine: Medicine) -> None:
    receipt_id = received(shop, a_supplier(shop), goods(shop, medicine, serials=["S1", "S2"]))
    number = GoodsReceipt.objects.get(id=receipt_id).number
    known = SerialReceived.objects.order_by("serial").values_list("serial", "product_id", "number")
    assert list(known) == [("S1", medicine.id, number), ("S2", medicine.id, number)]
    [fact] = life_of(actor=shop.owner, branch_id=shop.branch_id, serial="S2")
    assert (fact.kind, fact.number) == ("came", number)


@pytest.mark.rows("PUR-14")
def test_a_long_delivery_takes_as_many_statements_as_a_short_one(shop: Shop) -> None:
    supplier_id = a_supplier(shop)

    def statements(lines: int) -> tuple[int, int]:
        made = [goods(shop, add_medicine(shop, f"Drug {lines}-{n}")) for n in range(lines)]
        receipt_id = written(shop, supplier_id, *made, delivery_note=f"SJ-{lines}")
        with CaptureQueriesContext(connection) as checking:
            checked(shop, receipt_id)
        with CaptureQueriesContext(connection) as posting:
            posted(shop, receipt_id)
        return len(checking), len(posting)

    statements(2)
    assert statements(30) == statements(3)
