"""Addresses of demand."""

from django.urls import path

from theriac.surfaces.backoffice.forecasting.demand import DemandScreen

urlpatterns = [
    path("stock/demand/<uuid:product_id>/", DemandScreen.as_view(), name="product_demand"),
]
