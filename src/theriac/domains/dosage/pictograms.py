"""Pictograms of directions, drawn by ourselves as strokes on a grid.

After the ideas of USP's pictograms (what is to be shown), with none of their drawings. A screen
takes them as SVG, paper draws the same strokes.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from theriac.core.paper.marks import Disc, Mark, line, shape, svg_of_marks
from theriac.domains.dosage.directions.phrasebook import LabelCaution
from theriac.domains.dosage.terms import DayMoment, Dosage, Meal, Route


class Pictogram(StrEnum):
    """What is shown."""

    MORNING = "morning"
    NOON = "noon"
    EVENING = "evening"
    NIGHT = "night"
    BEFORE_FOOD = "before-food"
    WITH_FOOD = "with-food"
    AFTER_FOOD = "after-food"
    MOUTH = "mouth"
    EYE = "eye"
    EAR = "ear"
    NOSE = "nose"
    SKIN = "skin"
    NOT_SWALLOWED = "not-swallowed"
    SHAKE = "shake"
    NO_DRIVING = "no-driving"
    NO_ALCOHOL = "no-alcohol"
    FRIDGE = "fridge"


_HORIZON = (line(4, 38, 44, 38),)
_RISEN = (line(13, 38, 13, 34, 16, 29, 20, 26, 24, 25, 28, 26, 32, 29, 35, 34, 35, 38),)
_RAYS = (line(12, 24, 8, 20), line(36, 24, 40, 20))
_FORBIDDEN = (Disc(24, 24, 21), line(9, 39, 39, 9))
_PLATE = (Disc(18, 30, 12), Disc(18, 30, 6), line(37, 18, 37, 43), line(34, 18, 34, 25))
_PLATE_ALL = (*_PLATE, line(40, 18, 40, 25), line(34, 25, 40, 25))
_PILL = (Disc(18, 10, 5, filled=True),)
_BOTTLE = (shape(17, 16, 31, 16, 31, 44, 17, 44), shape(20, 8, 28, 8, 28, 16, 20, 16))

DRAWINGS: dict[Pictogram, tuple[Mark, ...]] = {
    Pictogram.MORNING: (
        *_HORIZON,
        *_RISEN,
        *_RAYS,
        line(24, 19, 24, 6),
        line(19, 11, 24, 6, 29, 11),
    ),
    Pictogram.NOON: (
        Disc(24, 24, 9),
        *(line(24, 4, 24, 10), line(24, 38, 24, 44), line(4, 24, 10, 24)),
        *(line(38, 24, 44, 24), line(10, 10, 14, 14), line(34, 34, 38, 38)),
        *(line(10, 38, 14, 34), line(34, 14, 38, 10)),
    ),
    Pictogram.EVENING: (
        *_HORIZON,
        *_RISEN,
        line(24, 6, 24, 19),
        line(19, 14, 24, 19, 29, 14),
    ),
    Pictogram.NIGHT: (
        shape(
            *(30, 5, 20, 8, 13, 15, 11, 24, 13, 33, 20, 40, 30, 43, 40, 40),
            *(31, 37, 25, 31, 23, 24, 25, 16),
            filled=True,
        ),
        Disc(38, 14, 2, filled=True),
        Disc(41, 26, 2, filled=True),
    ),
    Pictogram.BEFORE_FOOD: (
        *_PLATE_ALL,
        *_PILL,
        line(24, 10, 42, 10),
        line(36, 5, 42, 10, 36, 15),
    ),
    Pictogram.WITH_FOOD: (*_PLATE_ALL, *_PILL, line(30, 10, 40, 10), line(35, 5, 35, 15)),
    Pictogram.AFTER_FOOD: (
        *_PLATE_ALL,
        Disc(38, 10, 5, filled=True),
        line(8, 10, 30, 10),
        line(24, 5, 30, 10, 24, 15),
    ),
    Pictogram.MOUTH: (
        line(38, 4, 26, 6, 20, 14, 20, 20, 15, 27, 20, 28, 20, 31),
        line(20, 31, 26, 33, 20, 36, 22, 41, 31, 41, 33, 46),
        Disc(9, 33, 4, filled=True),
    ),
    Pictogram.EYE: (
        shape(5, 30, 13, 23, 24, 20, 35, 23, 43, 30, 35, 37, 24, 40, 13, 37),
        Disc(24, 30, 5, filled=True),
        shape(24, 4, 20, 11, 24, 14, 28, 11, filled=True),
    ),
    Pictogram.EAR: (
        line(18, 24, 17, 17, 21, 11, 28, 9, 35, 12, 38, 19, 36, 27, 31, 32, 29, 39, 24, 43, 19, 40),
        line(24, 22, 26, 17, 31, 18, 31, 23, 27, 27),
        shape(8, 8, 5, 14, 8, 17, 11, 14, filled=True),
    ),
    Pictogram.NOSE: (
        line(32, 4, 24, 14, 15, 24, 16, 30, 22, 32, 32, 30, 32, 44),
        shape(18, 35, 14, 42, 18, 45, 22, 42, filled=True),
        shape(7, 30, 4, 35, 7, 38, 10, 35, filled=True),
    ),
    Pictogram.SKIN: (
        line(4, 40, 30, 40, 44, 33),
        line(4, 28, 26, 28, 44, 22),
        shape(14, 6, 30, 6, 26, 18, 18, 18),
        Disc(22, 23, 2, filled=True),
    ),
    Pictogram.NOT_SWALLOWED: (
        *_FORBIDDEN,
        shape(19, 18, 29, 18, 29, 36, 19, 36),
        shape(21, 12, 27, 12, 27, 18, 21, 18, filled=True),
    ),
    Pictogram.SHAKE: (
        *_BOTTLE,
        line(17, 28, 31, 28),
        *(line(10, 14, 6, 20, 10, 26), line(38, 14, 42, 20, 38, 26)),
        *(line(10, 32, 6, 38, 10, 44), line(38, 32, 42, 38, 38, 44)),
    ),
    Pictogram.NO_DRIVING: (
        *_FORBIDDEN,
        shape(10, 29, 10, 24, 16, 23, 19, 17, 29, 17, 32, 23, 38, 24, 38, 29),
        Disc(17, 30, 3, filled=True),
        Disc(31, 30, 3, filled=True),
    ),
    Pictogram.NO_ALCOHOL: (
        *_FORBIDDEN,
        shape(17, 12, 31, 12, 30, 20, 26, 25, 22, 25, 18, 20),
        line(24, 25, 24, 35),
        line(18, 35, 30, 35),
    ),
    Pictogram.FRIDGE: (
        line(24, 5, 24, 43),
        line(7, 14, 41, 34),
        line(7, 34, 41, 14),
        *(line(19, 8, 24, 13, 29, 8), line(19, 40, 24, 35, 29, 40)),
        *(line(7, 20, 13, 18, 12, 12), line(41, 28, 35, 30, 36, 36)),
        *(line(12, 36, 13, 30, 7, 28), line(36, 12, 35, 18, 41, 20)),
    ),
}
_OF_MOMENT = {
    DayMoment.MORNING: Pictogram.MORNING,
    DayMoment.NOON: Pictogram.NOON,
    DayMoment.EVENING: Pictogram.EVENING,
    DayMoment.NIGHT: Pictogram.NIGHT,
    DayMoment.BEDTIME: Pictogram.NIGHT,
}
_OF_MEAL = {
    Meal.BEFORE: Pictogram.BEFORE_FOOD,
    Meal.EMPTY: Pictogram.BEFORE_FOOD,
    Meal.WITH: Pictogram.WITH_FOOD,
    Meal.AFTER: Pictogram.AFTER_FOOD,
}
EYES = (Route.EYE, Route.RIGHT_EYE, Route.LEFT_EYE, Route.BOTH_EYES)
EARS = (Route.EAR, Route.RIGHT_EAR, Route.LEFT_EAR, Route.BOTH_EARS)
_OF_ROUTE = {
    Route.ORAL: Pictogram.MOUTH,
    Route.CUTANEOUS: Pictogram.SKIN,
    Route.NASAL: Pictogram.NOSE,
    **dict.fromkeys(EYES, Pictogram.EYE),
    **dict.fromkeys(EARS, Pictogram.EAR),
}
_OF_CAUTION = {
    LabelCaution.SHAKE: Pictogram.SHAKE,
    LabelCaution.NO_DRIVING: Pictogram.NO_DRIVING,
    LabelCaution.NO_ALCOHOL: Pictogram.NO_ALCOHOL,
    LabelCaution.FRIDGE: Pictogram.FRIDGE,
    LabelCaution.EXTERNAL: Pictogram.NOT_SWALLOWED,
}


def pictograms_of(
    dosage: Dosage | None, cautions: Sequence[LabelCaution] = ()
) -> tuple[Pictogram, ...]:
    """What shows the direction: way, moments, meal, cautions; each once."""
    found: dict[Pictogram, None] = {}
    if dosage is not None:
        if dosage.way is not None and dosage.way in _OF_ROUTE:
            found[_OF_ROUTE[dosage.way]] = None
        found.update(dict.fromkeys(_OF_MOMENT[one.moment] for one in dosage.portions))
        if dosage.meal is not None:
            found[_OF_MEAL[dosage.meal]] = None
    found.update(dict.fromkeys(_OF_CAUTION[one] for one in cautions if one in _OF_CAUTION))
    return tuple(found)


def svg_of(pictogram: Pictogram) -> str:
    """The drawing as SVG in the colour of the text around it, without a name of its own."""
    return svg_of_marks(DRAWINGS[pictogram])
