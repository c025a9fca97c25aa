"""The chart of accounts, by the country's numbers."""

from __future__ import annotations

from dataclasses import dataclass

from theriac.core.problems import Text
from theriac.countries.charts import chart_numbers
from theriac.domains.books.accounts import STANDARD, AccountKind
from theriac.domains.organisation.queries.branches import get_pharmacy


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """An account with its number and name."""

    key: str
    kind: AccountKind
    number: str
    name: Text


def chart() -> dict[str, ChartAccount]:
    """Every account by key, in the order of the numbers; nothing is asked of the reader."""
    pharmacy = get_pharmacy()
    numbers = chart_numbers(pharmacy.country if pharmacy else "generic")
    found = [ChartAccount(key, one.kind, numbers[key], one.name) for key, one in STANDARD.items()]
    return {one.key: one for one in sorted(found, key=lambda one: (one.number, one.key))}
