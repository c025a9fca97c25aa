"""A shop in whose books stands one document of every kind, each with a text that somebody typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.approving import by_two
from tests.support.destructions import draft_of, sign
from tests.support.recalls import recall_of
from tests.support.receipts import goods, received
from tests.support.returns import a_sent_return, aside
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from tests.support.stocktaking import begin, enter, post
from tests.support.suppliers import a_supplier
from theriac.core.approval.commands import set_limit
from theriac.core.facts.records import given
from theriac.domains.disposal.models import Destruction, DestructionPosting
from theriac.domains.purchasing.models import (
    ReceiptPosting,
    SupplierReturn,
    SupplierReturnPosting,
)
from theriac.domains.recalls.models import RecallStep
from theriac.domains.stocktaking.models import CountPosting, StockCount
from theriac.domains.transfers.commands.draft import (
    TransferLineAsked,
    TransferWritten,
    draft_transfer,
)
from theriac.domains.transfers.commands.send import approve_transfer, dispatch_transfer
from theriac.domains.transfers.models import Transfer

TYPED = "Ny. Dewi"
"""What every typed text of the documents says."""


def post_each(shop: Shop, cost: int = 400) -> dict[str, UUID]:
    """One posted document of each kind, by the kind of a share that shows it.

    A base unit of each batch cost ``cost``. The count was approved by a second person.
    """
    medicine, sachet = add_medicine(shop, "Amoxicillin 500 mg"), add_medicine(shop, "Oralit sachet")
    supplier_id = a_supplier(shop)

    def batch(number: str, quantity: int, of: Medicine = medicine) -> UUID:
        line = {"batch_number": number, "cost_amount": cost, "cost_units": 1}
        return stock_up(shop, of, quantity, **line)

    received(shop, supplier_id, goods(shop, medicine, price=100 * cost), note=TYPED)
    sent = a_sent_return(shop, supplier_id, [aside(batch("BACK", 20), 7)])
    SupplierReturn.objects.filter(id=sent.id).update(note=TYPED)
    _transfer(shop, batch("AWAY", 30))
    _count(shop, sachet, batch("LESS", 40, sachet))
    _destroy(shop, batch("BURN", 5))
    recall_of(shop, [batch("GLASS", 9)], reason=TYPED)
    return {
        "receipts": ReceiptPosting.objects.get().id,
        "returns": SupplierReturnPosting.objects.get().id,
        "transfers": Transfer.objects.get().id,
        "counts": CountPosting.objects.get().id,
        "destructions": DestructionPosting.objects.get().id,
        "recalls": RecallStep.objects.get(step="opened").id,
    }


def _transfer(shop: Shop, batch_id: UUID) -> None:
    asked = TransferLineAsked(batch_id=batch_id, quantity=6)
    draft = given(TransferWritten, to_branch_id=second_branch(shop), lines=(asked,), note=TYPED)
    named: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    named["transfer_id"] = draft_transfer(**named, draft=draft)
    for step in (approve_transfer, dispatch_transfer):
        step(**named, version=Transfer.objects.get().version)


def _count(shop: Shop, medicine: Medicine, batch_id: UUID) -> None:
    count_id = begin(shop, "products", product_ids=[medicine.id])
    StockCount.objects.update(note=TYPED)
    enter(shop, count_id, batch_id, 37)
    manager = add_staff("manager", shop.branch_id, "second")
    limit = {"action": "stock.count", "branch_id": shop.branch_id, "amount": 0}
    set_limit(actor=shop.owner, **limit, reason="a test")
    by_two(
        manager,
        shop.owner,
        lambda approval_id: post(shop, count_id, approval_id=approval_id),
        reason=TYPED,
    )


def _destroy(shop: Shop, batch_id: UUID) -> None:
    draft_id = draft_of(shop, [(batch_id, "shelf", 5)], method=TYPED, reason=TYPED)
    for name in ("first", "other"):
        sign(shop, draft_id, add_staff("pharmacist", shop.branch_id, name))
    assert Destruction.objects.get().state == "posted"
