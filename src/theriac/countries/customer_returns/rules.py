"""Whether goods that a customer returns may be sold again: dated rows, by legal class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from theriac.core.problems import Text
from theriac.countries.dated import NotInForce, row_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRule:
    """From a day on, whether unopened goods of the class may go back to the shelf.

    ``is_confirmed``: the law's own text was read; else a local professional must check it.
    """

    legal_class: str
    valid_from: date
    to_shelf: bool
    source: Text
    is_confirmed: bool = False


def may_go_to_shelf(rules: Sequence[ReturnRule], legal_class: str, on: date) -> bool:
    """Whether the country lets returned goods of this class be sold again on that day.

    A class that has no row doesn't go back: caution until somebody looks the law up.
    """
    try:
        rule = row_in_force([rule for rule in rules if rule.legal_class == legal_class], on)
    except NotInForce:
        return False
    return rule.to_shelf
