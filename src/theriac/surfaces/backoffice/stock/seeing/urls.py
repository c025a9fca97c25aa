"""Addresses of the screens that see stock."""

from django.urls import path

from theriac.surfaces.backoffice.stock.seeing.cover import StockCover
from theriac.surfaces.backoffice.stock.seeing.movements import MovementList
from theriac.surfaces.backoffice.stock.seeing.past import PastStock
from theriac.surfaces.backoffice.stock.seeing.proof import StockProofs
from theriac.surfaces.backoffice.stock.seeing.value import StockValue
from theriac.surfaces.backoffice.stock.seeing.where import StockWhere

urlpatterns = [
    path("stock/movements/", MovementList.as_view(), name="stock_movements"),
    path("stock/past/", PastStock.as_view(), name="stock_past"),
    path("stock/proof/", StockProofs.as_view(), name="stock_proof"),
    path("stock/value/", StockValue.as_view(), name="stock_value"),
    path("stock/cover/", StockCover.as_view(), name="stock_cover"),
    path("stock/where/<uuid:product_id>/", StockWhere.as_view(), name="stock_where"),
]
