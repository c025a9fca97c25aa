"""Movements, reasons and conditions of stock in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.stock.queries.ledger.card import CardLine
from theriac.domains.stock.queries.places import OPENED_AS
from theriac.surfaces.backoffice.templatetags import theriac as shown

KINDS: dict[str, Text] = {
    "receipt": _("Goods receipt"),
    "opening": _("Opening stock"),
    "sale": _("Sale"),
    "adjustment": _("Adjustment"),
    "write_off": _("Write-off"),
    "reversal": _("Reversal"),
    "transfer": _("Transfer"),
    "count": _("Count"),
    "to_supplier": _("Return to supplier"),
    "destruction": _("Destruction"),
    "merge": _("Merged product"),
    "brought_back": _("Returned by a customer"),
    "compounding": _("Compounding"),
}
REVERSIBLE = frozenset({"receipt", "opening", "adjustment", "write_off"})
PLACES = OPENED_AS
REASON_CODES: dict[str, Text] = {
    "counted": _("Counted"),
    "found": _("Found"),
    "entered_wrongly": _("Entered by mistake"),
    "missing": _("Missing"),
    "broken": _("Broken or spoilt"),
    "expired": _("Expired"),
    "lost": _("Lost"),
    "used": _("Used in the pharmacy"),
    "other": _("Another reason"),
}
ADJUST_CODES = ("counted", "found", "entered_wrongly", "missing")
WRITE_OFF_CODES = ("broken", "expired", "lost", "used")
ADJUST_REASONS: tuple[Text, ...] = tuple(REASON_CODES[code] for code in ADJUST_CODES)
WRITE_OFF_REASONS: tuple[Text, ...] = tuple(REASON_CODES[code] for code in WRITE_OFF_CODES)


@dataclass(frozen=True, slots=True)
class MovementWords:
    """A movement as a ledger draws it; ``links`` leads to the sale where the reader may see sales.

    Its words are made as they are asked for: a file asks for few of them.
    """

    line: CardLine
    person: str
    links: bool

    @property
    def pk(self) -> object:
        """The movement's id."""
        return self.line.id

    @property
    def document(self) -> SafeString:
        """What moved it, with a link to what caused it, and its reason."""
        return _document(self.line, links=self.links)

    @property
    def came(self) -> str:
        """What it brought in; "" for nothing."""
        return f"+{shown.number(self.line.change)}" if self.line.change > 0 else ""

    @property
    def went(self) -> str:
        """What it took out; "" for nothing."""
        return shown.number(self.line.change) if self.line.change < 0 else ""

    @property
    def is_reversible(self) -> bool:
        """Whether an opposite movement may answer it."""
        return self.line.kind in REVERSIBLE


def kind_words(line: CardLine) -> Text:
    """What moved it; what a recall or an excursion sets apart goes on no transfer."""
    if line.kind == "transfer" and line.is_within:
        return _("Put into quarantine")
    return KINDS.get(line.kind, line.kind)


def _document(line: CardLine, *, links: bool) -> SafeString:
    kind = kind_words(line)
    number = line.document_number
    if line.kind == "sale":
        url = reverse("backoffice:sale_detail", args=[line.document_id]) if links else ""
    elif line.kind == "transfer" and not line.is_within:
        url = reverse("backoffice:transfer_detail", args=[line.document_id])
    else:
        url = reverse("backoffice:stock_document", args=[line.document_id])
    name = format_html(
        "{} {}", kind, format_html('<span class="t-code">{}</span>', number) if number else ""
    )
    drawn = format_html('<a href="{}">{}</a>', url, name) if url else name
    if line.reason:
        return format_html('{}<div class="t-2 t-sm">{}</div>', drawn, line.reason)
    return drawn
