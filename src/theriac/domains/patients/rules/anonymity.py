"""k-anonymity of rows about people: generalised step by step, suppressed where that isn't enough.

Sweeney, "k-Anonymity: a model for protecting privacy" (2002): each row that is given shares its
quasi-identifiers with at least k - 1 others. Pure: rows in, rows out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

ANY = "*"
LEAST_K, USUAL_K, MOST_K = 3, 5, 1000
_POSTCODE = re.compile(r"(?<!\d)(\d{5,6})(?!\d)")
POSTCODE_KEPT = 3


@dataclass(frozen=True, slots=True)
class Described:
    """A person as analysts see one: band of birth years, sex, region; and what is sensitive."""

    pseudonym: str
    born: str
    sex: str
    region: str
    facts: tuple[str, ...]

    @property
    def quasi(self) -> tuple[str, str, str]:
        """What others may know about a person, and find them by."""
        return self.born, self.sex, self.region


@dataclass(frozen=True, slots=True)
class Anonymous:
    """The rows that may be given, how many were suppressed, and the smallest l of any class."""

    rows: Sequence[Described]
    suppressed: int
    k: int
    diversity: int


def band_of(birth_date: date | None, years: int = 10) -> str:
    """1980-1989 where ``years`` is 10; ``ANY`` without a date of birth."""
    if birth_date is None:
        return ANY
    first = birth_date.year - birth_date.year % years
    return f"{first}-{first + years - 1}"


def region_of(addresses: Sequence[str]) -> str:
    """The first digits of the first postcode in the addresses (five or six digits)."""
    for address in addresses:
        found = _POSTCODE.search(address)
        if found:
            return found[1][:POSTCODE_KEPT] + ANY
    return ANY


def _without_region(row: Described) -> Described:
    return replace(row, region=ANY)


def _wider(row: Described) -> Described:
    if row.born == ANY:
        return replace(row, region=ANY)
    first = int(row.born[:4])
    wide = first - first % 20
    return replace(row, region=ANY, born=f"{wide}-{wide + 19}")


def _only_sex(row: Described) -> Described:
    return replace(row, region=ANY, born=ANY)


def _as_it_is(row: Described) -> Described:
    return row


STEPS: tuple[Callable[[Described], Described], ...] = (
    _as_it_is,
    _without_region,
    _wider,
    _only_sex,
)


def anonymised(rows: Sequence[Described], k: int) -> Anonymous:
    """Give each row at the first step at which k rows look alike; suppress what never does."""
    given: list[Described] = []
    left = list(rows)
    for step in STEPS:
        seen = [step(row) for row in left]
        sizes = Counter(row.quasi for row in seen)
        given += [row for row in seen if sizes[row.quasi] >= k]
        left = [row for row, told in zip(left, seen, strict=True) if sizes[told.quasi] < k]
    return Anonymous(given, len(left), k, diversity_of(given))


def smallest_class(rows: Sequence[Described]) -> int:
    """The k that rows really have: the size of the smallest class; 0 for no rows.

    It knows nothing of how they were made, so that it judges them.
    """
    classes: dict[tuple[str, str, str], int] = {}
    for row in rows:
        classes[row.born, row.sex, row.region] = classes.get((row.born, row.sex, row.region), 0) + 1
    return min(classes.values(), default=0)


def diversity_of(rows: Sequence[Described]) -> int:
    """The l of l-diversity: the fewest different sets of facts in any class; 0 for no rows."""
    facts: dict[tuple[str, str, str], set[tuple[str, ...]]] = {}
    for row in rows:
        facts.setdefault(row.quasi, set()).add(row.facts)
    return min((len(found) for found in facts.values()), default=0)
