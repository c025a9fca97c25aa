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


_DIGITS = _("Type digits only, such as %(example)s.")
_LOOK_TWICE = _("Is it right? Else correct it in the file.")

FAULTS: dict[str, tuple[Text, Text]] = {
    "name_empty": (
        _("The name is empty."),
        _("Enter it, or delete this row from the file."),
    ),
    "too_long": (_("Longer than %(limit)s letters."), _("Shorten it in the file.")),
    "cut": (
        _("Longer than %(limit)s letters."),
        _("The first %(limit)s are kept. Shorten it in the file if that isn't enough."),
    ),
    "nul": (_("A character in it can't be kept (NUL)."), _("Type the text anew.")),
    "formula": (_("The cell begins like a formula."), _("It is kept as plain text.")),
    "letter_o": (_("A letter O stands in the number."), _DIGITS),
    "letter_l": (_("A letter l or I stands in the number."), _DIGITS),
    "letters": (_("This isn't a number."), _DIGITS),
    "separators": (
        _("The separators don't fit numbers written like %(style)s."),
        _("Write it like %(example)s, or choose another way of writing at the columns."),
    ),
    "decimals": (_("It has more decimals than the currency."), _("Write it like %(example)s.")),
    "not_whole": (_("This isn't a whole number."), _DIGITS),
    "negative": (_("The number is below zero."), _("Write 0 or more.")),
    "too_large": (_("The number is larger than can be kept."), _("Check its digits.")),
    "size_zero": (
        _("A pack holds 1 or more."),
        _("Write how many of the smallest unit are in one pack."),
    ),
    "no_month": (_("There is no month %(month)s."), _("Write 01 to 12.")),
    "no_day": (
        _("There is no %(day)s %(month_name)s."),
        _("Write a day that there is, or %(example)s for the end of the month."),
    ),
    "day_unread": (
        _("This date can't be read."),
        _("Write it like 31/12/2027, or 12/2027 for the end of the month."),
    ),
    "check_digit": (
        _("The barcode's check digit is wrong."),
        _("The row comes in without it. Scan the pack, then add its barcode to the product."),
    ),
    "barcode_taken": (
        _("This barcode opens %(product)s."),
        _("The row comes in without it. Check both packs, then correct the wrong one."),
    ),
    "barcode_repeated": (
        _("This barcode stands in row %(row)s as well."),
        _("The row comes in without it. Check both packs, then correct the wrong one."),
    ),
    "barcode_long": (
        _("Longer than a barcode may be: %(limit)s letters."),
        _("The row comes in without it. Scan the pack, then add its barcode to the product."),
    ),
    "code_taken": (_("This code belongs to %(product)s."), _("Give this product its own code.")),
    "code_repeated": (
        _("This code stands in row %(row)s as well."),
        _("Give each product its own code."),
    ),
    "repeated": (_("Row %(row)s is the same product."), _("Keep one of the two rows.")),
    "ambiguous": (
        _("Several products of the catalogue fit this row."),
        _("Add a column with code or barcode, or the manufacturer."),
    ),
    "class_unknown": (
        _("There is no class “%(value)s” here."),
        _("It is taken as %(taken)s. Choose another for it at the columns if that isn't right."),
    ),
    "class_missing": (
        _("There is no class “%(value)s” here."),
        _("Choose a class for it at the columns."),
    ),
    "class_empty": (
        _("No legal class stands here, and none is chosen for such rows."),
        _("Write it in the file, or choose one at the columns."),
    ),
    "choice_unknown": (
        _("“%(value)s” isn't known here."),
        _("It is passed over. Write one of: %(known)s."),
    ),
    "pack_unread": (
        _("The pack can't be made out."),
        _("The product is counted by the %(unit)s. Write it like: strip of 10 tablets."),
    ),
    "pack_uncounted": (
        _("This reads as a pack of %(units)s, which nobody confirmed."),
        _("Say at the columns that such packs are multiplied, or write %(units)s."),
    ),
    "packs_unfit": (
        _("The packs aren't whole multiples of one another: %(sizes)s."),
        _("Write how many of the smallest unit are in each."),
    ),
    "pack_nameless": (_("The pack has no name."), _("Write its name: strip, box.")),
    "unit_differs": (
        _("The product is counted by the %(unit)s, and that stays."),
        _("Leave the unit empty, or bring it in as another product."),
    ),
    "price_zero": (
        _("The price is 0."),
        _("The product is taken without a price. Enter it later."),
    ),
    "price_jump": (_("More than 10 times the present price (%(price)s)."), _LOOK_TWICE),
    "price_drop": (_("Less than a tenth of the present price (%(price)s)."), _LOOK_TWICE),
    "price_below_cost": (_("Below what it cost the last time (%(cost)s)."), _LOOK_TWICE),
    "cost_far": (_("Far off what it cost the last time (%(cost)s)."), _LOOK_TWICE),
    "quantity_empty": (_("The quantity is empty."), _("Write 0 or more.")),
    "product_unknown": (
        _("This product isn't in the catalogue."),
        _("Bring the products in first, or correct the row."),
    ),
    "merged": (
        _("%(product)s was merged into %(kept)s."),
        _("Write the code or the name of %(kept)s in this row."),
    ),
    "branch_unknown": (
        _("There is no branch “%(value)s” where you may receive stock."),
        _("Choose the branch for it at the columns."),
    ),
    "unit_unknown": (
        _("“%(value)s” isn't a pack of this product."),
        _("Write one of: %(known)s."),
    ),
    "expired": (
        _("This batch has expired."),
        _("It is taken, and not sold."),
    ),
    "taken_already": (
        _("This stock was brought in before, with %(quantity)s."),
        _("Adjust the stock instead."),
    ),
    "clash": (
        _("Something in this row is there already."),
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
