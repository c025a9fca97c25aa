"""Addresses of stock's screens."""

from django.urls import path

from theriac.surfaces.backoffice.stock.batches.detail import BatchDetail
from theriac.surfaces.backoffice.stock.batches.edits import (
    CorrectBatch,
    HoldBatch,
    PriceBatch,
    ReleaseBatch,
)
from theriac.surfaces.backoffice.stock.batches.lists import BatchList
from theriac.surfaces.backoffice.stock.bins.urls import urlpatterns as bins
from theriac.surfaces.backoffice.stock.card import StockCard, StockDocument
from theriac.surfaces.backoffice.stock.changes import (
    AdjustStock,
    ReverseMovement,
    WriteOffStock,
)
from theriac.surfaces.backoffice.stock.consigned import ConsignmentDueScreen
from theriac.surfaces.backoffice.stock.labels import (
    BatchLabels,
    BatchLabelsPdf,
    DocumentLabels,
    DocumentLabelsPdf,
)
from theriac.surfaces.backoffice.stock.ledger.urls import urlpatterns as ledger
from theriac.surfaces.backoffice.stock.levels import StockList
from theriac.surfaces.backoffice.stock.opening_stock import (
    EnterOpeningStock,
    OpeningFind,
    OpeningPaste,
)
from theriac.surfaces.backoffice.stock.reservations.urls import urlpatterns as reservations

_BATCH = "stock/batches/<uuid:batch_id>/"
urlpatterns = [
    path("stock/", StockList.as_view(), name="stock_list"),
    path("stock/batches/", BatchList.as_view(), name="stock_batches"),
    path("stock/opening/", EnterOpeningStock.as_view(), name="opening_stock"),
    path("stock/opening/find/", OpeningFind.as_view(), name="opening_find"),
    path("stock/opening/paste/", OpeningPaste.as_view(), name="opening_paste"),
    path("stock/consigned/", ConsignmentDueScreen.as_view(), name="consignment_due"),
    path(_BATCH, BatchDetail.as_view(), name="stock_batch"),
    path(f"{_BATCH}adjust/", AdjustStock.as_view(), name="stock_adjust"),
    path(f"{_BATCH}write-off/", WriteOffStock.as_view(), name="stock_write_off"),
    path(f"{_BATCH}correct/", CorrectBatch.as_view(), name="stock_correct"),
    path(f"{_BATCH}price/", PriceBatch.as_view(), name="stock_price"),
    path(f"{_BATCH}hold/", HoldBatch.as_view(), name="stock_hold"),
    path(f"{_BATCH}release/", ReleaseBatch.as_view(), name="stock_release"),
    path(f"{_BATCH}labels/", BatchLabels.as_view(), name="stock_labels"),
    path(f"{_BATCH}labels.pdf", BatchLabelsPdf.as_view(), name="stock_labels_pdf"),
    path(
        "stock/documents/<uuid:document_id>/labels.pdf",
        DocumentLabelsPdf.as_view(),
        name="stock_document_pdf",
    ),
    path(
        "stock/documents/<uuid:document_id>/labels/",
        DocumentLabels.as_view(),
        name="stock_document_labels",
    ),
    path("stock/card/<uuid:product_id>/", StockCard.as_view(), name="stock_card"),
    path(
        "stock/movements/<uuid:movement_id>/reverse/",
        ReverseMovement.as_view(),
        name="stock_reverse",
    ),
    path("stock/documents/<uuid:document_id>/", StockDocument.as_view(), name="stock_document"),
    *ledger,
    *bins,
    *reservations,
]
