"""What is checked: medicines with their substances, and what is known of the patient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

LOCAL_ATC = ("A01", "C05A", "C05B", "D", "G01", "M02", "R01A", "R02", "S")
"""ATC groups of what acts where it is put."""
SYSTEMIC_ATC = ("D01B", "D05B", "D10B")
"""Groups within them of what is swallowed."""
LOCAL_FORMS = frozenset({"cream", "ointment", "gel", "eye drops", "ear drops", "shampoo", "lotion"})
ATC_GROUP, ATC_SUBSTANCE = 5, 7


@dataclass(frozen=True, slots=True)
class Content:
    """A substance of a medicine; ``amount`` is micrograms in one base unit, None: not known."""

    substance: str
    amount: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Dose:
    """How it is taken: so many times a day, so many base units each time."""

    times: int
    units: Fraction


@dataclass(frozen=True, slots=True)
class Medicine:
    """A line of the basket, or a medicine that the patient takes (``is_active``).

    ``id`` is the caller's own, so that an alert names its lines. No ``contents``: nobody said yet
    what is in it. ``doses`` has one for each line that says how it is taken; ``is_partly_said``: a
    further line of it doesn't.
    """

    id: str
    name: str
    contents: tuple[Content, ...] = ()
    atc: str = ""
    dose_form: str = ""
    doses: tuple[Dose, ...] = ()
    is_active: bool = False
    is_partly_said: bool = False

    @property
    def is_local(self) -> bool:
        """Whether it acts where it is put, by its ATC code, else by its form."""
        if self.atc:
            return self.atc.startswith(LOCAL_ATC) and not self.atc.startswith(SYSTEMIC_ATC)
        return self.dose_form in LOCAL_FORMS


@dataclass(frozen=True, slots=True)
class Allergy:
    """An allergy as it is recorded: a code of the list, or words."""

    code: str
    text: str = ""

    @property
    def words(self) -> str:
        """What is looked up and shown."""
        return self.text or self.code


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of the patient; None is "not known", which is something else than "no"."""

    age_months: int | None = None
    weight_grams: int | None = None
    may_be_pregnant: bool = True
    is_pregnant: bool | None = None
    is_breastfeeding: bool | None = None
    allergies: Sequence[Allergy] = ()
    conditions: Sequence[str] = ()
    unread_conditions: Sequence[str] = ()
