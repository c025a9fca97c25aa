"""Which code is mutated: what loses money, stock or rights when it is wrong.

A domain that comes later adds its own lines here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = "src/theriac"
RIGHTS_ONLY = frozenset({"permission", "no permission"})


@dataclass(frozen=True, slots=True)
class Target:
    """Files of one subject, by a pattern from the source on; ``operators`` empty means all."""

    subject: str
    pattern: str
    operators: frozenset[str] = frozenset()


STOCK_ROOM = (
    "cold_chain",
    "disposal",
    "recalls",
    "replenishment",
    "serials",
    "stocktaking",
    "transfers",
)
TARGETS = (
    Target("money", "core/money.py"),
    Target("money", "domains/pricing/rules/*.py"),
    Target("money", "countries/*/tax.py"),
    Target("money", "domains/purchasing/rules/c*.py"),
    Target("money", "domains/sales/checkout/*.py"),
    Target("ceilings", "countries/*/ceilings.py"),
    Target("ceilings", "domains/pricing/rules/ceilings.py"),
    Target("stock", "core/quantity.py"),
    Target("stock", "core/database/counters.py"),
    Target("stock", "domains/stock/*.py"),
    Target("stock", "domains/stock/rules/*.py"),
    Target("stock", "domains/stock/reserved/*.py"),
    Target("stock", "domains/stock/commands/**/*.py"),
    *(Target("stock", f"domains/{name}/commands/*.py") for name in STOCK_ROOM),
    Target("stock", "domains/cold_chain/rules.py"),
    Target("stock", "domains/recalls/rules.py"),
    Target("stock", "domains/replenishment/rules.py"),
    Target("stock", "domains/stocktaking/rules.py"),
    Target("stock", "domains/transfers/rules.py"),
    Target("rights", "core/actor.py"),
    Target("rights", "core/command.py"),
    Target("rights", "core/query.py"),
    Target("rights", "core/permissions.py"),
    Target("rights", "core/rights.py"),
    Target("rights", "core/approval/*.py"),
    Target("rights", "domains/accounts/grants.py"),
    Target("rights", "domains/accounts/rules.py"),
    Target("rights", "domains/accounts/queries/reach.py"),
    Target("rights", "domains/**/commands/**/*.py", RIGHTS_ONLY),
    Target("rights", "domains/**/queries/**/*.py", RIGHTS_ONLY),
    Target("numbering", "domains/sales/rules.py"),
    Target("numbering", "domains/sales/checkout/numbers.py"),
    Target("numbering", "domains/sales/commands/close_series.py"),
    Target("numbering", "domains/sales/commands/void_number.py"),
    Target("numbering", "domains/sales/queries/series.py"),
    Target("numbering", "domains/organisation/numbering.py"),
    Target("numbering", "domains/organisation/commands/series.py"),
    Target("numbering", "domains/purchasing/numbering.py"),
    Target("numbering", "countries/*/numbering.py"),
    Target("idempotency", "core/idempotency/context.py"),
    Target("idempotency", "core/database/insert.py"),
    Target("idempotency", "domains/sales/pushes/*.py"),
    Target("idempotency", "surfaces/api/idempotency.py"),
)
WITHOUT_RULES = frozenset(
    {"__init__.py", "apps.py", "events.py", "ids.py", "models.py", "permissions.py", "problems.py"}
)
"""Declarations; ``core/permissions.py`` is named above."""


@cache
def files_of(target: Target) -> tuple[str, ...]:
    """The paths from the root that a target's pattern names, in order."""
    return tuple(_files_of(target))


def _files_of(target: Target) -> Iterator[str]:
    is_named = "*" not in target.pattern
    for path in sorted((ROOT / SOURCE).glob(target.pattern)):
        if is_named or path.name not in WITHOUT_RULES:
            yield path.relative_to(ROOT).as_posix()


def is_target(file: str) -> bool:
    """Whether any target names a file."""
    return any(file in files_of(target) for target in TARGETS)
