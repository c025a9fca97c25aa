"""What a paper of a sale shows besides its form's fields, and which of it no template hides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.countries.dated import NotInForce, row_in_force

PARTS = ("batch", "goods_code", "mrp", "savings", "words", "signature", "code", "logo")
"""What a paper may show and a template may hide."""


@dataclass(frozen=True, slots=True)
class BuyerRow:
    """From a day on, a total in minor units from which a document names its buyer."""

    valid_from: date
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SalePaperRule:
    """``sheet_title`` is what a sale is called on a sheet where its form has no title of its own.

    ``shown`` are the parts that a paper shows until a template says otherwise, ``required`` those
    that stay. ``spelled`` writes a total in words; None where the country doesn't.
    """

    sheet_title: Text
    credit_title: Text
    shown: Sequence[str]
    required: frozenset[str] = frozenset()
    spelled: Callable[[Money, str], str] | None = None
    signature: Text = ""
    goods_code: Text = ""
    buyer_named: Sequence[BuyerRow] = ()
    places: Callable[[str], str] | None = None

    def names_buyer(self, total: int, on: date) -> bool:
        """Whether the law wants the buyer's name and address on a document of this total."""
        try:
            return total >= row_in_force(self.buyer_named, on).least
        except NotInForce:
            return False
