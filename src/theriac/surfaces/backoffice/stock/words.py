"""Movements, reasons and conditions of stock in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.stock.queries.card import CardLine
from theriac.surfaces.backoffice.templatetags import theriac as shown

KINDS: dict[str, Text] = {
    "receipt": _("Goods received"),
    "sale": _("Sale"),
    "adjustment": _("Adjustment"),
    "write_off": _("Write-off"),
    "reversal": _("Reversal"),
}
REVERSIBLE = frozenset({"receipt", "adjustment", "write_off"})
PLACES: dict[str, Text] = {
    "shelf": _("Shelf"),
    "quarantine": _("Quarantine"),
    "transit": _("In transit"),
}
ADJUST_REASONS: tuple[Text, ...] = (
    _("Counted"),
    _("Found again"),
    _("Entered wrongly"),
    _("Missing"),
)
WRITE_OFF_REASONS: tuple[Text, ...] = (
    _("Broken or spoilt"),
    _("Expired"),
    _("Lost"),
    _("Used in the pharmacy"),
)


@dataclass(frozen=True, slots=True)
class MovementWords:
    """A movement as a ledger draws it; ``document`` links to what caused it."""

    line: CardLine
    document: SafeString
    came: str
    went: str
    person: str

    @property
    def pk(self) -> object:
        """The movement's id."""
        return self.line.id

    @property
    def is_reversible(self) -> bool:
        """Whether an opposite movement may answer it."""
        return self.line.kind in REVERSIBLE


def movement_words(line: CardLine, person: str, *, links: bool) -> MovementWords:
    """The movement in words; ``links`` leads to the sale where the reader may see sales."""
    came = f"+{shown.number(line.change)}" if line.change > 0 else ""
    went = shown.number(line.change) if line.change < 0 else ""
    return MovementWords(line, _document(line, links=links), came, went, person)


def _document(line: CardLine, *, links: bool) -> SafeString:
    kind = KINDS.get(line.kind, line.kind)
    number = line.document_number
    if line.kind == "sale":
        url = reverse("backoffice:sale_detail", args=[line.document_id]) if links else ""
    else:
        url = reverse("backoffice:stock_document", args=[line.document_id])
    name = format_html(
        "{} {}", kind, format_html('<span class="t-code">{}</span>', number) if number else ""
    )
    drawn = format_html('<a href="{}">{}</a>', url, name) if url else name
    if line.reason:
        return format_html('{}<div class="t-2 t-sm">{}</div>', drawn, line.reason)
    return drawn
