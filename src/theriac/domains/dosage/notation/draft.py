"""What was understood so far, and what of it can't be true together."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theriac.domains.dosage.notation.vocabulary import EYES_AND_EARS, MEASURES, ROMAN, UNITS
from theriac.domains.dosage.terms import (
    MOST_DOSE,
    MOST_DURATION,
    MOST_TIMES,
    DayMoment,
    Dosage,
    DoseUnit,
    Portion,
    TimeUnit,
)

NEVER_DROPPED = frozenset(DoseUnit) - {DoseUnit.DROP, DoseUnit.APPLICATION, DoseUnit.ML}
"""In these od isn't the right eye; ointments and washes are for eyes too."""


@dataclass(slots=True)
class Draft:
    """``said`` by the names of `Dosage`; ``either`` are the ways in which figures can be meant."""

    said: dict[str, Any] = field(default_factory=dict)
    moments: dict[DayMoment, Fraction | None] = field(default_factory=dict)
    either: list[dict[str, Any]] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    def say(self, words: str, **values: Any) -> None:
        """Take what the words say; said otherwise before, or beyond all bounds, it is a clash."""
        for name, value in values.items():
            if self.said.get(name, value) != value or not _is_possible(name, value):
                self.clashes.append(words)
            else:
                self.said[name] = value

    def at(self, words: str, moment: DayMoment, amount: Fraction | None) -> None:
        """Take a moment of the day, with what is taken then where that is said; never 0."""
        known = self.moments.get(moment)
        if None not in (known, amount) and known != amount:
            self.clashes.append(words)
        self.moments[moment] = amount if amount is not None else known

    def settled(self, more: dict[str, Any]) -> Dosage | None:
        """All of it as one direction; None, with a clash, where parts contradict each other."""
        values = {**self.said, **more}
        for sign in self.signs:
            if not self._settle_sign(sign, values):
                return None
        portions = self._portions(values)
        if portions is None:
            return None
        if portions:
            values["portions"] = portions
            values = {name: value for name, value in values.items() if name not in MOVED}
        most, dose = values.get("most_a_day"), values.get("dose")
        if most is not None and dose is not None and most < dose:
            self.clashes.append(f"{dose} > {most}")
            return None
        return Dosage(**values)

    def _settle_sign(self, sign: str, values: dict[str, Any]) -> bool:
        """Od: once a day of what no eye is given, the right eye of drops, else either."""
        unit = values.get("unit")
        if unit is DoseUnit.DROP and values.get("frequency"):
            values["route"] = EYES_AND_EARS[sign]
            return True
        if sign == "od" and unit in NEVER_DROPPED and not values.get("frequency"):
            values.update(frequency=1, period=1, period_unit=TimeUnit.DAY)
            return True
        self.clashes.append(sign)
        return False

    def _portions(self, values: dict[str, Any]) -> tuple[Portion, ...] | None:
        """The moments with their amounts; None where the frequency contradicts them."""
        if not self.moments:
            return ()
        times = values.get("frequency")
        apart = values.get("period_unit", TimeUnit.DAY) is not TimeUnit.DAY
        if (times is not None and times != len(self.moments)) or apart or "period_high" in values:
            self.clashes.append(self._named_moments())
            return None
        dose = values.get("dose")
        amounts = {amount for amount in self.moments.values() if amount is not None}
        if dose is None and len(amounts) == 1:
            dose = next(iter(amounts))
        if "dose_high" in values or (dose is None and None in self.moments.values()):
            # Moments whose amount isn't one number can't be counted out.
            self.clashes.append(self._named_moments())
            return None
        return tuple(
            Portion(moment, each or dose or Fraction(0))
            for moment, each in sorted(self.moments.items(), key=_by_hour)
        )

    def _named_moments(self) -> str:
        return " + ".join(moment.name.lower() for moment in self.moments)


MOVED = ("dose", "frequency", "period", "period_unit")
ORDER = tuple(DayMoment)


def _by_hour(one: tuple[DayMoment, Fraction | None]) -> int:
    return ORDER.index(one[0])


def _is_possible(name: str, value: Any) -> bool:
    """Whether a value is within what a direction can say."""
    if name in ("dose", "dose_high", "most_a_day"):
        return bool(0 < value <= MOST_DOSE)
    if name in ("frequency", "most_times_a_day"):
        return bool(0 < value <= MOST_TIMES)
    if name == "duration":
        return bool(0 < value <= MOST_DURATION)
    if name in ("period", "period_high"):
        return bool(0 < value <= 90)
    return True


def number(words: str) -> Fraction | None:
    """A whole number, a decimal, a fraction or both (1 1/2); None where it is none."""
    if words in ROMAN:
        return Fraction(ROMAN[words])
    try:
        return sum((Fraction(part) for part in words.split()), Fraction(0))
    except (ValueError, ZeroDivisionError):
        return None


def amount(low: str, high: str | None, unit: str | None) -> dict[str, Any]:
    """A dose as fields: in tablets, or in what a spoon or gram is. Empty where it is no number."""
    first = number(low)
    last = number(high) if high else None
    if first is None or (high and (last is None or last <= first)):
        return {}
    size, of = measured(unit)
    found: dict[str, Any] = {"dose": first * size}
    if last is not None:
        found["dose_high"] = last * size
    if of is not None:
        found["unit"] = of
    return found


def measured(unit: str | None) -> tuple[Fraction, DoseUnit | None]:
    """What one of a unit's word is, and in which unit."""
    if unit is None:
        return Fraction(1), None
    return MEASURES[unit] if unit in MEASURES else (Fraction(1), UNITS[unit])
