"""Addresses of lost sales."""

from django.urls import path

from theriac.surfaces.backoffice.unmet_requests.detail import (
    DismissUnmetRequest,
    UnmetRequestDetail,
    WantUnmetRequest,
)
from theriac.surfaces.backoffice.unmet_requests.lists import UnmetRequestList
from theriac.surfaces.backoffice.unmet_requests.products import AskedProductList

_ONE = "stock/unmet-requests/<uuid:unmet_request_id>/"
urlpatterns = [
    path("stock/unmet-requests/", UnmetRequestList.as_view(), name="unmet_request_list"),
    path("stock/unmet-requests/products/", AskedProductList.as_view(), name="asked_products"),
    path(_ONE, UnmetRequestDetail.as_view(), name="unmet_request_detail"),
    path(f"{_ONE}want/", WantUnmetRequest.as_view(), name="unmet_request_want"),
    path(f"{_ONE}dismiss/", DismissUnmetRequest.as_view(), name="unmet_request_dismiss"),
]
