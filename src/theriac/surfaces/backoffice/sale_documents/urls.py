"""Addresses of the documents' screens."""

from django.urls import path

from theriac.surfaces.backoffice.sale_documents.buyer import NameBuyer, SendDocument
from theriac.surfaces.backoffice.sale_documents.gst_return import GstReturnPage
from theriac.surfaces.backoffice.sale_documents.papers import (
    CreditNotePaper,
    CreditNotePdf,
    IssueDocument,
    SaleDocumentPage,
    SaleDocumentPdf,
)
from theriac.surfaces.backoffice.sale_documents.template import (
    ChangeTemplate,
    RemoveLogo,
    SetLogo,
)

_SALE = "sales/<uuid:sale_id>/"
_NOTE = "sales/returns/<uuid:customer_return_id>/"
_TEMPLATE = "settings/receipt-template/"
urlpatterns = [
    path(f"{_SALE}document/", SaleDocumentPage.as_view(), name="sale_document"),
    path(f"{_SALE}document/pdf/", SaleDocumentPdf.as_view(), name="sale_document_pdf"),
    path(f"{_SALE}document/issue/", IssueDocument.as_view(), name="sale_document_issue"),
    path(f"{_SALE}buyer/", NameBuyer.as_view(), name="sale_buyer"),
    path(f"{_SALE}send/", SendDocument.as_view(), name="sale_document_send"),
    path(f"{_NOTE}paper/", CreditNotePaper.as_view(), name="customer_return_paper"),
    path(f"{_NOTE}pdf/", CreditNotePdf.as_view(), name="customer_return_pdf"),
    path("books/gstr-1/", GstReturnPage.as_view(), name="gst_return"),
    path(_TEMPLATE, ChangeTemplate.as_view(), name="document_template"),
    path(f"{_TEMPLATE}logo/", SetLogo.as_view(), name="document_logo_set"),
    path(f"{_TEMPLATE}logo/remove/", RemoveLogo.as_view(), name="document_logo_remove"),
]
