"""Addresses of what a share shows. Everything but ``open`` is a ``Visit``."""

from django.urls import path

from theriac.surfaces.backoffice.shares.visitors.entrance import Overview, open_share
from theriac.surfaces.backoffice.shares.visitors.sales import SharedSale, SharedSales
from theriac.surfaces.backoffice.shares.visitors.seal import (
    SharedExport,
    SharedSeal,
    SharedVerifier,
)
from theriac.surfaces.backoffice.shares.visitors.stock import SharedStock
from theriac.surfaces.backoffice.shares.visitors.trail import SharedTrail

app_name = "shared"

urlpatterns = [
    path("", Overview.as_view(), name="overview"),
    path("open/", open_share, name="open"),
    path("sales/", SharedSales.as_view(), name="sales"),
    path("sales/<uuid:sale_id>/", SharedSale.as_view(), name="sale"),
    path("stock/", SharedStock.as_view(), name="stock"),
    path("trail/", SharedTrail.as_view(), name="trail"),
    path("seal/", SharedSeal.as_view(), name="seal"),
    path("seal/books.zip", SharedExport.as_view(), name="books"),
    path("seal/verify_books.py", SharedVerifier.as_view(), name="verifier"),
]
