"""Addresses of what a share shows. Everything but ``open`` is a ``Visit``."""

from django.urls import path

from theriac.surfaces.backoffice.shares.visitors.approvals import SharedApprovals
from theriac.surfaces.backoffice.shares.visitors.counts import SharedCount, SharedCounts
from theriac.surfaces.backoffice.shares.visitors.deliveries import (
    SharedReceipt,
    SharedReceipts,
    SharedReturn,
    SharedReturns,
)
from theriac.surfaces.backoffice.shares.visitors.destructions import (
    SharedDestruction,
    SharedDestructions,
)
from theriac.surfaces.backoffice.shares.visitors.entrance import Overview, open_share
from theriac.surfaces.backoffice.shares.visitors.recalls import SharedRecall, SharedRecalls
from theriac.surfaces.backoffice.shares.visitors.sales import SharedSale, SharedSales
from theriac.surfaces.backoffice.shares.visitors.seal import (
    SharedExport,
    SharedSeal,
    SharedVerifier,
)
from theriac.surfaces.backoffice.shares.visitors.stock import SharedStock
from theriac.surfaces.backoffice.shares.visitors.trail import SharedTrail
from theriac.surfaces.backoffice.shares.visitors.transfers import SharedTransfer, SharedTransfers

app_name = "shared"

urlpatterns = [
    path("", Overview.as_view(), name="overview"),
    path("open/", open_share, name="open"),
    path("sales/", SharedSales.as_view(), name="sales"),
    path("sales/<uuid:sale_id>/", SharedSale.as_view(), name="sale"),
    path("stock/", SharedStock.as_view(), name="stock"),
    path("receipts/", SharedReceipts.as_view(), name="receipts"),
    path("receipts/<uuid:document_id>/", SharedReceipt.as_view(), name="receipt"),
    path("returns/", SharedReturns.as_view(), name="returns"),
    path("returns/<uuid:document_id>/", SharedReturn.as_view(), name="return"),
    path("transfers/", SharedTransfers.as_view(), name="transfers"),
    path("transfers/<uuid:document_id>/", SharedTransfer.as_view(), name="transfer"),
    path("counts/", SharedCounts.as_view(), name="counts"),
    path("counts/<uuid:document_id>/", SharedCount.as_view(), name="count"),
    path("destructions/", SharedDestructions.as_view(), name="destructions"),
    path("destructions/<uuid:document_id>/", SharedDestruction.as_view(), name="destruction"),
    path("recalls/", SharedRecalls.as_view(), name="recalls"),
    path("recalls/<uuid:document_id>/", SharedRecall.as_view(), name="recall"),
    path("approvals/", SharedApprovals.as_view(), name="approvals"),
    path("trail/", SharedTrail.as_view(), name="trail"),
    path("seal/", SharedSeal.as_view(), name="seal"),
    path("seal/books.zip", SharedExport.as_view(), name="books"),
    path("seal/verify_books.py", SharedVerifier.as_view(), name="verifier"),
]
