"""Valid requests about goods receipts."""

from __future__ import annotations

from uuid import UUID

from tests.support.delivery_invoices import invoice_uploaded
from tests.support.receipts import checked, goods, posted, written
from tests.support.shop import Medicine, Shop
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.suppliers import the_supplier
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.suppliers.ids import SupplierId


def the_receipt(shop: Shop, medicine: Medicine, state: str, key: str = "read") -> ReceiptId:
    """The receipt of this key, put into this state; made at first need."""
    found = GoodsReceipt.objects.filter(note=key, branch_id=shop.branch_id).first()
    if found is not None:
        return ReceiptId(found.id)
    supplier_id = SupplierId(the_supplier(shop))
    line = goods(shop, medicine, bonus_packs=1, price=41_000)
    receipt_id = written(shop, supplier_id, line, note=key)
    if state != "draft":
        checked(shop, receipt_id)
    if state == "posted":
        posted(shop, receipt_id)
    return receipt_id


def the_read_receipt(shop: Shop) -> UUID:
    """The only draft that waits for the document engine; made at first need."""
    rows = GoodsReceipt.objects.filter(file_key__isnull=False, branch_id=shop.branch_id)
    found: UUID | None = rows.values_list("id", flat=True).first()
    return found or invoice_uploaded(shop)


def receipt_reads(shop: Shop, medicine: Medicine) -> dict[str, str]:
    return {
        "listGoodsReceipts": "/goods-receipts?state=posted&text=mlt&limit=1",
        "getGoodsReceipt": f"/goods-receipts/{the_receipt(shop, medicine, 'posted')}",
        "getReadInvoice": f"/goods-receipts/{the_read_receipt(shop)}/read-invoice",
        "listBonuses": f"/goods-receipts/bonuses?supplier_id={the_supplier(shop)}",
    }


def receipt_writes(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    def at(state: str, key: str) -> str:
        return f"/goods-receipts/{the_receipt(shop, medicine, state, key)}"

    draft, lined, head_of = at("draft", "lines"), at("draft", "changed"), at("draft", "head")
    line, gone = _line_of(draft), _line_of(lined)
    fit, back, priced = at("draft", "check"), at("checked", "reopen"), at("checked", "prices")
    ready, done = at("checked", "post"), at("posted", "reverse")
    once = at("draft", "receive")
    head = {"supplier_id": str(the_supplier(shop)), "delivery_note": "SJ-9", "freight": 1000}
    came = written_line(shop, medicine)
    price = {"line_id": str(_line_of(priced)), "price": 66_000}
    read = f"/goods-receipts/{the_read_receipt(shop)}"
    why = {"reason": "wrong supplier"}
    return {
        "addDeliveryInvoiceFile": Asked("POST", "/goods-receipts/files", file="table", form={}),
        "checkReadInvoice": Asked("PUT", f"{read}/read-invoice", {"head": {}}, edits=read),
        "beginGoodsReceipt": Asked("POST", "/goods-receipts", {**head, "lines": [came]}),
        "changeGoodsReceipt": Asked("PUT", head_of, head, edits=head_of),
        "readGoodsScan": Asked("POST", f"{draft}/scan", {"code": "12345"}, writes=False),
        "addGoodsLine": Asked("POST", f"{draft}/lines", came),
        "changeGoodsLine": Asked("PUT", f"{draft}/lines/{line}", came),
        "removeGoodsLine": Asked("POST", f"{lined}/lines/{gone}/removal"),
        "setInvoiceLines": Asked("PUT", f"{draft}/invoice-lines", {"lines": [{"name": "Sanmol"}]}),
        "checkGoodsReceipt": Asked("POST", f"{fit}/check", {"accept_short": True}, edits=fit),
        "reopenGoodsReceipt": Asked("POST", f"{back}/reopening", edits=back),
        "confirmGoodsPrices": Asked("POST", f"{priced}/prices", {"prices": [price]}, edits=priced),
        "postGoodsReceipt": Asked("POST", f"{ready}/posting", {}, edits=ready),
        "receiveGoods": Asked("POST", f"{once}/receiving", {}, edits=once),
        "reverseGoodsReceipt": Asked("POST", f"{done}/reversal", why, edits=done),
    }


def written_line(shop: Shop, medicine: Medicine) -> dict[str, object]:
    """A line as a program sends it."""
    line = goods(shop, medicine, packs=1, batch_number="KF-09")
    return {
        "product_id": str(line.product_id),
        "pack_id": str(line.pack_id),
        "packs": 1,
        "bonus_packs": 1,
        "batch_number": line.batch_number,
        "expires_on": line.expires_on.isoformat() if line.expires_on else None,
        "price": 40_000,
    }


def _line_of(address: str) -> UUID:
    rows = GoodsReceiptLine.objects.filter(receipt_id=UUID(address[-36:]))
    key: UUID = rows.values_list("id", flat=True).get()
    return key


def terms_writes(shop: Shop) -> dict[str, Asked]:
    """The rules of receiving, set."""
    margin = {"group": "free", "basis": "list", "margin_bp": 2000, "step": 100}
    return {
        "getReceivingTerms": Asked("GET", "/receiving-terms", writes=False),
        "setShortDays": Asked("PUT", "/receiving-terms/short-days", {"short_days": 120}),
        "setSellingMargin": Asked(
            "PUT", "/receiving-terms/margins", {**margin, "valid_from": shop.today.isoformat()}
        ),
    }
