"""How a medicine is taken, as a line of a sale or a basket says it."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field, Strict

from theriac.core.facts.records import record
from theriac.domains.clinical.rules.medicines import Dose

MILLI = 1000
MOST_TIMES, MOST_MILLIUNITS = 48, 10_000_000
"""Times a day, and thousandths of a base unit at a time."""


@record
class DoseSaid:
    """``times`` a day it is taken, ``milliunits`` thousandths of a base unit each time."""

    times: Annotated[int, Strict(), Field(ge=1, le=MOST_TIMES)]
    milliunits: Annotated[int, Strict(), Field(ge=1, le=MOST_MILLIUNITS)]

    @property
    def dose(self) -> Dose:
        """The same as the rules count it."""
        return Dose(self.times, Fraction(self.milliunits, MILLI))
