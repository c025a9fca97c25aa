"""Addresses of stock's screens."""

from django.urls import path

from theriac.surfaces.backoffice.stock.batch import (
    BatchDetail,
    CorrectBatch,
    HoldBatch,
    ReleaseBatch,
)
from theriac.surfaces.backoffice.stock.batches import BatchList
from theriac.surfaces.backoffice.stock.bins.urls import urlpatterns as bins
from theriac.surfaces.backoffice.stock.card import StockCard, StockDocument
from theriac.surfaces.backoffice.stock.changes import (
    AdjustStock,
    ReverseMovement,
    WriteOffStock,
)
from theriac.surfaces.backoffice.stock.cold.urls import urlpatterns as cold
from theriac.surfaces.backoffice.stock.consigned.due import ConsignmentDue
from theriac.surfaces.backoffice.stock.counting.begin import BeginCount
from theriac.surfaces.backoffice.stock.counting.detail import CancelCount, CountDetail
from theriac.surfaces.backoffice.stock.counting.found import AddFoundBatch
from theriac.surfaces.backoffice.stock.counting.lists import CountList, PlanCounts
from theriac.surfaces.backoffice.stock.counting.phone import (
    CountPhone,
    CountPhoneData,
    CountPhoneEntries,
    CountPhoneManifest,
    CountPhoneWorker,
)
from theriac.surfaces.backoffice.stock.counting.sheet import CountPaper, CountSheet
from theriac.surfaces.backoffice.stock.counting.variances import (
    CountReport,
    CountVariances,
    PostCount,
)
from theriac.surfaces.backoffice.stock.expiry.board import ExpiryList
from theriac.surfaces.backoffice.stock.labels.printing import (
    BatchLabels,
    BatchLabelsPdf,
    DocumentLabels,
    DocumentLabelsPdf,
)
from theriac.surfaces.backoffice.stock.levels import StockList
from theriac.surfaces.backoffice.stock.minimum import SetMinimum
from theriac.surfaces.backoffice.stock.reserving.urls import urlpatterns as reserving
from theriac.surfaces.backoffice.stock.seeing.urls import urlpatterns as seeing
from theriac.surfaces.backoffice.stock.serials.urls import urlpatterns as serials
from theriac.surfaces.backoffice.stock.transfers.addresses import urlpatterns as transfers
from theriac.surfaces.backoffice.stock.watching.urls import urlpatterns as watching

_COUNT = "stock/counts/<uuid:count_id>/"
_PHONE = "stock/counts/phone/"
_BATCH = "stock/batches/<uuid:batch_id>/"
urlpatterns = [
    *transfers,
    path("stock/", StockList.as_view(), name="stock_list"),
    path("stock/batches/", BatchList.as_view(), name="stock_batches"),
    path("stock/consigned/", ConsignmentDue.as_view(), name="consignment_due"),
    path("stock/expiry/", ExpiryList.as_view(), name="stock_expiry"),
    path("stock/counts/", CountList.as_view(), name="count_list"),
    path("stock/counts/begin/", BeginCount.as_view(), name="count_begin"),
    path("stock/counts/plan/", PlanCounts.as_view(), name="count_plan"),
    path(_PHONE, CountPhone.as_view(), name="count_phone"),
    path(f"{_PHONE}data/", CountPhoneData.as_view(), name="count_phone_data"),
    path(f"{_PHONE}entries/", CountPhoneEntries.as_view(), name="count_phone_entries"),
    path(f"{_PHONE}manifest/", CountPhoneManifest.as_view(), name="count_phone_manifest"),
    path(f"{_PHONE}worker.js", CountPhoneWorker.as_view(), name="count_phone_worker"),
    path(_COUNT, CountDetail.as_view(), name="count_detail"),
    path(f"{_COUNT}sheet/", CountSheet.as_view(), name="count_sheet"),
    path(f"{_COUNT}paper/", CountPaper.as_view(), name="count_paper"),
    path(f"{_COUNT}found/", AddFoundBatch.as_view(), name="count_found"),
    path(f"{_COUNT}differences/", CountVariances.as_view(), name="count_variances"),
    path(f"{_COUNT}report/", CountReport.as_view(), name="count_report"),
    path(f"{_COUNT}post/", PostCount.as_view(), name="count_post"),
    path(f"{_COUNT}cancel/", CancelCount.as_view(), name="count_cancel"),
    path(_BATCH, BatchDetail.as_view(), name="stock_batch"),
    path(f"{_BATCH}adjust/", AdjustStock.as_view(), name="stock_adjust"),
    path(f"{_BATCH}write-off/", WriteOffStock.as_view(), name="stock_write_off"),
    path(f"{_BATCH}correct/", CorrectBatch.as_view(), name="stock_correct"),
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
    path("stock/minimum/<uuid:product_id>/", SetMinimum.as_view(), name="stock_minimum"),
    path(
        "stock/movements/<uuid:movement_id>/reverse/",
        ReverseMovement.as_view(),
        name="stock_reverse",
    ),
    path("stock/documents/<uuid:document_id>/", StockDocument.as_view(), name="stock_document"),
    *watching,
    *cold,
    *seeing,
    *bins,
    *serials,
    *reserving,
]
