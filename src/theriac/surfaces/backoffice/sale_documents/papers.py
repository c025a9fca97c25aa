"""Papers of a sale and of a credit note: on the screen as they are printed, and as PDF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.files.images import image_format
from theriac.core.ids import parse_id
from theriac.core.paper.bills import PrintedBill
from theriac.core.paper.bills.sizes import BILL_PAPERS
from theriac.core.problems import Text
from theriac.countries.registry import profile_for
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import get_settings
from theriac.domains.sale_documents.commands.issue_credit_note import issue_credit_note
from theriac.domains.sale_documents.commands.issue_document import issue_document
from theriac.domains.sale_documents.papers import credit_bill, pdf_of, sale_bill
from theriac.domains.sale_documents.queries import buyers_of
from theriac.domains.sale_documents.requests.queries import requests_of
from theriac.domains.sale_documents.rules import has_no_buyer
from theriac.domains.sales.permissions import COPY_RECEIPT, SELL, VIEW_SALES
from theriac.integrations.lan.qr import modules_path
from theriac.surfaces.backoffice.customer_returns.detail import CreditNoteScreen
from theriac.surfaces.backoffice.sale_documents.words import CHANNELS, STATES
from theriac.surfaces.backoffice.sales.receipt import SaleReceiptScreen
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.markup.pdf import pdf_answer
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

CLASSES = {"58": "t-receipt-58", "80": "", "a5": "t-bill t-bill-a5", "a4": "t-bill"}
"""How each paper is drawn on the screen."""


def picture_in_page(content: bytes) -> str:
    """A picture as the address of itself, so that a page needs no request for it."""
    kind = image_format(content[:12])
    if kind is None:
        return ""
    return f"data:image/{kind.lower()};base64,{b64encode(content).decode()}"


class Papered(Screen):
    """A screen that draws a bill on the paper that the address asks for."""

    permission = VIEW_SALES
    template_name = "backoffice/sale_documents/paper.html"
    pdf_page: ClassVar[str]

    @property
    def paper(self) -> str:
        """As asked, else the width that the pharmacy's counters print on."""
        asked = self.request.GET.get("paper", "")
        if asked in BILL_PAPERS:
            return asked
        settings = get_settings()
        return str(settings.receipt_width_mm) if settings else "80"

    @cached_property
    def bill(self) -> PrintedBill:
        """What is drawn. Raises NotFound."""
        raise NotImplementedError

    @property
    def key(self) -> UUID:
        """The sale's or note's id."""
        raise NotImplementedError

    @property
    def issue_id(self) -> UUID | None:
        """What was issued, as the address says."""
        return parse_id(self.request.GET.get("issue", ""))

    def query(self, paper: str) -> str:
        """The address's end for a paper."""
        issue = f"&issue={self.issue_id}" if self.issue_id else ""
        return f"?paper={paper}{issue}"

    def drawn(self) -> dict[str, Any]:
        """The paper and the others that may be chosen."""
        code = self.bill.code
        side, path = modules_path(code) if code else (0, "")
        return {
            "bill": self.bill,
            "paper": BILL_PAPERS[self.paper],
            "paper_class": CLASSES[self.paper],
            "papers": [(one, self.query(one.code)) for one in BILL_PAPERS.values()],
            "pdf": reverse(self.pdf_page, args=[self.key]) + self.query(self.paper),
            "code_side": side,
            "code_path": path,
            "logo": picture_in_page(self.bill.logo),
        }


def wishes_of(screen: Screen, document_id: UUID) -> dict[str, Any]:
    """The wishes to send a document, for who may carry them out."""
    if not screen.actor.may_anywhere(COPY_RECEIPT):
        return {"requests": []}
    found = requests_of(actor=screen.actor, document_id=document_id)
    return {"requests": [(one, CHANNELS[one.channel], STATES.badge(one.state)) for one in found]}


class PdfOnly(Papered):
    """The same as a file."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it. Raises NotFound."""
        name = self.bill.number.replace("/", "-")
        return pdf_answer(pdf_of(self.bill, self.paper), name)


