"""How much a direction needs: dose × takings × duration, exact, and said as a sum."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from theriac.domains.dosage.directions.said import phrasebook
from theriac.domains.dosage.figures import figure
from theriac.domains.dosage.terms import HOURS, Dosage, DoseUnit, TimeUnit

MASSES = {DoseUnit.MG: Fraction(1000), DoseUnit.MICROGRAM: Fraction(1)}
"""Micrograms in one."""
UNCOUNTED = frozenset({DoseUnit.APPLICATION})


class NoQuantity(StrEnum):
    """Why a quantity can't be counted from the direction."""

    NO_DOSE = "no-dose"
    NO_FREQUENCY = "no-frequency"
    NO_DURATION = "no-duration"
    NO_STRENGTH = "no-strength"
    NO_WHOLE_PARTS = "no-whole-parts"
    AS_NEEDED = "as-needed"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityNeeded:
    """``exact`` units of ``unit``, and ``whole`` of them, rounded up: what is handed out.

    ``is_most``: with as-needed and ranges it is the most that may be used. ``takings`` is 0 where
    the most of a day was counted instead.
    """

    exact: Fraction
    unit: DoseUnit | None
    each: Fraction
    takings: int
    days: int
    is_most: bool = False

    @property
    def whole(self) -> int:
        return -(-self.exact.numerator // self.exact.denominator)


def quantity_of(
    dosage: Dosage, *, days: int = 0, strength: Fraction | None = None
) -> QuantityNeeded | NoQuantity:
    """What the direction needs for its duration, else for ``days``; else why it can't be said.

    ``strength``: micrograms in one tablet (or capsule, ml), by which a dose in mg is counted out;
    a dose that isn't quarters of it has no quantity. Takings are counted from the first on: every
    other day for 7 days are 4.
    """
    length = dosage.days or days
    if dosage.unit in UNCOUNTED:
        return NoQuantity.UNCOUNTED
    size = _size(dosage, strength)
    if isinstance(size, NoQuantity):
        return size
    if dosage.once:
        return _counted(dosage, size, 1, 1)
    is_bounded = dosage.most_a_day is not None or dosage.most_times_a_day is not None
    if not dosage.is_timed and not is_bounded:
        return NoQuantity.AS_NEEDED if dosage.as_needed else NoQuantity.NO_FREQUENCY
    if not length:
        return NoQuantity.NO_DURATION
    return _lasting(dosage, size, length)


def _lasting(dosage: Dosage, size: Fraction, days: int) -> QuantityNeeded | NoQuantity:
    if dosage.portions:
        total = sum((one.amount for one in dosage.portions), Fraction(0)) * days * size
        each = {one.amount for one in dosage.portions}
        same = each.pop() * size if len(each) == 1 else Fraction(0)
        return QuantityNeeded(
            exact=total,
            unit=_unit(dosage),
            each=same,
            takings=len(dosage.portions) * days,
            days=days,
            is_most=dosage.as_needed,
        )
    by_dose = _counted(dosage, size, takings_in(dosage, days), days)
    if dosage.most_a_day is None:
        return by_dose
    most = dosage.most_a_day * size * days
    if not isinstance(by_dose, NoQuantity) and by_dose.takings and by_dose.exact <= most:
        return by_dose
    return QuantityNeeded(
        exact=most, unit=_unit(dosage), each=most / days, takings=0, days=days, is_most=True
    )


def _counted(
    dosage: Dosage, size: Fraction, takings: int, days: int
) -> QuantityNeeded | NoQuantity:
    dose = dosage.dose_high or dosage.dose
    if dose is None:
        return NoQuantity.NO_DOSE
    return QuantityNeeded(
        exact=dose * size * takings,
        unit=_unit(dosage),
        each=dose * size,
        takings=takings,
        days=days,
        is_most=bool(dosage.as_needed or dosage.dose_high or dosage.period_high),
    )


def takings_in(dosage: Dosage, days: int) -> int:
    """How often it is taken in so many days at most; the first is taken at once."""
    if dosage.portions:
        return len(dosage.portions) * days
    period = dosage.period * HOURS[dosage.period_unit]
    takings = dosage.frequency * -(-days * HOURS[TimeUnit.DAY] // period)
    if dosage.most_times_a_day is not None:
        takings = min(takings, dosage.most_times_a_day * days) or dosage.most_times_a_day * days
    return takings


def _size(dosage: Dosage, strength: Fraction | None) -> Fraction | NoQuantity:
    """How many units handed out are in one unit of the dose."""
    if dosage.unit not in MASSES:
        return Fraction(1)
    if not strength:
        return NoQuantity.NO_STRENGTH
    size = MASSES[dosage.unit] / strength
    doses = [*(one.amount for one in dosage.portions), dosage.dose, dosage.dose_high]
    if any(dose is not None and (dose * size * 4).denominator != 1 for dose in doses):
        return NoQuantity.NO_WHOLE_PARTS
    return size


def _unit(dosage: Dosage) -> DoseUnit | None:
    """The unit that is handed out: None where the dose is a mass, and the product says it."""
    return None if dosage.unit in MASSES else dosage.unit


def sum_of_quantity(dosage: Dosage, needed: QuantityNeeded, unit: str = "") -> str:
    """The sum as people check it: "3 × daily, 7 days = 21 tablets", in the reader's language.

    ``unit``: what is handed out, where the direction doesn't say it (a dose in mg).
    """
    words = {
        "often": _often(dosage, needed),
        "days": ngettext("%(count)s day", "%(count)s days", needed.days) % {"count": needed.days},
        "total": _total(needed, unit),
    }
    if dosage.once:
        return _("once = %(total)s") % words
    if needed.is_most:
        return _("%(often)s, %(days)s = at most %(total)s") % words
    return _("%(often)s, %(days)s = %(total)s") % words


def _total(needed: QuantityNeeded, unit: str) -> str:
    """The exact amount, and what is handed out where that isn't whole."""
    whole = f"{needed.whole} {_unit_words(needed, unit, needed.whole)}".strip()
    return whole if needed.exact == needed.whole else f"{figure(needed.exact)} → {whole}"


def _unit_words(needed: QuantityNeeded, unit: str, count: int) -> str:
    if unit or needed.unit is None:
        return unit
    one, several = phrasebook(get_language() or "en").units[needed.unit]
    return one if count == 1 else several


def _often(dosage: Dosage, needed: QuantityNeeded) -> str:
    """2 × 3 daily: the dose, where it isn't one, and how often."""
    if not needed.takings:
        return _("at most %(amount)s daily") % {"amount": figure(needed.each)}
    if dosage.portions and not needed.each:
        amounts = " + ".join(figure(one.amount) for one in dosage.portions)
        return _("%(amounts)s daily") % {"amounts": amounts}
    each = "" if needed.each == 1 else f"{figure(needed.each)} × "
    if dosage.portions or (dosage.period_unit is TimeUnit.DAY and dosage.period == 1):
        return each + _("%(count)s × daily") % {"count": needed.takings // needed.days}
    times = ngettext("%(count)s time", "%(count)s times", needed.takings)
    return each + times % {"count": needed.takings}
