"""For which goods the law asks that the patient be recorded: dated rows, by legal class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from theriac.core.problems import Text
from theriac.countries.dated import NotInForce, row_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientRule:
    """From a day on, whether a sale of the class names its patient.

    ``is_confirmed``: the law's own text was read; else a local professional must check it.
    """

    legal_class: str
    valid_from: date
    asked: bool
    source: Text
    is_confirmed: bool = False


def asks_patient(rules: Sequence[RecipientRule], legal_class: str, on: date) -> bool:
    """Whether the law asks for the patient of goods of this class on a day."""
    try:
        return row_in_force([rule for rule in rules if rule.legal_class == legal_class], on).asked
    except NotInForce:
        return False
