"""Addresses of stock's screens."""

from django.urls import path

from theriac.surfaces.backoffice.stock.batch import (
    BatchDetail,
    CorrectBatch,
    HoldBatch,
    ReleaseBatch,
)
from theriac.surfaces.backoffice.stock.batches import BatchList
from theriac.surfaces.backoffice.stock.card import StockCard, StockDocument
from theriac.surfaces.backoffice.stock.changes import (
    AdjustStock,
    ReverseMovement,
    WriteOffStock,
)
from theriac.surfaces.backoffice.stock.levels import StockList
from theriac.surfaces.backoffice.stock.minimum import SetMinimum
from theriac.surfaces.backoffice.stock.receive import (
    ReceiveFind,
    ReceiveLine,
    ReceiveNothing,
    ReceiveStock,
)

_BATCH = "stock/batches/<uuid:batch_id>/"
urlpatterns = [
    path("stock/", StockList.as_view(), name="stock_list"),
    path("stock/batches/", BatchList.as_view(), name="stock_batches"),
    path(_BATCH, BatchDetail.as_view(), name="stock_batch"),
    path(f"{_BATCH}adjust/", AdjustStock.as_view(), name="stock_adjust"),
    path(f"{_BATCH}write-off/", WriteOffStock.as_view(), name="stock_write_off"),
    path(f"{_BATCH}correct/", CorrectBatch.as_view(), name="stock_correct"),
    path(f"{_BATCH}hold/", HoldBatch.as_view(), name="stock_hold"),
    path(f"{_BATCH}release/", ReleaseBatch.as_view(), name="stock_release"),
    path("stock/card/<uuid:product_id>/", StockCard.as_view(), name="stock_card"),
    path("stock/minimum/<uuid:product_id>/", SetMinimum.as_view(), name="stock_minimum"),
    path(
        "stock/movements/<uuid:movement_id>/reverse/",
        ReverseMovement.as_view(),
        name="stock_reverse",
    ),
    path("stock/documents/<uuid:document_id>/", StockDocument.as_view(), name="stock_document"),
    path("stock/receive/", ReceiveStock.as_view(), name="stock_receive"),
    path("stock/receive/find/", ReceiveFind.as_view(), name="stock_receive_find"),
    path("stock/receive/line/", ReceiveLine.as_view(), name="stock_receive_line"),
    path("stock/receive/nothing/", ReceiveNothing.as_view(), name="stock_receive_nothing"),
]
