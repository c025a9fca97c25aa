"""The arithmetic of a change of many prices: exact ratios, rounded once to a step; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from theriac.core.facts.types import LARGEST
from theriac.core.problems import Text

WHOLE_BP = 10_000
MOST_BP = 100_000
"""Tenfold on top."""
MOST_STEP = 1_000_000_000


class By(StrEnum):
    """From what a new price is reckoned: the old one by ratio, by amount, or the cost."""

    PERCENT = "percent"
    AMOUNT = "amount"
    MARGIN = "margin"


class Rounding(StrEnum):
    """To which multiple of the step; ``nearest`` takes halves up."""

    NEAREST = "nearest"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRule:
    """How prices change.

    ``change``: hundredths of a percent for ``percent`` (below 0: down) and for ``margin`` (on top
    of the last cost), minor units for ``amount``. A price above the ceiling by law is cut to it
    where ``cuts`` says so, else the pack is left out.
    """

    by: By
    change: int
    step: int = 1
    rounding: Rounding = Rounding.NEAREST
    cuts: bool = False

    def unfit(self) -> Mapping[str, Text]:
        """What is wrong, by field; empty for a rule that can be used."""
        errors: dict[str, Text] = {}
        least, most = _BOUNDS[self.by]
        if not least <= self.change <= most:
            errors["change"] = _WORDS[self.by]
        elif self.change == 0 and self.by is not By.MARGIN:
            errors["change"] = _("Enter a change other than 0.")
        if not 1 <= self.step <= MOST_STEP:
            errors["step"] = _("Enter a rounding step of 1 or more.")
        return errors

    def told(self) -> dict[str, object]:
        """The rule for the trail."""
        return {
            "by": self.by.value,
            "change": self.change,
            "step": self.step,
            "rounding": self.rounding.value,
            "cuts": self.cuts,
        }

    def price(self, before: int, cost: Fraction | None) -> int | None:
        """The new price of a pack in minor units, which may be 0 or less; None without a cost.

        ``cost`` is what the whole pack cost the last time. Rounding turns no rise into a fall: a
        percentage or an amount that raises leaves at least the price before, and one that lowers
        at most that.
        """
        if self.by is By.MARGIN:
            if cost is None:
                return None
            return self._rounded(cost * Fraction(WHOLE_BP + self.change, WHOLE_BP))
        if self.by is By.PERCENT:
            price = self._rounded(Fraction(before * (WHOLE_BP + self.change), WHOLE_BP))
        else:
            price = self._rounded(Fraction(before + self.change))
        return max(price, before) if self.change > 0 else min(price, before)

    def _rounded(self, exact: Fraction) -> int:
        return to_step(exact, self.step, self.rounding)


_BOUNDS = {
    By.PERCENT: (1 - WHOLE_BP, MOST_BP),
    By.AMOUNT: (-LARGEST, LARGEST),
    By.MARGIN: (0, MOST_BP),
}
_WORDS: dict[By, Text] = {
    By.PERCENT: _("Enter a percentage of at most 1,000, and below 100 for a decrease."),
    By.AMOUNT: _("Enter a smaller amount."),
    By.MARGIN: _("Enter a margin from 0 to 1,000 percent."),
}


def to_step(exact: Fraction, step: int, rounding: Rounding) -> int:
    """The multiple of ``step`` that is nearest (halves up), next above, or next below."""
    steps = exact / step
    if rounding is Rounding.UP:
        whole = -(-steps.numerator // steps.denominator)
    elif rounding is Rounding.DOWN:
        whole = steps.numerator // steps.denominator
    else:
        whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return whole * step
