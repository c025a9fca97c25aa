"""Addresses of the bins' screens."""

from django.urls import path

from theriac.surfaces.backoffice.stock.bins.bins import (
    AddBin,
    BinLabels,
    BinList,
    ChangeBin,
    SetHomeOfSelected,
)
from theriac.surfaces.backoffice.stock.bins.put_away import PutAway

urlpatterns = [
    path("stock/bins/", BinList.as_view(), name="bin_list"),
    path("stock/bins/add/", AddBin.as_view(), name="bin_add"),
    path("stock/bins/home/", SetHomeOfSelected.as_view(), name="products_home"),
    path("stock/bins/put/", PutAway.as_view(), name="bin_put"),
    path("stock/bins/labels/", BinLabels.as_view(), name="bin_labels"),
    path("stock/bins/<uuid:bin_id>/", ChangeBin.as_view(), name="bin_change"),
]
