"""Valid requests of a supplier's own program."""

from __future__ import annotations

from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.suppliers import the_supplier
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.suppliers.commands.keys import issue_supplier_key


def supplier_feed_asked(shop: Shop) -> dict[str, Asked]:
    """Each by the key of the supplier of the first order, else of the first supplier."""
    order = PurchaseOrder.objects.filter(branch_id=shop.branch_id).order_by("id").first()
    issued = issue_supplier_key(
        actor=shop.owner,
        branch_id=shop.branch_id,
        supplier_id=order.supplier_id if order else the_supplier(shop),
        name="Their program",
    )
    token = issued.secret
    at = f"/supplier/orders/{order.id if order else shop.branch_id}"
    body = {"lines": [{"text": "PARACETAMOL 500MG", "price": 41_000}]}
    lists = "/supplier/price-lists"
    return {
        "listSuppliedOrders": Asked("GET", "/supplier/orders", writes=False, token=token),
        "getSuppliedOrder": Asked("GET", at, writes=False, token=token),
        "listPriceLists": Asked("GET", lists, writes=False, token=token),
        "sendPriceList": Asked("POST", lists, body, token=token),
        "sendPriceListFile": Asked("POST", f"{lists}/files", file="table", form={}, token=token),
    }
