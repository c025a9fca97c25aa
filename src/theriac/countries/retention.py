"""How long records are kept: dated rows of a country's law, by kind of record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from theriac.core.problems import Text
from theriac.countries.dated import NotInForce, row_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """A period in days. ``least`` is the law's minimum, 0 where it names none.

    ``usual`` holds unless the pharmacy chose a longer one. ``is_confirmed``: the law's own text was
    read; otherwise a local professional must check it.
    """

    kind: str
    valid_from: date
    least: int
    usual: int
    source: Text
    is_confirmed: bool = False


def rule_for(rules: Sequence[RetentionRule], kind: str, on: date) -> RetentionRule | None:
    """The rule for a kind that holds on a day; None where the country has none."""
    rows = [rule for rule in rules if rule.kind == kind]
    try:
        return row_in_force(rows, on)
    except NotInForce:
        return None


def years(count: int) -> int:
    """Days that are never fewer than so many years."""
    return count * 365 + -(-count // 4)
