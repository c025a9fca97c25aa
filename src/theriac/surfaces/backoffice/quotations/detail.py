"""A quotation on its page and on paper."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.money import Money
from theriac.core.paper.bills import PrintedBill
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.pack_words import count_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.terminals import get_terminal
from theriac.domains.quotations.commands.cancel import LONGEST_REASON, cancel_quotation
from theriac.domains.quotations.customers import credit_number_of
from theriac.domains.quotations.papers import quotation_bill
from theriac.domains.quotations.queries import (
    buyer_of,
    find_quotation,
    lines_of_quotation,
    standing_of,
)
from theriac.domains.sales.permissions import COPY_RECEIPT, SELL, VIEW_SALES
from theriac.domains.sales.queries.sold_goods import sale_numbers
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.quotations.words import STATES
from theriac.surfaces.backoffice.sale_documents.papers import Papered, PdfOnly, wishes_of
from theriac.surfaces.backoffice.sale_documents.requests import Sends
from theriac.surfaces.backoffice.sales.people import named_beside
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class QuotationScreen(OneScreen):
    """A screen of the quotation that the address names."""

    own_page = "backoffice:quotation_detail"
    among = ((gettext_lazy("Quotations"), "backoffice:quotation_list"),)
    quotation: One[Any] = One(
        "quotation_id",
        lambda at, key: find_quotation(actor=at.actor, quotation_id=key),
        missing=gettext_lazy("This quotation doesn’t exist. Choose one from the list."),
    )

    def name(self) -> Text:
        """Its number."""
        return str(self.quotation.number)


class QuotationDetail(QuotationScreen):
    """What was promised, to whom, until when, and what became of it."""

    permission = VIEW_SALES
    template_name = "backoffice/quotations/detail.html"

    def context(self) -> dict[str, Any]:
        row = self.quotation
        lines = lines_of_quotation(row.id)
        names = product_names(line.product_id for line in lines)
        terminal = get_terminal(row.terminal_id) if row.terminal_id else None
        taker = get_terminal(row.taken_by) if row.taken_by else None
        standing = standing_of(row)
        is_open = row.state == "issued"
        sold = row.sale_id if row.state == "converted" else None
        return {
            "quotation": row,
            "state": STATES.badge(standing),
            "buyer": buyer_of(row),
            "patient": named_beside(self.actor, BranchId(row.branch_id), row.patient_id),
            "credit_number": credit_number_of(self.actor, row),
            "person": names_of([row.issued_by]).get(row.issued_by, ""),
            "terminal": terminal.name if terminal else "",
            "taker": taker.name if is_open and taker else "",
            "sale_number": sale_numbers([sold]).get(sold, "") if sold else "",
            "lines": [_line(line, names, row.currency) for line in lines],
            "discount": Money(-row.discount, row.currency),
            "taxes": _taxes(lines, row.currency),
            "taxable": Money(sum(line.taxable for line in lines), row.currency),
            "rounding": Money(row.rounding, row.currency),
            "total": Money(row.total, row.currency),
            "may_cancel": is_open and self.actor.may(SELL, row.branch_id),
            **history_beside(self, row.id),
        }


class QuotationPapered(QuotationScreen, Papered):
    """A paper of the quotation."""

    pdf_page = "backoffice:quotation_pdf"
    below = True

    @property
    def key(self) -> UUID:
        quotation_id: UUID = self.quotation.id
        return quotation_id

    @cached_property
    def bill(self) -> PrintedBill:
        return quotation_bill(self.actor, self.key, self.paper)


class QuotationPaper(QuotationPapered):
    """The quotation as the customer gets it."""

    def page_title(self) -> Text:
        return _("Quotation %(number)s") % {"number": self.quotation.number}

    def context(self) -> dict[str, Any]:
        may_send = self.actor.may(COPY_RECEIPT, self.quotation.branch_id)
        send = reverse("backoffice:quotation_send", args=[self.key]) if may_send else ""
        return {**self.drawn(), "is_issued": True, "send": send, **wishes_of(self, self.key)}


class QuotationPdf(QuotationPapered, PdfOnly):
    """The quotation as PDF."""


class SendQuotation(Sends, QuotationPapered):
    """Ask that the quotation is sent."""

    kind = "quotation"

    @property
    def of_branch(self) -> UUID:
        branch_id: UUID = self.quotation.branch_id
        return branch_id


class CancelQuotation(QuotationScreen, ButtonScreen):
    """It holds no more."""

    calls = Calls(cancel_quotation, reason=at_most(LONGEST_REASON))
    done = gettext_lazy("Quotation cancelled.")

    @property
    def at_branch(self) -> Any:
        return self.quotation.branch_id


def _line(line: Any, names: Any, currency: str) -> dict[str, Any]:
    country = frame.pharmacy().country
    return {
        "position": line.position,
        "product": names.get(line.product_id, ""),
        "product_id": line.product_id,
        "count": count_of(line.pack.name, line.packs, country),
        "gross": Money(line.gross, currency),
        "discount": Money(-line.discount, currency) if line.discount else None,
        "total": Money(line.gross - line.discount, currency),
    }


def _taxes(lines: Any, currency: str) -> list[dict[str, Any]]:
    """Each tax of each rate over the lines."""
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for line in lines:
        for tax in line.taxes:
            sums[tax["code"], tax["rate_bp"]] += tax["amount"]
    return [
        {"code": code, "rate_bp": rate, "amount": Money(amount, currency)}
        for (code, rate), amount in sums.items()
    ]
