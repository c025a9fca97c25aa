"""The answer of an identifier check: tax numbers, marketing authorisations, citizens' numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text


@dataclass(frozen=True, slots=True)
class IdentifierCheck:
    """Whether an identifier holds, its compact form, and what to tell the person who typed it.

    ``warnings`` don't refuse it.
    """

    valid: bool
    value: str = ""
    problem: Text = ""
    warnings: tuple[Text, ...] = ()


def refused(problem: Text) -> IdentifierCheck:
    """The identifier doesn't hold; ``problem`` is the sentence beside its field."""
    return IdentifierCheck(valid=False, problem=problem)


@dataclass(frozen=True, slots=True)
class PersonCheck:
    """What a person's identifier says of its bearer, beside whether it holds.

    ``birth_date`` has a guessed century where the identifier writes two digits of the year.
    """

    check: IdentifierCheck
    birth_date: date | None = None
    sex: str = ""


@dataclass(frozen=True, slots=True)
class PersonIdentifier:
    """A number by which a country knows a person: its code, its name, how it is read and masked.

    ``read`` takes what was typed and the day. ``shown`` is how many characters of its beginning
    stay when it is masked, beside the last four.
    """

    code: str
    label: Text
    read: Callable[[str, date], PersonCheck]
    shown: int = 0

    def mask(self, number: str) -> str:
        """The number with dots for what isn't shown; one of few characters is all dots."""
        if len(number) < self.shown + 8:
            return "•" * len(number)
        hidden = len(number) - self.shown - 4
        return f"{number[: self.shown]}{'•' * hidden}{number[-4:]}"


def by_shape(pattern: str, problem: Text) -> Callable[[str, date], PersonCheck]:
    """A reading that holds a number in capitals, without spaces, to a pattern alone."""
    shape = re.compile(pattern)

    def read(text: str, _as_of: date) -> PersonCheck:
        number = re.sub(r"[\s.\-]", "", text).upper()
        fits = shape.fullmatch(number) is not None
        return PersonCheck(IdentifierCheck(valid=True, value=number) if fits else refused(problem))

    return read


PASSPORT = PersonIdentifier(
    "passport",
    _("Passport"),
    by_shape(
        r"(?=.*[0-9])[A-Z0-9]{6,12}",
        _("Enter a valid passport number of 6 to 12 letters and digits."),
    ),
)
