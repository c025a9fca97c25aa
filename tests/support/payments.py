"""Bills of suppliers and payments to them, for tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.receipts import checked, goods, version_of, written
from tests.support.shop import Medicine, Shop
from tests.support.suppliers import a_supplier
from theriac.domains.purchasing.commands.opening_bills import open_bill
from theriac.domains.purchasing.commands.payments import pay_bills
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.purchasing.models import SupplierBill
from theriac.domains.purchasing.rules.opening_bill import OpeningBill


def a_bill(
    shop: Shop, medicine: Medicine, number: str = "INV-7", supplier_id: Any = None, **facts: Any
) -> SupplierBill:
    """The bill of two boxes at 40,000 that were delivered today."""
    receipt_id = written(
        shop,
        supplier_id or a_supplier(shop),
        goods(shop, medicine, batch_number=number),
        invoice_number=number,
        **facts,
    )
    checked(shop, receipt_id)
    post_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
    )
    return SupplierBill.objects.get(receipt_id=receipt_id)


def paid(shop: Shop, *bills: SupplierBill, **facts: Any) -> tuple[UUID, ...]:
    """Pay what is left of the bills from the bank, today, unless told otherwise."""
    return pay_bills(
        **{
            "actor": shop.owner,
            "branch_id": shop.branch_id,
            "bill_ids": [bill.id for bill in bills],
            "paid_from": "bank",
            "paid_on": shop.today,
            **facts,
        }
    )


def an_opening_bill(shop: Shop, supplier_id: Any, number: str = "OLD-1", **facts: Any) -> UUID:
    """A bill of 90,000 from before the books, dated today."""
    bill = OpeningBill(
        **{
            "supplier_id": supplier_id,
            "number": number,
            "billed_on": shop.today,
            "amount": 90_000,
            **facts,
        }
    )
    return open_bill(actor=shop.owner, branch_id=shop.branch_id, bill=bill)