class SalePapered(SaleReceiptScreen, Papered):
    """A paper of the sale that the address names, marked as what was issued."""

    pdf_page = "backoffice:sale_document_pdf"

    @property
    def key(self) -> UUID:
        sale_id: UUID = self.receipt.sale.id
        return sale_id

    @cached_property
    def bill(self) -> PrintedBill:
        return sale_bill(self.actor, self.key, self.paper, self.issue_id)

    def page_title(self) -> Text:
        return _("Document %(number)s") % {"number": self.receipt.sale.number}

    def crumbs(self) -> Sequence[Crumb]:
        sale = self.receipt.sale
        return [
            Crumb(gettext_lazy("Sales"), reverse("backoffice:sale_list")),
            Crumb(sale.number, reverse("backoffice:sale_detail", args=[sale.id])),
        ]


class SaleDocumentPage(SalePapered):
    """The paper, who it is made out to, and what was asked to be sent."""

    def context(self) -> dict[str, Any]:
        sale = self.receipt.sale
        buyer = buyers_of([sale.id]).get(sale.id)
        profile = profile_for(frame.pharmacy().country)
        may_issue = self.actor.may(COPY_RECEIPT, sale.branch_id)
        return {
            **self.drawn(),
            "sale": sale,
            "is_issued": self.issue_id is not None,
            "issue": reverse("backoffice:sale_document_issue", args=[sale.id]),
            "buyer": buyer,
            "may_name": buyer is None and self.actor.may(SELL, sale.branch_id),
            "lacks_buyer": has_no_buyer(profile, buyer, sale.total, sale.business_on),
            "may_issue": may_issue,
            "send": reverse("backoffice:sale_document_send", args=[sale.id]) if may_issue else "",
            **wishes_of(self, sale.id),
        }


class SaleDocumentPdf(SalePapered, PdfOnly):
    """The paper of a sale as PDF."""


def _issued_at(screen: Screen, page: str, issue_id: UUID) -> str:
    """The paper's page with what was issued, on the paper that the button was pressed for."""
    paper = screen.request.POST.get("paper", "")
    return f"{page}?paper={paper if paper in BILL_PAPERS else '80'}&issue={issue_id}"


class IssueDocument(SaleReceiptScreen, ButtonScreen):
    """Hand the paper out: the original, or the next copy."""

    calls = Calls(issue_document)

    @property
    def at_branch(self) -> BranchId:
        return BranchId(self.receipt.sale.branch_id)

    def onward(self, result: UUID) -> str:
        page = reverse("backoffice:sale_document", args=[self.receipt.sale.id])
        return _issued_at(self, page, result)


class CreditPapered(CreditNoteScreen, Papered):
    """A paper of the credit note that the address names."""

    pdf_page = "backoffice:customer_return_pdf"
    below = True

    @property
    def key(self) -> UUID:
        note_id: UUID = self.note.id
        return note_id

    @cached_property
    def bill(self) -> PrintedBill:
        return credit_bill(self.actor, self.key, self.paper, self.issue_id)


class CreditNotePaper(CreditPapered):
    """The credit note as the customer gets it."""

    def page_title(self) -> Text:
        return _("Credit note %(number)s") % {"number": self.note.number}

    def context(self) -> dict[str, Any]:
        may_send = self.actor.may(COPY_RECEIPT, self.note.branch_id)
        send = reverse("backoffice:customer_return_send", args=[self.key]) if may_send else ""
        return {
            **self.drawn(),
            "is_issued": self.issue_id is not None,
            "may_issue": may_send,
            "issue": reverse("backoffice:customer_return_issue", args=[self.key]),
            "send": send,
            **wishes_of(self, self.key),
        }


class CreditNotePdf(CreditPapered, PdfOnly):
    """The credit note as PDF."""


class IssueCreditNote(CreditNoteScreen, ButtonScreen):
    """Hand the credit note out: the original, or the next copy."""

    calls = Calls(issue_credit_note)

    @property
    def at_branch(self) -> BranchId:
        return BranchId(self.note.branch_id)

    def onward(self, result: UUID) -> str:
        page = reverse("backoffice:customer_return_paper", args=[self.note.id])
        return _issued_at(self, page, result)
