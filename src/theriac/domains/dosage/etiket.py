"""Which label a medicine gets: white for what goes through the mouth, blue for everything else.

Indonesia, Permenkes 73/2016, attachment, chapter III: "etiket warna putih untuk obat dalam/oral,
warna biru untuk obat luar dan suntik; label kocok dahulu pada suspensi atau emulsi".
"""

from __future__ import annotations

from enum import StrEnum

from theriac.domains.dosage.directions.phrasebook import LabelCaution
from theriac.domains.dosage.terms import Dosage, Route

THROUGH_THE_MOUTH = frozenset({Route.ORAL, Route.SUBLINGUAL})
INSIDE = THROUGH_THE_MOUTH | {Route.INJECTED, Route.INHALED}


class LabelColour(StrEnum):
    """Putih and biru."""

    WHITE = "white"
    BLUE = "blue"


def colour_of(dosage: Dosage) -> LabelColour | None:
    """The label's colour; None where neither route nor unit say which, so that a person does."""
    if dosage.way is None:
        return None
    return LabelColour.WHITE if dosage.way in THROUGH_THE_MOUTH else LabelColour.BLUE


def own_cautions(dosage: Dosage) -> tuple[LabelCaution, ...]:
    """What the way itself asks for: what isn't for inside the body isn't swallowed."""
    way = dosage.way
    return (LabelCaution.EXTERNAL,) if way is not None and way not in INSIDE else ()
