"""Addresses of bills and payments."""

from django.urls import path

from theriac.surfaces.backoffice.purchasing.payments.bill import (
    BillDetail,
    CancelOpeningBill,
    NewOpeningBill,
)
from theriac.surfaces.backoffice.purchasing.payments.bills import (
    BillList,
    PaySelected,
    PaySelectedInCash,
)
from theriac.surfaces.backoffice.purchasing.payments.payment import (
    PayBill,
    SupplierPaymentDetail,
    SupplierPaymentList,
    WithdrawSupplierPayment,
)

_PAYMENT = "bills/payments/<uuid:payment_id>/"
urlpatterns = [
    path("bills/", BillList.as_view(), name="bill_list"),
    path("bills/paid/", PaySelected.as_view(), name="bills_paid"),
    path("bills/paid-in-cash/", PaySelectedInCash.as_view(), name="bills_paid_cash"),
    path("bills/new/", NewOpeningBill.as_view(), name="bill_new"),
    path("bills/<uuid:bill_id>/", BillDetail.as_view(), name="bill_detail"),
    path("bills/<uuid:bill_id>/cancel/", CancelOpeningBill.as_view(), name="bill_cancel"),
    path("bills/<uuid:bill_id>/pay/", PayBill.as_view(), name="bill_pay"),
    path("bills/payments/", SupplierPaymentList.as_view(), name="payment_list"),
    path(_PAYMENT, SupplierPaymentDetail.as_view(), name="supplier_payment"),
    path(
        f"{_PAYMENT}withdraw/", WithdrawSupplierPayment.as_view(), name="supplier_payment_withdraw"
    ),
]
