"""Addresses of the screens of customers' returns."""

from django.urls import path

from theriac.surfaces.backoffice.customer_returns.detail import CreditNotePage
from theriac.surfaces.backoffice.customer_returns.lists import CustomerReturnList
from theriac.surfaces.backoffice.customer_returns.sale_return import ReturnFromSale
from theriac.surfaces.backoffice.customer_returns.unreceipted import ReturnWithoutReceipt

_ONE = "sales/returns/<uuid:customer_return_id>/"
urlpatterns = [
    path("sales/<uuid:sale_id>/return/", ReturnFromSale.as_view(), name="sale_return"),
    path("sales/returns/", CustomerReturnList.as_view(), name="customer_return_list"),
    path(
        "sales/returns/unreceipted/",
        ReturnWithoutReceipt.as_view(),
        name="customer_return_unreceipted",
    ),
    path(_ONE, CreditNotePage.as_view(), name="customer_return_detail"),
]
