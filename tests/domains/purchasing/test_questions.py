"""What is unusual about a delivery is asked before it is posted, and told on the trail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.receipts import checked, goods, posted, received, version_of, written
from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import AsksFirst
from theriac.domains.catalog.models import Price
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.purchasing.commands.receipts.begin import change_receipt
from theriac.domains.purchasing.commands.receipts.prices import confirm_prices
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.rules.facts import GoodsReceiptHead
from theriac.domains.stock.models import Balance
from theriac.domains.suppliers.ids import SupplierId

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def supplier_id(shop: Shop) -> SupplierId:
    return a_supplier(shop)


def asked(shop: Shop, receipt_id: ReceiptId) -> dict[str, str]:
    """The words of what a posting asks, by code."""
    with pytest.raises(AsksFirst) as refused:
        posted(shop, receipt_id)
    return {one["code"]: one["detail"] for one in refused.value.facts["questions"]}


@pytest.mark.rows("PUR-14")
def test_the_same_delivery_note_twice_asks_and_names_the_other_receipt(
    shop: Shop, medicine: Medicine, supplier_id: SupplierId
) -> None:
    yesterday = shop.today - timedelta(days=1)
    first = received(
        shop, supplier_id, goods(shop, medicine), delivery_note="SJ-041", received_on=yesterday
    )
    again = written(shop, supplier_id, goods(shop, medicine), delivery_note="sj / 041")
    checked(shop, again)

    found = asked(shop, again)

    number = GoodsReceipt.objects.get(id=first).number
    ((code, words),) = found.items()
    assert code == f"note_known:{first.hex}"
    assert words.startswith(f"Delivery note sj / 041 is already used by {number} of ")
    assert str(yesterday.day) in words
    assert Balance.objects.get().quantity == 200
    assert GoodsReceipt.objects.get(id=again).state == "checked"
    with pytest.raises(AsksFirst):
        posted(shop, again, confirmed=["note_known:another"])
    posted(shop, again, confirmed=[code])
    record = AuditRecord.objects.get(object_id=again, reason="posted")
    assert record.facts["confirmed"] == [code]


@pytest.mark.rows("PUR-14")
def test_an_invoice_on_an_open_delivery_asks_and_a_changed_head_is_compared_anew(
    shop: Shop, medicine: Medicine, supplier_id: SupplierId
) -> None:
    first = written(shop, supplier_id, goods(shop, medicine), invoice_number="INV 7")
    again = written(shop, supplier_id, goods(shop, medicine), invoice_number="8")
    head = GoodsReceiptHead(supplier_id=supplier_id, invoice_number="inv-7", delivery_note="X")
    change_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=again,
        version=version_of(again),
        facts=head,
    )
    checked(shop, again)

    found = asked(shop, again)

    assert list(found) == [f"invoice_known:{first.hex}"]
    assert "an unposted one of" in found[f"invoice_known:{first.hex}"]


@pytest.mark.rows("PUR-14")
def test_both_numbers_are_asked_apart(
    shop: Shop, medicine: Medicine, supplier_id: SupplierId
) -> None:
    twice = {"delivery_note": "A-1", "invoice_number": "B-1"}
    received(shop, supplier_id, goods(shop, medicine), **twice)
    again = written(shop, supplier_id, goods(shop, medicine), **twice)
    checked(shop, again)

    found = asked(shop, again)

    assert [code.partition(":")[0] for code in found] == ["note_known", "invoice_known"]
    posted(shop, again, confirmed=list(found))


@pytest.mark.rows("PUR-14")
def test_another_supplier_a_reversed_delivery_and_no_number_ask_nothing(
    shop: Shop, medicine: Medicine, supplier_id: SupplierId
) -> None:
    first = received(shop, supplier_id, goods(shop, medicine), delivery_note="SJ-041")
    received(shop, a_supplier(shop, "PBF Lain"), goods(shop, medicine), delivery_note="SJ-041")
    for _twice in range(2):
        received(shop, supplier_id, goods(shop, medicine), delivery_note="-")
    reverse_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=first,
        version=version_of(first),
        reason="written twice",
    )

    received(shop, supplier_id, goods(shop, medicine), delivery_note="SJ-041")


@pytest.mark.rows("PUR-14")
@pytest.mark.parametrize(("price", "is_asked"), [(20_000, False), (19_999, True), (60_001, True)])
def test_a_cost_more_than_half_off_the_last_one_asks_with_both_figures(
    shop: Shop, medicine: Medicine, supplier_id: SupplierId, price: int, is_asked: bool
) -> None:
    received(shop, supplier_id, goods(shop, medicine, tax_bp=0))
    line = goods(shop, medicine, pack_id=medicine.packs[1], packs=100, price=price // 100)
    receipt_id = written(shop, supplier_id, line, tax_total=0, freight=price % 100)
    checked(shop, receipt_id)

    if not is_asked:
        posted(shop, receipt_id)
        return
    ((code, words),) = asked(shop, receipt_id).items()
    row = GoodsReceiptLine.objects.get(receipt_id=receipt_id)
    assert code == f"cost_far:{row.id.hex}:400:{200 if price < 40_000 else 600}"
    assert words == (
        f"Paracetamol 500 mg tablet: 1 tablet costs Rp {'200' if price < 40_000 else '600'}. "
        "The last cost was Rp 400."
    )
    posted(shop, receipt_id, confirmed=[code])


@pytest.mark.rows("PUR-14")
def test_the_share_is_the_pharmacys_own_and_free_goods_are_no_cost(
    shop: Shop, medicine: Medicine, supplier_id: SupplierId
) -> None:
    received(shop, supplier_id, goods(shop, medicine, price=40_000))
    PharmacySettings.objects.update(cost_percent=10)
    dearer = written(shop, supplier_id, goods(shop, medicine, price=44_100))
    checked(shop, dearer)
    assert [code.partition(":")[0] for code in asked(shop, dearer)] == ["cost_far"]
    free = goods(shop, medicine, packs=0, bonus_packs=1, price=0, batch_number="KF-2")
    received(shop, supplier_id, free)
    received(shop, supplier_id, goods(shop, medicine, price=40_000))


@pytest.mark.rows("PUR-14")
def test_a_selling_price_below_cost_asks_whenever_it_was_confirmed(
    shop: Shop, medicine: Medicine, supplier_id: SupplierId
) -> None:
    line = goods(shop, medicine, price=40_000, tax_bp=0, selling_price=39_999)
    receipt_id = written(shop, supplier_id, line)
    checked(shop, receipt_id)
    row = GoodsReceiptLine.objects.get()

    found = asked(shop, receipt_id)

    code = f"below_cost:{row.id.hex}:40000:39999"
    assert found == {
        code: "Paracetamol 500 mg tablet: 1 box costs Rp 40.000 but sells for Rp 39.999."
    }
    confirm_prices(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
        prices={row.id: 30_000},
    )
    with pytest.raises(AsksFirst):
        posted(shop, receipt_id, confirmed=[code])
    posted(shop, receipt_id, confirmed=asked(shop, receipt_id))
    assert Price.objects.filter(pack_id=medicine.packs[100], amount=30_000).exists()
