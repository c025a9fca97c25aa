"""An account's statement: on the screen, as a file, on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.domains.credit.paper import CreditPaper, spaced, statement_pdf
from theriac.domains.credit.permissions import VIEW_CREDIT
from theriac.domains.credit.queries.statement import (
    CreditLine,
    CreditStatement,
    credit_statement,
)
from theriac.domains.credit.words import AGES, ENTRY_KINDS
from theriac.domains.prescriptions.papers.sources import paper_head
from theriac.surfaces.backoffice.books.period import DaysFilters, OverDays
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.credit.detail import OfCredit, OneCredit
from theriac.surfaces.backoffice.credit.words import money_words
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.markup.pdf import pdf_answer
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class StatementRow:
    """An entry in words."""

    line: CreditLine
    position: int

    @property
    def pk(self) -> UUID:
        """Its id."""
        return self.line.entry.id

    @property
    def day(self) -> date:
        return self.line.entry.booked_on

    @property
    def words(self) -> str:
        """Its day."""
        return shown.local_date(self.day)

    @property
    def document(self) -> str:
        """What it was, and its number."""
        entry = self.line.entry
        return f"{ENTRY_KINDS[entry.kind]} {entry.number}".strip()

    @property
    def charge(self) -> Money | None:
        amount = self.line.entry.amount
        return money(amount) if amount > 0 else None

    @property
    def payment(self) -> Money | None:
        amount = self.line.entry.amount
        return money(-amount) if amount < 0 else None

    @property
    def after(self) -> Money | None:
        return money(self.line.after)

    @property
    def pays(self) -> str:
        """Which documents a payment paid."""
        return ", ".join(one.charge.number for one in self.line.paid)


class StatementTable(ListTable):
    """The document, its day, and the balance after it."""

    document = NameColumn(
        verbose_name=_("Document"), accessor="document", note=lambda row: row.pays
    )
    day = TextColumn(verbose_name=_("Date"), accessor="words", label=_("Date"))
    charge = MoneyColumn(verbose_name=_("Charge"), label=_("Charge"))
    payment = MoneyColumn(verbose_name=_("Payment"), label=_("Payment"))
    after = MoneyColumn(verbose_name=_("Balance"), label=_("Balance"))


class _Statement(OverDays, OneCredit):
    """The account's statement over the days that the address says."""

    @cached_property
    def statement(self) -> CreditStatement:
        """What is told of these days."""
        first_on, last_on = self.days
        return credit_statement(
            actor=self.actor,
            branch_id=self.branch,
            account_id=self.account.id,
            first_on=first_on,
            last_on=last_on,
        )


class CreditStatementScreen(_Statement, GatheredList):
    """Each document of a period with the balance after it, as a list and a file."""

    permission = VIEW_CREDIT
    template_name = "backoffice/credit/statement.html"
    title = _("Account statement")
    below = True
    counted = ngettext_lazy("%(count)s document", "%(count)s documents", "count")
    table_class = StatementTable
    filterset_class = DaysFilters
    sorts = {"day": Sort(_("Date"), ())}
    orders = {"day": lambda row: row.position}
    default_sort = "day"
    exports = (
        Export(_("Date"), lambda row: row.day),
        Export(_("Document"), lambda row: row.document),
        Export(_("Charge"), lambda row: row.charge),
        Export(_("Payment"), lambda row: row.payment),
        Export(_("Balance"), lambda row: row.after),
        Export(_("Due date"), lambda row: row.line.entry.due_on),
        Export(_("Paid by this payment"), lambda row: row.pays),
    )
    empty = Empty(
        _("No documents in this period"), _("Choose another period above."), "journal-text"
    )

    def gathered(self) -> Sequence[StatementRow]:
        return [StatementRow(line, index) for index, line in enumerate(self.statement.lines)]

    def context(self) -> dict[str, Any]:
        """What stood before and after, and how old what is open is."""
        told = self.statement
        return {
            **super().context(),
            "account": self.account,
            "holder": self.holder_name,
            "number": spaced(self.account.number),
            "first_on": told.first_on,
            "last_on": told.last_on,
            "opening": money(told.opening),
            "charged": money(told.charged),
            "paid": money(told.paid),
            "closing": money(told.closing),
            "overdue": money(told.ageing.overdue),
            "ages": [
                (title, money(amount)) for title, amount in zip(AGES, told.ageing.ages, strict=True)
            ],
            "is_cut": told.is_cut,
            "over": f"since={told.first_on.isoformat()}&until={told.last_on.isoformat()}",
        }


def paper_of(screen: OfCredit) -> CreditPaper:
    """Who prints, and whose account it is."""
    head, row = paper_head(screen.branch), screen.account
    told = [screen.holder_name, row.holder.get("contact", ""), row.holder.get("address", "")]
    return CreditPaper(
        shop=head.shop,
        place=head.place,
        holder=[one for one in told if one],
        number=row.number,
        money=money_words,
    )


class CreditStatementPdf(_Statement):
    """The same on A4."""

    permission = VIEW_CREDIT
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it."""
        return pdf_answer(statement_pdf(paper_of(self), self.statement), "statement")
