"""Addresses of the staff's screens of customers."""

from django.urls import path

from theriac.surfaces.backoffice.customers.lists import (
    BlockCustomer,
    CustomerDetail,
    CustomerList,
)

urlpatterns = [
    path("customers/", CustomerList.as_view(), name="customer_list"),
    path("customers/<uuid:customer_id>/", CustomerDetail.as_view(), name="customer_detail"),
    path("customers/<uuid:customer_id>/block/", BlockCustomer.as_view(), name="customer_block"),
]
