"""Lines are added by scan, counted up, changed and taken away."""

from __future__ import annotations

import pytest

from tests.support.receipts import checked, goods, written
from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.core.problems import NotFound
from theriac.domains.purchasing.commands.receipts.lines import add_line, change_line, remove_line
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceiptLine
from theriac.domains.purchasing.problems import ReceiptFixed, ReceiptRefused
from theriac.domains.purchasing.rules.facts import GoodsLineWritten

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def add(shop: Shop, receipt_id: ReceiptId, facts: GoodsLineWritten) -> GoodsReceiptLine:
    line_id = add_line(
        actor=shop.owner, branch_id=shop.branch_id, receipt_id=receipt_id, facts=facts
    )
    return GoodsReceiptLine.objects.get(id=line_id)


def test_a_second_scan_of_the_same_goods_counts_up(shop: Shop, medicine: Medicine) -> None:
    receipt_id = written(shop, None)
    first = add(shop, receipt_id, goods(shop, medicine, packs=1, price=0, serials=["S1"]))
    again = add(shop, receipt_id, goods(shop, medicine, packs=1, price=0, serials=["S2"]))
    other = add(shop, receipt_id, goods(shop, medicine, packs=1, batch_number="KF-02"))
    dearer = add(shop, receipt_id, goods(shop, medicine, packs=1, price=9_000))

    assert again.id == first.id
    assert (again.packs, again.quantity, again.serials) == (2, 200, ["S1", "S2"])
    assert (other.position, other.packs) == (2, 1)
    assert dearer.position == 3


@pytest.mark.rows("PUR-17")
def test_the_last_deliverys_price_makes_no_line_of_its_own(shop: Shop, medicine: Medicine) -> None:
    receipt_id = written(shop, None)
    last = goods(shop, medicine, packs=1, price=40_000, discount_bp=250, is_last_price=True)
    line = add(shop, receipt_id, last)
    corrected = goods(shop, medicine, packs=1, price=44_000)
    change_line(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        line_id=line.id,
        facts=corrected,
    )

    again = add(shop, receipt_id, last)
    typed = add(shop, receipt_id, goods(shop, medicine, packs=1, price=40_000))

    assert (again.id, again.packs, again.price) == (line.id, 2, 44_000)
    assert (typed.position, typed.packs, typed.price) == (2, 1, 40_000)


def test_one_serial_is_one_pack(shop: Shop, medicine: Medicine) -> None:
    receipt_id = written(shop, None, goods(shop, medicine, serials=["S1"]))

    with pytest.raises(ReceiptRefused) as refused:
        add(shop, receipt_id, goods(shop, medicine, packs=1, price=0, serials=["S1"]))
    assert "S1" in str(refused.value)


def test_a_line_is_changed_and_taken_away(shop: Shop, medicine: Medicine) -> None:
    receipt_id = written(shop, None)
    line = add(shop, receipt_id, goods(shop, medicine))
    change_line(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        line_id=line.id,
        facts=goods(shop, medicine, packs=10, bonus_packs=1, pack_id=medicine.packs[10]),
    )
    line.refresh_from_db()
    assert (line.position, line.packs, line.bonus_packs, line.quantity) == (1, 10, 1, 110)

    remove_line(actor=shop.owner, branch_id=shop.branch_id, receipt_id=receipt_id, line_id=line.id)
    assert not GoodsReceiptLine.objects.exists()
    with pytest.raises(NotFound):
        remove_line(
            actor=shop.owner, branch_id=shop.branch_id, receipt_id=receipt_id, line_id=line.id
        )


def test_a_checked_receipt_takes_no_more_lines(shop: Shop, medicine: Medicine) -> None:
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine))
    checked(shop, receipt_id)

    with pytest.raises(ReceiptFixed) as refused:
        add(shop, receipt_id, goods(shop, medicine))
    assert "This goods receipt is already checked. Return it to draft" in str(refused.value)


def test_counting_up_takes_serial_numbers_as_a_new_line_does(
    shop: Shop, medicine: Medicine
) -> None:
    receipt_id = written(shop, None)
    add(shop, receipt_id, goods(shop, medicine, packs=1, price=0, serials=["S1"]))
    with pytest.raises(ReceiptRefused):
        add(shop, receipt_id, goods(shop, medicine, packs=1, price=0, serials=["S1 "]))
    line = add(shop, receipt_id, goods(shop, medicine, packs=1, price=0, serials=[" S2", " "]))
    assert line.serials == ["S1", "S2"]


@pytest.mark.parametrize(("price", "words"), [(0, "above 0"), (7_001, "printed on the pack")])
def test_a_selling_price_is_above_nothing_and_not_above_the_printed_one(
    shop: Shop, medicine: Medicine, price: int, words: str
) -> None:
    receipt_id = written(shop, None)
    line = add(shop, receipt_id, goods(shop, medicine, mrp=7_000, selling_price=7_000))

    with pytest.raises(ReceiptRefused) as added:
        add(shop, receipt_id, goods(shop, medicine, mrp=7_000, selling_price=price))
    with pytest.raises(ReceiptRefused) as changed:
        change_line(
            actor=shop.owner,
            branch_id=shop.branch_id,
            receipt_id=receipt_id,
            line_id=line.id,
            facts=goods(shop, medicine, mrp=7_000, selling_price=price),
        )
    assert list(GoodsReceiptLine.objects.values_list("selling_price", flat=True)) == [7_000]
    for refused in (added, changed):
        ((field, error),) = refused.value.errors.items()
        assert field.endswith("selling_price")
        assert words in str(error)
