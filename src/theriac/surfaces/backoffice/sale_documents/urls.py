"""Addresses of the documents' screens."""

from django.urls import path

from theriac.surfaces.backoffice.sale_documents.buyer import NameBuyer
from theriac.surfaces.backoffice.sale_documents.gst_return import GstReturnPage
from theriac.surfaces.backoffice.sale_documents.papers import (
    CreditNotePaper,
    CreditNotePdf,
    IssueCreditNote,
    IssueDocument,
    SaleDocumentPage,
    SaleDocumentPdf,
)
from theriac.surfaces.backoffice.sale_documents.requests import (
    CancelRequest,
    MarkSent,
    SendCreditNote,
    SendingDetail,
    SendingList,
    SendSale,
)
from theriac.surfaces.backoffice.sale_documents.template import (
    ChangeTemplate,
    RemoveLogo,
    SetLogo,
)

_SALE = "sales/<uuid:sale_id>/"
_NOTE = "sales/returns/<uuid:customer_return_id>/"
_REQUESTS = "sales/documents-to-send/"
_REQUEST = f"{_REQUESTS}<uuid:document_request_id>/"
_TEMPLATE = "settings/receipt-template/"
urlpatterns = [
    path(f"{_SALE}document/", SaleDocumentPage.as_view(), name="sale_document"),
    path(f"{_SALE}document/pdf/", SaleDocumentPdf.as_view(), name="sale_document_pdf"),
    path(f"{_SALE}document/issue/", IssueDocument.as_view(), name="sale_document_issue"),
    path(f"{_SALE}buyer/", NameBuyer.as_view(), name="sale_buyer"),
    path(f"{_SALE}send/", SendSale.as_view(), name="sale_document_send"),
    path(f"{_NOTE}paper/", CreditNotePaper.as_view(), name="customer_return_paper"),
    path(f"{_NOTE}pdf/", CreditNotePdf.as_view(), name="customer_return_pdf"),
    path(f"{_NOTE}issue/", IssueCreditNote.as_view(), name="customer_return_issue"),
    path(f"{_NOTE}send/", SendCreditNote.as_view(), name="customer_return_send"),
    path(_REQUESTS, SendingList.as_view(), name="document_request_list"),
    path(_REQUEST, SendingDetail.as_view(), name="document_request"),
    path(f"{_REQUEST}sent/", MarkSent.as_view(), name="document_request_sent"),
    path(f"{_REQUEST}cancel/", CancelRequest.as_view(), name="document_request_cancel"),
    path("books/gstr-1/", GstReturnPage.as_view(), name="gst_return"),
    path(_TEMPLATE, ChangeTemplate.as_view(), name="document_template"),
    path(f"{_TEMPLATE}logo/", SetLogo.as_view(), name="document_logo_set"),
    path(f"{_TEMPLATE}logo/remove/", RemoveLogo.as_view(), name="document_logo_remove"),
]
