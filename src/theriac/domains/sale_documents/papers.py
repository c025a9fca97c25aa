"""Papers for who may see the sale: as bills, and as PDF."""

from __future__ import annotations

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.paper.bills import PrintedBill
from theriac.core.paper.bills.drawn import drawn_bill
from theriac.core.paper.bills.sizes import BILL_PAPERS
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.organisation.queries.branches import get_settings
from theriac.domains.sale_documents.bills.words import bill_of
from theriac.domains.sale_documents.bills.written import PaperLook
from theriac.domains.sale_documents.credit_papers import credit_document
from theriac.domains.sale_documents.documents import DocumentOfSale
from theriac.domains.sale_documents.queries import Issue, get_credit_issue, get_issue
from theriac.domains.sale_documents.sale_papers import sale_document
from theriac.domains.sale_documents.templates import logo_of, own_part


def sale_bill(actor: Actor, sale_id: UUID, paper: str, issue_id: UUID | None = None) -> PrintedBill:
    """The sale on this paper, marked as what was issued, or for viewing only where nothing was.

    Raises NotFound for a sale or an issue that the actor may not see, Unprocessable for an unknown
    paper.
    """
    document = sale_document(actor=actor, sale_id=sale_id)
    if document is None:
        raise NotFound(_("This sale doesn’t exist. Choose one from the list."), sale_id=sale_id)
    issue = None
    if issue_id is not None:
        issue = _issued(get_issue(actor=actor, sale_id=sale_id, issue_id=issue_id))
    return drawn_document(actor, document, paper, _mark(document, issue))


def _issued(found: Issue | None) -> Issue:
    if found is None:
        raise NotFound(_("This document wasn’t issued. Issue it again."))
    return found


def credit_bill(
    actor: Actor, return_id: UUID, paper: str, issue_id: UUID | None = None
) -> PrintedBill:
    """The credit note on this paper, marked as ``sale_bill`` does. Raises as that does."""
    document = credit_document(actor=actor, return_id=return_id)
    if document is None:
        raise NotFound(_("This credit note doesn’t exist. Choose one from the list."))
    issue = None
    if issue_id is not None:
        issue = _issued(get_credit_issue(actor=actor, return_id=return_id, issue_id=issue_id))
    return drawn_document(actor, document, paper, _mark(document, issue))


def pdf_of(bill: PrintedBill, paper: str) -> bytes:
    """The bill on the paper that it was made for."""
    return drawn_bill(bill, paper)


def drawn_document(actor: Actor, document: DocumentOfSale, paper: str, mark: str) -> PrintedBill:
    """Any document on a paper. Raises Unprocessable for an unknown paper."""
    if paper not in BILL_PAPERS:
        raise Unprocessable(_("Choose a paper from the list."), field="paper")
    own = own_part(get_settings())
    is_sheet = not BILL_PAPERS[paper].is_roll
    return bill_of(document, PaperLook(own, logo_of(actor, own), mark, is_sheet=is_sheet))


def _mark(document: DocumentOfSale, issue: Issue | None) -> str:
    with translation.override(document.language):
        if issue is None:
            return _("FOR VIEWING ONLY")
        return "" if issue.is_original else _("COPY %(number)s") % {"number": issue.copy}
