"""Valid requests about bills of suppliers and payments to them."""

from __future__ import annotations

from tests.support.payments import a_bill, paid
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
    at = f"/supplier-payments/{payment_id}"
    return {
        "listSupplierBills": Asked("GET", "/supplier-bills?is_open=true", writes=False),
        "listSupplierPayments": Asked("GET", "/supplier-payments?limit=1", writes=False),
        "paySupplierBills": Asked("POST", "/supplier-payments", body),
        "getSupplierPayment": Asked("GET", at, writes=False),
        "withdrawSupplierPayment": Asked("POST", f"{at}/withdrawal", {"reason": "paid twice"}),
    }
