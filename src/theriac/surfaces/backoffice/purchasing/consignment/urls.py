"""Addresses of the screens of payments for consigned goods."""

from django.urls import path

from theriac.surfaces.backoffice.purchasing.consignment.detail import (
    ConsignmentPayment,
    WithdrawConsignmentPayment,
)
from theriac.surfaces.backoffice.purchasing.consignment.lists import ConsignmentPaymentList
from theriac.surfaces.backoffice.purchasing.consignment.pay import PayConsignment

_ALL = "stock/consigned/payments/"
_ONE = f"{_ALL}<uuid:settlement_id>/"
urlpatterns = [
    path(_ALL, ConsignmentPaymentList.as_view(), name="consignment_payments"),
    path(_ONE, ConsignmentPayment.as_view(), name="consignment_payment"),
    path(f"{_ONE}withdraw/", WithdrawConsignmentPayment.as_view(), name="consignment_withdraw"),
    path(
        "stock/consigned/<uuid:supplier_id>/pay/",
        PayConsignment.as_view(),
        name="consignment_pay",
    ),
]
