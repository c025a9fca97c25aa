"""Addresses of the portal. Each is a ``PortalScreen``."""

from django.urls import path

from theriac.surfaces.backoffice.suppliers.portal.account import PortalAccount, PortalDevices
from theriac.surfaces.backoffice.suppliers.portal.orders import (
    PortalHome,
    PortalOrderPage,
    PortalOrderPdf,
)
from theriac.surfaces.backoffice.suppliers.portal.price_lists import PriceLists

app_name = "portal"

urlpatterns = [
    path("", PortalHome.as_view(), name="home"),
    path("orders/<uuid:order_id>/", PortalOrderPage.as_view(), name="order"),
    path("orders/<uuid:order_id>/pdf/", PortalOrderPdf.as_view(), name="order_pdf"),
    path("price-lists/", PriceLists.as_view(), name="price_lists"),
    path("account/", PortalAccount.as_view(), name="account"),
    path("account/devices/", PortalDevices.as_view(), name="devices"),
]
