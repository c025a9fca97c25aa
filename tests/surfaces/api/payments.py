"""Valid requests about bills of suppliers and payments to them."""

from __future__ import annotations

from tests.support.payments import a_bill, an_opening_bill, paid
from tests.support.shop import Shop, add_medicine
from tests.surfaces.api.pieces import Asked


def payments_asked(shop: Shop) -> dict[str, Asked]:
    medicine = add_medicine(shop, "Salbutamol 2 mg tablet")
    (payment_id,) = paid(shop, a_bill(shop, medicine, "INV-81"))
    bill = a_bill(shop, medicine, "INV-82")
    body = {
        "bill_ids": [str(bill.id)],
        "paid_from": "bank",
        "paid_on": shop.today.isoformat(),
        "reference": "TRF 12",
    }
    opening = {
        "supplier_id": str(bill.supplier_id),
        "number": "OLD-2",
        "billed_on": shop.today.isoformat(),
        "amount": 90_000,
    }
    old = an_opening_bill(shop, bill.supplier_id, "OLD-1")
    at = f"/supplier-payments/{payment_id}"
    return {
        "listSupplierBills": Asked("GET", "/supplier-bills?is_open=true", writes=False),
        "openSupplierBill": Asked("POST", "/supplier-bills", opening),
        "cancelSupplierBill": Asked(
            "POST", f"/supplier-bills/{old}/cancellation", {"reason": "recorded twice"}
        ),
        "listSupplierPayments": Asked("GET", "/supplier-payments?limit=1", writes=False),
        "paySupplierBills": Asked("POST", "/supplier-payments", body),
        "getSupplierPayment": Asked("GET", at, writes=False),
        "withdrawSupplierPayment": Asked("POST", f"{at}/withdrawal", {"reason": "paid twice"}),
    }
