"""Addresses of quotations."""

from django.urls import path

from theriac.surfaces.backoffice.quotations.detail import (
    CancelQuotation,
    QuotationDetail,
    QuotationPaper,
    QuotationPdf,
    SendQuotation,
)
from theriac.surfaces.backoffice.quotations.lists import QuotationList

_ONE = "sales/quotations/<uuid:quotation_id>/"
urlpatterns = [
    path("sales/quotations/", QuotationList.as_view(), name="quotation_list"),
    path(_ONE, QuotationDetail.as_view(), name="quotation_detail"),
    path(f"{_ONE}paper/", QuotationPaper.as_view(), name="quotation_paper"),
    path(f"{_ONE}pdf/", QuotationPdf.as_view(), name="quotation_pdf"),
    path(f"{_ONE}send/", SendQuotation.as_view(), name="quotation_send"),
    path(f"{_ONE}cancel/", CancelQuotation.as_view(), name="quotation_cancel"),
]
