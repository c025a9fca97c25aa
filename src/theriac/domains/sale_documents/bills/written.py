"""What every part of a bill is written with: the document, its country's rule, money in words."""

from __future__ import annotations

from dataclasses import dataclass

from theriac.core.formatting import format_minor_units, format_money
from theriac.core.money import CURRENCIES, Money
from theriac.countries.registry import profile_for
from theriac.countries.sale_papers.rules import SalePaperRule
from theriac.domains.sale_documents.documents import DocumentOfSale
from theriac.domains.sale_documents.templates import OwnPart


@dataclass(frozen=True, slots=True)
class PaperLook:
    """How a document is drawn: the pharmacy's own part, its logo, and the mark of a copy.

    ``is_sheet``: on A5 or A4, with a title, columns and the total in words.
    """

    own: OwnPart
    logo: bytes = b""
    mark: str = ""
    is_sheet: bool = False


class Written:
    """A document whose parts are being written, with what its paper shows."""

    def __init__(self, document: DocumentOfSale, look: PaperLook) -> None:
        self.document, self.look = document, look
        self.country = document.country
        self.rule: SalePaperRule = profile_for(document.country).sale_papers
        self.shown = look.own.shows(self.rule)
        self.fields = frozenset(document.form.fields)

    def money(self, amount: int) -> str:
        """With the currency's sign."""
        return format_money(Money(amount, self.document.currency), self.country)

    def plain(self, amount: int) -> str:
        """Without it, for a column."""
        exponent = CURRENCIES[self.document.currency].exponent
        return format_minor_units(amount, exponent, self.country)

    @property
    def shows_taxes(self) -> bool:
        """Whether the form tells taxes and there are any."""
        return "taxes" in self.fields and any(line.taxes for line in self.document.lines)
