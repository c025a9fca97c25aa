"""Addresses of capital."""

from django.urls import path

from theriac.surfaces.backoffice.capital.cash_flow import CashFlowScreen
from theriac.surfaces.backoffice.capital.floor import SetFloor
from theriac.surfaces.backoffice.capital.position import CapitalScreen

urlpatterns = [
    path("capital/", CapitalScreen.as_view(), name="capital"),
    path("capital/cash-flow/", CashFlowScreen.as_view(), name="cash_flow"),
    path("capital/minimum/", SetFloor.as_view(), name="floor"),
]
