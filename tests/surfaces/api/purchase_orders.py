"""Valid requests about purchase orders and capital."""

from __future__ import annotations

from tests.support.orders import an_order, capital
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from tests.surfaces.api.pieces import Asked


def purchase_orders_asked(shop: Shop) -> dict[str, Asked]:
    medicine = add_medicine(shop, "Cetirizine 10 mg tablet")
    supplier_id = a_supplier(shop, "PT Order Sehat", email="order@example.org")
    order_id = an_order(shop, medicine, supplier_id)
    capital(shop)
    body = {
        "supplier_id": str(supplier_id),
        "lines": [
            {
                "product_id": str(medicine.id),
                "pack_id": str(medicine.packs[100]),
                "packs": 1,
                "price": 1_000,
            }
        ],
    }
    at = f"/purchase-orders/{order_id}"
    return {
        "listPurchaseOrders": Asked("GET", "/purchase-orders?limit=1", writes=False),
        "placePurchaseOrder": Asked("POST", "/purchase-orders", body),
        "getPurchaseOrder": Asked("GET", at, writes=False),
        "printPurchaseOrder": Asked("GET", f"{at}/paper", writes=False),
        "sendPurchaseOrder": Asked("POST", f"{at}/sending"),
        "reviewOrderAnswer": Asked("POST", f"{at}/answer/review"),
        "cancelPurchaseOrder": Asked("POST", f"{at}/cancellation", {"reason": "late"}, edits=at),
        "beginReceiptOfOrder": Asked("POST", f"{at}/goods-receipts"),
        "getCapital": Asked("GET", "/capital", writes=False),
        "getCapitalDays": Asked(
            "GET", "/capital/days?first_on=2026-11-01&last_on=2026-11-27", writes=False
        ),
        "getCashProjection": Asked("GET", "/capital/projection?days=30", writes=False),
        "setCapitalFloor": Asked("POST", "/capital/floor", {"amount": 1, "reason": "rent"}),
    }
