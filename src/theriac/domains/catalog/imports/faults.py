"""What keeps a row out, or wants a look: stable codes, and their sentences in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import calendar_of
from theriac.core.problems import Text

KEPT_CONTENT = 200


class Consequence(StrEnum):
    """What follows for the row."""

    LEFT_OUT = "left_out"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing about one cell. ``params`` fill the sentence; amounts in it are written already."""

    column: str
    content: str
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def consequence(self) -> Consequence:
        """What follows for the row, by the code."""
        return Consequence.LOOK if self.code in LOOKS else Consequence.LEFT_OUT


_DIGITS = _("Enter digits only, for example %(example)s.")
_LOOK_TWICE = _("If this isn’t correct, change it in the file.")

FAULTS: dict[str, tuple[Text, Text]] = {
    "name_empty": (
        _("The name is empty."),
        _("Enter a value, or delete this row from the file."),
    ),
    "too_long": (_("Longer than %(limit)s characters."), _("Shorten it in the file.")),
    "cut": (
        _("Longer than %(limit)s characters."),
        _("Only the first %(limit)s characters are saved. Shorten the text in the file if needed."),
    ),
    "nul": (_("It contains an invalid character (NUL)."), _("Type the text again.")),
    "formula": (_("The cell starts like a formula."), _("It is saved as plain text.")),
    "letter_o": (_("The number contains a letter O."), _DIGITS),
    "letter_l": (_("The number contains a letter l or I."), _DIGITS),
    "letters": (_("Enter a number."), _DIGITS),
    "separators": (
        _("The separators don’t match numbers like %(style)s."),
        _("Enter it like %(example)s, or choose another format under the columns."),
    ),
    "decimals": (_("Too many decimals for the currency."), _("Enter it like %(example)s.")),
    "not_whole": (_("Enter a whole number."), _DIGITS),
    "negative": (_("The number is negative."), _("Enter 0 or more.")),
    "too_large": (_("The number is too large."), _("Check its digits.")),
    "size_zero": (
        _("Enter a pack size of 1 or more."),
        _("Enter the number of base units in one pack."),
    ),
    "no_month": (_("There is no month %(month)s."), _("Enter 01 to 12.")),
    "no_day": (
        _("The date %(day)s %(month_name)s doesn’t exist."),
        _("Enter a valid date, or %(example)s for the end of the month."),
    ),
    "day_unread": (
        _("This date can't be read."),
        _("Enter it like 31/12/2027, or 12/2027 for the end of the month."),
    ),
    "check_digit": (
        _("The barcode's check digit is wrong."),
        _(
            "The row is imported without this barcode. Scan the pack, then add its barcode to "
            "the product."
        ),
    ),
    "barcode_taken": (
        _("This barcode belongs to %(product)s."),
        _("The row is imported without this code. Check both packs, then correct the wrong one."),
    ),
    "barcode_repeated": (
        _("This barcode is also in row %(row)s."),
        _("The row is imported without this code. Check both packs, then correct the wrong one."),
    ),
    "barcode_long": (
        _("Longer than a barcode can be: %(limit)s characters."),
        _(
            "The row is imported without this barcode. Scan the pack, then add its barcode to "
            "the product."
        ),
    ),
    "code_taken": (_("This code belongs to %(product)s."), _("Give this product a unique code.")),
    "code_repeated": (
        _("This code is also in row %(row)s."),
        _("Give each product a unique code."),
    ),
    "repeated": (_("Row %(row)s is the same product."), _("Keep one of the two rows.")),
    "ambiguous": (
        _("Several products in the catalogue match this row."),
        _("Add a column with code, barcode or manufacturer."),
    ),
    "class_unknown": (
        _("There is no class “%(value)s”."),
        _(
            "It is read as %(taken)s. If this isn’t correct, choose another value under the "
            "columns."
        ),
    ),
    "class_missing": (
        _("There is no class “%(value)s”."),
        _("Choose its class under the columns."),
    ),
    "class_empty": (
        _("No legal class is given, and no default is chosen."),
        _("Enter it in the file, or choose a value under the columns."),
    ),
    "choice_unknown": (
        _("“%(value)s” is unknown."),
        _("It will be skipped. Enter one of: %(known)s."),
    ),
    "pack_unread": (
        _("The pack can’t be identified."),
        _("The product is counted in %(unit)s. Write it like: strip of 10 tablets."),
    ),
    "pack_uncounted": (
        _("This was read as a pack of %(units)s, but is not confirmed."),
        _("Choose under the columns to multiply these packs, or enter %(units)s."),
    ),
    "packs_unfit": (
        _("The pack sizes aren’t whole multiples of one another: %(sizes)s."),
        _("Enter the number of base units in each."),
    ),
    "pack_nameless": (_("The pack has no name."), _("Enter its name, for example strip or box.")),
    "unit_differs": (
        _("The product is counted in %(unit)s, and this can’t change."),
        _("Leave the unit empty, or import it as another product."),
    ),
    "price_zero": (
        _("The price is 0."),
        _("The product is imported without a price. Enter it later."),
    ),
    "price_jump": (_("More than 10 times the current price (%(price)s)."), _LOOK_TWICE),
    "price_drop": (_("Less than a tenth of the current price (%(price)s)."), _LOOK_TWICE),
    "price_below_cost": (_("Below the last cost (%(cost)s)."), _LOOK_TWICE),
    "cost_far": (_("Far from the last cost (%(cost)s)."), _LOOK_TWICE),
    "quantity_empty": (_("The quantity is empty."), _("Enter 0 or more.")),
    "product_unknown": (
        _("This product isn't in the catalogue."),
        _("Import the products first, or correct the row."),
    ),
    "merged": (
        _("%(product)s was merged into %(kept)s."),
        _("Enter the code or name of %(kept)s in this row."),
    ),
    "service": (
        _("%(product)s is a service and has no stock."),
        _("Remove the row, or enter another product."),
    ),
    "branch_unknown": (
        _("There is no branch “%(value)s” where you can receive stock."),
        _("Choose its branch under the columns."),
    ),
    "supplier_unknown": (
        _("There is no supplier “%(value)s”."),
        _("Enter the supplier’s name or code as it is under Suppliers."),
    ),
    "amount_zero": (_("The amount is empty or 0."), _("Enter what is left to pay.")),
    "day_empty": (_("The date is empty."), _("Enter it like 31/12/2027.")),
    "unit_unknown": (
        _("“%(value)s” isn't a pack of this product."),
        _("Enter one of: %(known)s."),
    ),
    "expired": (
        _("This batch has expired."),
        _("It is imported as not for sale."),
    ),
    "taken_already": (
        _("This stock was already imported, with %(quantity)s."),
        _("Adjust the stock instead."),
    ),
    "clash": (
        _("A record in this row already exists."),
        _("Check its code and barcodes."),
    ),
    "refused": ("%(sentence)s", ""),
}
"""By code: what is the matter, and what to do."""

