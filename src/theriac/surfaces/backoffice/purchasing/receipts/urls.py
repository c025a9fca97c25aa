"""Addresses of the goods receipts."""

from django.urls import path

from theriac.surfaces.backoffice.purchasing.receipts.detail import AddLines, ReceiptDetail
from theriac.surfaces.backoffice.purchasing.receipts.grid import ReceiptFind, ReceiptPaste
from theriac.surfaces.backoffice.purchasing.receipts.head import (
    BeginReceipt,
    EditReceipt,
    ReceiveBefore,
)
from theriac.surfaces.backoffice.purchasing.receipts.invoice import ReceiptInvoice
from theriac.surfaces.backoffice.purchasing.receipts.lines import EditLine, RemoveLine
from theriac.surfaces.backoffice.purchasing.receipts.lists import BonusList, ReceiptList
from theriac.surfaces.backoffice.purchasing.receipts.over_order import PostOverOrder
from theriac.surfaces.backoffice.purchasing.receipts.read import (
    CheckInvoice,
    InvoicePage,
    ReadInvoiceAgain,
    UploadInvoices,
)
from theriac.surfaces.backoffice.purchasing.receipts.read_grid import CheckedFind, CheckedPaste
from theriac.surfaces.backoffice.purchasing.receipts.states import (
    CheckReceipt,
    ConfirmPrices,
    DiscardReceipt,
    PostReceipt,
    ReceiveAtOnce,
    ReopenReceipt,
    ReverseReceipt,
)
from theriac.surfaces.backoffice.purchasing.receipts.terms import ReceivingRules, ShortDays

_AT = "receipts/<uuid:receipt_id>/"
_LINE = f"{_AT}lines/<uuid:line_id>/"
urlpatterns = [
    path("stock/receive/", ReceiveBefore.as_view(), name="stock_receive"),
    path("receipts/", ReceiptList.as_view(), name="receipt_list"),
    path("receipts/new/", BeginReceipt.as_view(), name="receipt_new"),
    path("receipts/bonuses/", BonusList.as_view(), name="receipt_bonuses"),
    path("receipts/rules/", ReceivingRules.as_view(), name="receipt_terms"),
    path("receipts/rules/short/", ShortDays.as_view(), name="receipt_short_days"),
    path("receipts/invoices/new/", UploadInvoices.as_view(), name="receipt_upload"),
    path("receipts/read/find/", CheckedFind.as_view(), name="receipt_read_find"),
    path("receipts/read/paste/", CheckedPaste.as_view(), name="receipt_read_paste"),
    path("receipts/find/", ReceiptFind.as_view(), name="receipt_find"),
    path("receipts/paste/", ReceiptPaste.as_view(), name="receipt_paste"),
    path(_AT, ReceiptDetail.as_view(), name="receipt_detail"),
    path(f"{_AT}head/", EditReceipt.as_view(), name="receipt_edit"),
    path(f"{_AT}lines/", AddLines.as_view(), name="receipt_lines"),
    path(_LINE, EditLine.as_view(), name="receipt_line"),
    path(f"{_LINE}remove/", RemoveLine.as_view(), name="receipt_line_remove"),
    path(f"{_AT}invoice/", ReceiptInvoice.as_view(), name="receipt_invoice"),
    path(f"{_AT}read/", CheckInvoice.as_view(), name="receipt_read"),
    path(f"{_AT}read/again/", ReadInvoiceAgain.as_view(), name="receipt_read_again"),
    path(f"{_AT}page/", InvoicePage.as_view(), name="receipt_page"),
    path(f"{_AT}check/", CheckReceipt.as_view(), name="receipt_check"),
    path(f"{_AT}reopen/", ReopenReceipt.as_view(), name="receipt_reopen"),
    path(f"{_AT}discard/", DiscardReceipt.as_view(), name="receipt_discard"),
    path(f"{_AT}prices/", ConfirmPrices.as_view(), name="receipt_prices"),
    path(f"{_AT}post/", PostReceipt.as_view(), name="receipt_post"),
    path(f"{_AT}at-once/", ReceiveAtOnce.as_view(), name="receipt_at_once"),
    path(f"{_AT}reverse/", ReverseReceipt.as_view(), name="receipt_reverse"),
    path(
        "receipts/<uuid:receipt_id>/over-order/", PostOverOrder.as_view(), name="receipt_over_order"
    ),
]
