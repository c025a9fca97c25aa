"""Whether goods that a customer returns may be sold again: dated rows, by legal class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

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


PRACTICE = _("Pharmacy practice: dispensed medicines are not sold again; check the local law")


def by_practice(*, to_shelf: Sequence[str], never: Sequence[str]) -> tuple[ReturnRule, ...]:
    """The rows of a country whose law wasn't read: these classes may be sold again, those not."""
    return tuple(
        ReturnRule(
            legal_class=legal_class,
            valid_from=date(2000, 1, 1),
            to_shelf=legal_class in to_shelf,
            source=PRACTICE,
        )
        for legal_class in (*to_shelf, *never)
    )


def may_go_to_shelf(rules: Sequence[ReturnRule], legal_class: str, on: date) -> bool:
    """Whether the country lets returned goods of this class be sold again on that day.

    A class that has no row doesn't go back: caution until somebody looks the law up.
    """
    try:
        rule = row_in_force([rule for rule in rules if rule.legal_class == legal_class], on)
    except NotInForce:
        return False
    return rule.to_shelf
