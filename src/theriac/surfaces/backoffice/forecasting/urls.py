"""Addresses of demand, and of what is needed of it."""

from django.urls import path

from theriac.surfaces.backoffice.forecasting.demand import DemandScreen
from theriac.surfaces.backoffice.forecasting.needs import (
    NeedList,
    WantSelectedNeeds,
    WantSupplierNeeds,
)

_NEEDS = "purchasing/needs/"
urlpatterns = [
    path("stock/demand/<uuid:product_id>/", DemandScreen.as_view(), name="product_demand"),
    path(_NEEDS, NeedList.as_view(), name="need_list"),
    path(f"{_NEEDS}want/", WantSelectedNeeds.as_view(), name="needs_want"),
    path(
        f"{_NEEDS}suppliers/<uuid:supplier_id>/want/",
        WantSupplierNeeds.as_view(),
        name="needs_want_supplier",
    ),
]