WITHOUT_BARCODE = frozenset({"check_digit", "barcode_taken", "barcode_repeated", "barcode_long"})
"""Those of a barcode that isn't taken; its row is, without it."""

LOOKS = WITHOUT_BARCODE | frozenset(
    {
        "cut",
        "formula",
        "class_unknown",
        "choice_unknown",
        "pack_unread",
        "price_zero",
        "price_jump",
        "price_drop",
        "price_below_cost",
        "cost_far",
        "expired",
    }
)
"""The codes after which the row is taken; of all others it is left out."""


ASKED_FIRST = frozenset({"price_jump", "price_drop", "price_below_cost", "cost_far"})
"""Those of a cost or price after which rows are taken only once a person says that they looked."""


@dataclass(frozen=True, slots=True)
class FaultWords:
    """A fault in the reader's language: what is the matter, and what to do about it."""

    reason: str
    remedy: str


def fault_words(code: str, params: Mapping[str, Any]) -> FaultWords:
    """The sentences of a fault, in the language of the moment."""
    reason, remedy = FAULTS[code]
    facts = dict(params)
    if "month" in facts and 1 <= int(facts["month"]) <= 12:
        months = calendar_of((get_language() or "en")[:2]).months
        facts["month_name"] = months[int(facts["month"]) - 1]
    return FaultWords(str(reason) % facts, str(remedy) % facts)
