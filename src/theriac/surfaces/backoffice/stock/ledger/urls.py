"""Addresses of the ledger's screens."""

from django.urls import path

from theriac.surfaces.backoffice.stock.ledger.movements import MovementList
from theriac.surfaces.backoffice.stock.ledger.other_branches import StockWhere
from theriac.surfaces.backoffice.stock.ledger.past_stock import PastStockList
from theriac.surfaces.backoffice.stock.ledger.proof import StockProofs
from theriac.surfaces.backoffice.stock.ledger.valuation import StockValueScreen

urlpatterns = [
    path("stock/movements/", MovementList.as_view(), name="stock_movements"),
    path("stock/past/", PastStockList.as_view(), name="stock_past"),
    path("stock/proof/", StockProofs.as_view(), name="stock_proof"),
    path("stock/value/", StockValueScreen.as_view(), name="stock_value"),
    path("stock/where/<uuid:product_id>/", StockWhere.as_view(), name="stock_where"),
]
