"""A posted delivery is answered by a counter-document."""

from __future__ import annotations

import pytest

from tests.support.receipts import goods, received, version_of
from tests.support.shop import Medicine, Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.core.problems import Conflict, Unprocessable
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceipt, ReceiptPosting
from theriac.domains.purchasing.problems import GoodsLeft, ReceiptFixed
from theriac.domains.serials.queries import life_of
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Balance, Batch, Movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def reverse(shop: Shop, receipt_id: ReceiptId, reason: str = "wrong supplier") -> str:
    return reverse_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
        reason=reason,
    )


def test_everything_goes_out_under_a_number_of_its_own(shop: Shop, medicine: Medicine) -> None:
    receipt_id = received(
        shop, a_supplier(shop), goods(shop, medicine), goods(shop, medicine, batch_number="KF-2")
    )

    number = reverse(shop, receipt_id)

    assert number == f"MLT-GRX-{shop.today:%y}-000001"
    assert GoodsReceipt.objects.get().state == "reversed"
    assert set(Balance.objects.values_list("quantity", flat=True)) == {0}
    counter = ReceiptPosting.objects.get(posting_kind="reversed")
    assert (counter.reason, counter.quantity) == ("wrong supplier", 400)
    assert Movement.objects.filter(document_id=counter.document_id, kind="reversal").count() == 2
    with pytest.raises(ReceiptFixed):
        reverse(shop, receipt_id)


def test_what_has_left_is_named_and_nothing_moves(shop: Shop, medicine: Medicine) -> None:
    receipt_id = received(shop, a_supplier(shop), goods(shop, medicine))
    write_off_stock(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=Batch.objects.get().id,
        quantity=3,
        reason="broken",
    )

    with pytest.raises(GoodsLeft) as refused:
        reverse(shop, receipt_id)

    assert "Paracetamol 500 mg tablet, batch KF-01: 3 of 200" in str(refused.value)
    assert Balance.objects.get().quantity == 197
    assert ReceiptPosting.objects.count() == 1


def test_a_reason_is_asked_for_and_one_movement_isnt_reversed_alone(
    shop: Shop, medicine: Medicine
) -> None:
    receipt_id = received(shop, a_supplier(shop), goods(shop, medicine))
    with pytest.raises(Unprocessable):
        reverse(shop, receipt_id, " ")
    with pytest.raises(Conflict) as refused:
        reverse_movement(
            actor=shop.owner,
            branch_id=shop.branch_id,
            movement_id=Movement.objects.get().id,
            reason="wrong",
        )
    assert "Reverse the whole receipt" in str(refused.value)


@pytest.mark.rows("STK-32")
def test_the_life_of_a_pack_says_that_its_delivery_was_reversed(
    shop: Shop, medicine: Medicine
) -> None:
    lines = [
        goods(shop, medicine, serials=["S1"]),
        goods(shop, medicine, batch_number="KF-2", serials=["S2"]),
    ]
    receipt_id = received(shop, a_supplier(shop), *lines)
    number = reverse(shop, receipt_id)
    received(shop, a_supplier(shop, "Second supplier"), *lines[:1])

    facts = life_of(actor=shop.owner, branch_id=shop.branch_id, serial="S1")

    assert [one.kind for one in facts] == ["came", "taken_back", "came"]
    assert (facts[1].number, facts[1].reason) == (number, "wrong supplier")
