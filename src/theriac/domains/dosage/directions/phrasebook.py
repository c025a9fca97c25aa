"""What a language has to bring: its words, and how they stand in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from theriac.domains.dosage.figures import figure
from theriac.domains.dosage.terms import DayMoment, DoseUnit, Meal, Route, TimeUnit


class LabelCaution(StrEnum):
    """What a pharmacist adds to the label."""

    SHAKE = "shake"
    NO_DRIVING = "no-driving"
    NO_ALCOHOL = "no-alcohol"
    FRIDGE = "fridge"
    FINISH = "finish"
    EXTERNAL = "external"
    DONT_CRUSH = "dont-crush"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionParts:
    """The parts of a direction in words; empty where nothing is said of it."""

    verb: str
    amount: str = ""
    where: str = ""
    often: str = ""
    meal: str = ""
    needed: str = ""
    lasting: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWords:
    """The headings of a label and of a leaflet."""

    batch: str
    expiry: str
    for_patient: str
    quantity: str
    prescription: str
    how: str
    cautions: str
    questions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasebook:
    """A language. ``units`` are one and several; ``often`` takes times, period, high end, unit.

    ``sentence`` puts the parts together, its full stop included; ``join`` the moments of a day.
    """

    code: str
    name: str
    units: Mapping[DoseUnit, tuple[str, str]]
    verbs: Mapping[Route | None, str]
    places: Mapping[Route, str]
    moments: Mapping[DayMoment, str]
    meals: Mapping[Meal, str]
    cautions: Mapping[LabelCaution, str]
    label: LabelWords
    to: str
    needed: str
    once: str
    up_to: str
    most_a_day: str
    lasting: Mapping[TimeUnit, tuple[str, str]]
    often: Callable[[int, int, int | None, TimeUnit], str]
    join: Callable[[list[str]], str]
    sentence: Callable[[DirectionParts], str]

    def amount(self, low: Fraction, high: Fraction | None, unit: DoseUnit | None) -> str:
        """1 tablet, ½ tablet, 1 to 2 tablets; the figure alone where no unit is known."""
        count = figure(low) if high is None else f"{figure(low)} {self.to} {figure(high)}"
        if unit is None:
            return count
        one, several = self.units[unit]
        return f"{count} {one if (high or low) <= 1 else several}"

    def times(self, count: int) -> str:
        """So many times a day."""
        return self.often(count, 1, None, TimeUnit.DAY)

    def lasts(self, count: int, unit: TimeUnit) -> str:
        """For so many days, weeks or months."""
        one, several = self.lasting[unit]
        return (one if count == 1 else several).format(count)
