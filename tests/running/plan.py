"""What a run would ask, and about what that costs by the last whole proof; nothing is run."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tests.running import report

VARIABLE = "THERIAC_TEST_PLAN"
"""Set where a process only tells what it would take."""
LINE = "plan: "


def is_asked() -> bool:
    return bool(os.environ.get(VARIABLE))


def estimated(part: str, taken: Sequence[str], all_there_are: Sequence[str]) -> dict[str, float]:
    """Core-seconds of each file of the taken tests, named without their database.

    Each of a function's cases counts alike, and each of a file's cheap tests. What a sweep leaves
    to later isn't seen: it counts as if it asked all.
    """
    known = report.read_baseline()
    many = Counter(_known_as(name, part, known) for name in all_there_are)
    costs: dict[str, float] = defaultdict(float)
    for name in taken:
        known_as = _known_as(name, part, known)
        costs[name.partition("::")[0]] += known.get(known_as, 0) / many[known_as]
    return costs


def _known_as(name: str, part: str, known: Mapping[str, float]) -> str:
    """The dear function, or else the file that it is one of the cheap tests of."""
    function = f"{part} {name.partition('[')[0]}"
    return function if function in known else f"{part} {name.partition('::')[0]}"


def told(part: str, taken: Sequence[str], all_there_are: Sequence[str]) -> str:
    """A line of it, with the dearest files."""
    costs = estimated(part, taken, all_there_are)
    dearest = sorted(costs.items(), key=lambda one: -one[1])[:5]
    return (
        f"{LINE}{part}: {len(taken)} tests of {len(all_there_are)}, about "
        f"{sum(costs.values()):.0f} core-seconds; dearest: "
        + " · ".join(f"{file.removeprefix('tests/')} {cost:.0f}" for file, cost in dearest)
    )
