"""A statement and a receipt on A4, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.core.paper.documents import PaperColumn, PaperDocument, PaperTable, drawn_document
from theriac.domains.credit.queries.statement import CreditLine, CreditStatement
from theriac.domains.credit.rules import Settled
from theriac.domains.credit.words import AGES, ENTRY_KINDS

Told = Callable[[int], str]
"""Minor units in words, with their currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditPaper:
    """Who prints it, whose account it is, and how money reads."""

    shop: str
    place: str
    holder: Sequence[str]
    number: str
    money: Told


def statement_pdf(paper: CreditPaper, told: CreditStatement) -> bytes:
    """The statement: what stood before, each document, what is open and how old.

    It says so where not every document is on it.
    """
    period = f"{_day(told.first_on)} – {_day(told.last_on)}"
    before = (_day(told.first_on), _("Opening balance"), "", "", paper.money(told.opening))
    columns = (
        PaperColumn(_("Date"), 24),
        PaperColumn(_("Document"), 66),
        PaperColumn(_("Charge"), 28, is_number=True),
        PaperColumn(_("Payment"), 28, is_number=True),
        PaperColumn(_("Balance"), 28, is_number=True),
    )
    return drawn_document(
        PaperDocument(
            title=_("Account statement"),
            heads=_heads(paper, f"{_('Period')}: {period}"),
            bold=frozenset({paper.shop, paper.holder[0]}),
            columns=columns,
            rows=[before, *(_row(one, paper.money) for one in told.lines)],
            total=(_("Closing balance"), paper.money(told.closing)),
            note=_("Only the first are shown. Choose a shorter period.") if told.is_cut else "",
            further=[_open(told.open, paper.money), _ages(told, paper.money)],
        )
    )


def receipt_pdf(paper: CreditPaper, told: CreditLine, method: str) -> bytes:
    """The receipt of a payment: how much, by which way, which charges it paid."""
    entry = told.entry
    facts = [f"{_('Date')}: {_day(entry.booked_on)}", f"{_('Payment method')}: {method}"]
    if entry.reference:
        facts.append(f"{_('Reference')}: {entry.reference}")
    rows = [
        (one.charge.number, _day(one.charge.booked_on), paper.money(one.paid)) for one in told.paid
    ]
    return drawn_document(
        PaperDocument(
            title=f"{_('Payment receipt')} {entry.number}",
            heads=_heads(paper, *facts),
            bold=frozenset({paper.shop, paper.holder[0]}),
            columns=(
                PaperColumn(_("Document"), 90),
                PaperColumn(_("Date"), 42),
                PaperColumn(_("Paid"), 42, is_number=True),
            ),
            rows=rows,
            total=(_("Received"), paper.money(-entry.amount)),
            note=f"{_('Still owed')}: {paper.money(told.after)}",
        )
    )


def _heads(paper: CreditPaper, *more: str) -> list[str]:
    account = f"{_('Account number')}: {spaced(paper.number)}"
    return [*filter(None, (paper.shop, paper.place, *paper.holder, account)), *more]


def _row(line: CreditLine, money: Told) -> tuple[str, ...]:
    entry = line.entry
    words = f"{ENTRY_KINDS[entry.kind]} {entry.number}".strip()
    charge, payment = (money(entry.amount), "") if entry.amount > 0 else ("", money(-entry.amount))
    return (_day(entry.booked_on), words, charge, payment, money(line.after))


def _open(open_charges: Sequence[Settled], money: Told) -> PaperTable:
    return PaperTable(
        title=_("Open charges"),
        columns=(
            PaperColumn(_("Document"), 60),
            PaperColumn(_("Date"), 30),
            PaperColumn(_("Due date"), 30),
            PaperColumn(_("To pay"), 54, is_number=True),
        ),
        rows=[
            (
                one.charge.number,
                _day(one.charge.booked_on),
                _day(one.charge.due_on),
                money(one.open),
            )
            for one in open_charges
        ],
    )


def _ages(told: CreditStatement, money: Told) -> PaperTable:
    columns = [PaperColumn(str(title), 34, is_number=True) for title in AGES]
    return PaperTable(
        title=_("Age of what is owed"),
        columns=[*columns, PaperColumn(_("Overdue"), 38, is_number=True)],
        rows=[(*(money(one) for one in told.ageing.ages), money(told.ageing.overdue))],
    )


def spaced(number: str) -> str:
    """An account's number in groups of four."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _day(day: date) -> str:
    return format_date(day, get_language() or "en")
