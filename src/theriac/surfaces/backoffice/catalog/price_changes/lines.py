"""A preview in the reader's words: lines with badges, figures, and the columns of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.money import Money, round_half_up
from theriac.core.problems import Text
from theriac.domains.catalog.price_changes.lines import (
    LeftOut,
    PriceLine,
    PriceNote,
    PricePreview,
)
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.surfaces.backoffice.catalog.words import counted, money, per_unit
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.export import Export

SHOWN = 500
"""Lines that the page draws; the file has all of them."""
REASONS: dict[LeftOut, Text] = {
    LeftOut.SAME: _("Same price"),
    LeftOut.NO_COST: _("Cost unknown"),
    LeftOut.ABOVE_CEILING: _("Above the legal maximum price"),
    LeftOut.NOTHING_LEFT: _("Would be 0 or less"),
    LeftOut.TOO_HIGH: _("Would be too high"),
}
NOTES: dict[PriceNote, tuple[Text, str, str]] = {
    PriceNote.BELOW_COST: (_("Below cost"), "exclamation-octagon", "stop"),
    PriceNote.FAR: (_("Large change"), "exclamation-triangle", "look"),
    PriceNote.CUT: (_("Lowered to the legal maximum price"), "shield-lock", "note"),
    PriceNote.ABOVE_MRP: (_("Above a printed price (MRP) in stock"), "tag", "look"),
    PriceNote.PLANNED: (_("A later price is already planned"), "clock", "note"),
}


@dataclass(frozen=True, slots=True)
class ShownPrice:
    """A line as the page draws it; ``key`` names its pack in the form."""

    key: str
    line: PriceLine
    is_left_out: bool

    @property
    def pack(self) -> str:
        """1 strip."""
        return counted(self.line.now.pack, 1)

    @property
    def before(self) -> Money | None:
        return money(self.line.now.before)

    @property
    def price(self) -> Money | None:
        return money(self.line.price)

    @property
    def each(self) -> str:
        """The new price of one base unit."""
        return per_unit(self.line.price, self.line.now.factor, self.line.now.base_unit)

    @property
    def difference(self) -> Money | None:
        return money(self.line.difference)

    @property
    def cost(self) -> Money | None:
        return money(self.line.now.cost)

    @property
    def badges(self) -> Sequence[SafeString]:
        """Why it stays, or what is to be looked at."""
        if self.line.left_out is not None:
            return [badge(REASONS[self.line.left_out], "dash-circle", "line")]
        return [badge(*look) for note, look in NOTES.items() if note in self.line.notes]


def shown_lines(preview: PricePreview, left_out: frozenset[str]) -> list[ShownPrice]:
    """The lines that are drawn: what is to be looked at, what changes, what stays."""
    ordered = sorted(preview.lines, key=_urgency)[:SHOWN]
    return [
        ShownPrice(one.now.pack_id.hex, one, one.now.pack_id.hex in left_out) for one in ordered
    ]


def _urgency(line: PriceLine) -> int:
    if line.left_out is not None:
        return 3 if line.left_out is LeftOut.SAME else 2
    return 0 if line.notes else 1


@dataclass(frozen=True, slots=True)
class PriceTotals:
    """What a preview comes to.

    ``average_bp``: of the changes in hundredths of a percent, each pack counting as one; None
    where none has an old price. ``widest``: the pack that changes most, up or down.
    """

    raised: int
    lowered: int
    average_bp: int | None
    widest: PriceLine | None
    kept: Sequence[tuple[Text, int]]
    noted: Sequence[tuple[Text, int]]


def totals_of(preview: PricePreview) -> PriceTotals:
    """The figures above the table."""
    changing, kept, noted = preview.changing, preview.kept(), preview.noted()
    rates = {one.now.pack_id: rate for one in changing if (rate := one.change_bp) is not None}
    return PriceTotals(
        raised=sum(1 for one in changing if one.difference > 0),
        lowered=sum(1 for one in changing if one.difference < 0),
        average_bp=round_half_up(Fraction(sum(rates.values()), len(rates))) if rates else None,
        widest=max(changing, key=lambda one: abs(rates.get(one.now.pack_id, 0)), default=None),
        kept=[(words, kept[why]) for why, words in REASONS.items() if kept[why]],
        noted=[(look[0], noted[note]) for note, look in NOTES.items() if noted[note]],
    )


def _percent(basis_points: int | None) -> Decimal | None:
    return None if basis_points is None else Decimal(basis_points).scaleb(-2)


def _result(line: Any) -> Text:
    return _("Changes") if line.left_out is None else REASONS[line.left_out]


def _notes(line: Any) -> str:
    return ", ".join(str(look[0]) for note, look in NOTES.items() if note in line.notes)


COLUMNS = (
    Export(_("Product"), lambda line: line.now.product),
    Export(_("Pack"), lambda line: line.now.pack),
    Export(_("Base units"), lambda line: line.now.factor),
    Export(_("Last cost"), lambda line: money(line.now.cost), SEE_COSTS),
    Export(_("Current price"), lambda line: money(line.now.before)),
    Export(_("New price"), lambda line: money(line.price)),
    Export(_("Difference"), lambda line: money(line.difference)),
    Export(_("Difference in %"), lambda line: _percent(line.change_bp)),
    Export(_("Margin in %"), lambda line: _percent(line.margin_bp), SEE_COSTS),
    Export(_("Result"), _result),
    Export(_("Note"), _notes),
)
"""The columns of the file, a pack a row."""
