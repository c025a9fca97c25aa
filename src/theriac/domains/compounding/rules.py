"""How much of an ingredient is used, until when a preparation is used, what it costs: pure.

Beyond-use dates: USP <795> (official from 1 November 2023), the table of limits by type of
preparation for those without a stability study: nonpreserved aqueous 14 days in a refrigerator,
preserved aqueous 35 days, nonaqueous oral liquids 90 days, other nonaqueous dosage forms 180 days;
and never later than the earliest expiry among the ingredients. Figures from secondary sources: a
pharmacist confirms them against the chapter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

from theriac.core.money import divide_half_up


class CompoundForm(StrEnum):
    """Kinds of dosage form, as the beyond-use date tells them apart."""

    AQUEOUS = "aqueous"
    PRESERVED = "preserved"
    ORAL_LIQUID = "oral_liquid"
    SOLID = "solid"


DAYS: Mapping[str, int] = {
    CompoundForm.AQUEOUS: 14,
    CompoundForm.PRESERVED: 35,
    CompoundForm.ORAL_LIQUID: 90,
    CompoundForm.SOLID: 180,
}
COOLED = frozenset({CompoundForm.AQUEOUS})
"""Forms whose days hold in a refrigerator only."""

MOST_NUMERATOR, MOST_DENOMINATOR = 1_000_000, 10_000
MOST_MADE = 10_000
_SHARE = re.compile(
    r"(?:(?P<whole>\d{1,6}) )?(?P<over>\d{1,6})/(?P<under>\d{1,5})"
    r"|(?P<one>\d{1,6})(?:[.,](?P<part>\d{1,4}))?",
    re.ASCII,
)


def share_of(text: str) -> Fraction | None:
    """What one unit takes of an ingredient: "2", "0,25", "1/4" or "1 1/2"; None for no such thing.

    Above nothing, and bounded: the text is looked at only where it is short.
    """
    words = " ".join(text[:40].split())
    found = _SHARE.fullmatch(words) if len(text) <= 40 else None
    if found is None:
        return None
    if found["one"] is not None:
        part = found["part"] or ""
        share = Fraction(int(found["one"] + part), 10 ** len(part))
    elif int(found["under"]) == 0:
        return None
    else:
        share = int(found["whole"] or 0) + Fraction(int(found["over"]), int(found["under"]))
    return share if is_share(share.numerator, share.denominator) else None


def is_share(numerator: int, denominator: int) -> bool:
    """Whether a share is within what a preparation may ask of an ingredient for one unit."""
    return 1 <= numerator <= MOST_NUMERATOR and 1 <= denominator <= MOST_DENOMINATOR


def share_words(numerator: int, denominator: int) -> str:
    """A share as people write it: "2", "1/4", "1 1/2"."""
    share = Fraction(numerator, denominator)
    whole, rest = divmod(share.numerator, share.denominator)
    if not rest:
        return str(whole)
    part = f"{rest}/{share.denominator}"
    return f"{whole} {part}" if whole else part


def units_used(share: Fraction, units: int) -> int:
    """Whole base units that leave stock for so many units made; the rest of the last is lost."""
    return ceil(share * units)


def latest_use(form: str, prepared_on: date, expiries: Iterable[date]) -> date:
    """The latest beyond-use date: by the form's days, never after an ingredient's expiry."""
    return min([prepared_on + timedelta(days=DAYS[form]), *expiries])


def price_of(units: int, amount: int, per: int) -> int:
    """Minor units that base units of an ingredient are sold for, rounded half up on the line."""
    return divide_half_up(units * amount, per)
