"""What a run says of its cost: by kind, folder, part and row, and what grew most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tests.running.records import START, Record

BASELINE = Path(__file__).resolve().parents[1] / "costs.txt"
"""Core-seconds of each dear test function in the last long run, and of the cheap ones of a file."""
DEAR, TOLD = 0.5, 0.05
SHOWN = 10
ROW_LIMIT = 8.0
"""A feature row may add so many core-seconds to the proof."""


def lines(found: Sequence[Record]) -> Iterator[str]:
    """The report, a line at a time."""
    total = sum(record.cost for record in found)
    starts = [record for record in found if record.kind == START]
    tests = [record for record in found if record.kind != START]
    served = sum(record.served for record in tests)
    yield (
        f"core-seconds: {total:.0f} in {len(tests)} tests ({total / 120:.1f} min of two cores); "
        f"of these the databases' servers {served:.0f}, and {len(starts)} processes before, "
        f"between and after their tests {sum(record.cost for record in starts):.0f}"
    )
    for title, key in GROUPS:
        yield from _table(title, tests, key)
    yield from _rows(tests)
    yield from _grown(tests)


def _folder(record: Record) -> str:
    return "/".join(record.file.split("/")[1:3]).removesuffix(".py")


GROUPS: tuple[tuple[str, Callable[[Record], str]], ...] = (
    ("part", lambda record: record.part),
    ("kind", lambda record: record.kind),
    ("folder", _folder),
)


def _table(title: str, found: Iterable[Record], key: Callable[[Record], str]) -> Iterator[str]:
    sums: dict[str, list[float]] = defaultdict(list)
    for record in found:
        sums[key(record)].append(record.cost)
    told = sorted(sums.items(), key=lambda one: -sum(one[1]))
    yield f"by {title}: " + " · ".join(
        f"{name} {sum(costs):.0f} ({len(costs)})" for name, costs in told if sum(costs) >= 1
    )


def _rows(found: Iterable[Record]) -> Iterator[str]:
    """A test that shows several rows is shared out among them."""
    sums: dict[str, float] = defaultdict(float)
    for record in found:
        for row in record.rows:
            sums[row] += record.cost / len(record.rows)
    dear = sorted(sums.items(), key=lambda one: -one[1])
    above = sum(1 for _row, cost in dear if cost > ROW_LIMIT)
    yield (
        f"by row: {len(sums)} rows, {sum(sums.values()):.0f} together, {above} above "
        f"{ROW_LIMIT:.0f}: " + " · ".join(f"{row} {cost:.0f}" for row, cost in dear[:SHOWN])
    )


def by_function(found: Iterable[Record]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for record in found:
        if record.kind != START:
            sums[f"{record.part} {record.function}"] += record.cost
    return sums


def _grown(found: Iterable[Record]) -> Iterator[str]:
    before = read_baseline()
    if not before:
        return
    grown = sorted(
        ((cost - before.get(name, DEAR), name) for name, cost in by_function(found).items()),
        reverse=True,
    )
    yield "grown most since the last long run:"
    for more, name in grown[:SHOWN]:
        if more > 0:
            yield f"  {more:+.1f} {name}"


def read_baseline() -> dict[str, float]:
    if not BASELINE.exists():
        return {}
    told = (line.split(" ", 1) for line in BASELINE.read_text("utf-8").splitlines())
    return {name: float(cost) for cost, name in told}


def write_baseline(found: Iterable[Record]) -> None:
    costs: dict[str, float] = defaultdict(float)
    for name, cost in by_function(found).items():
        costs[name if cost >= DEAR else name.partition("::")[0]] += cost
    told = sorted((name, cost) for name, cost in costs.items() if cost >= TOLD)
    BASELINE.write_text("".join(f"{cost:.1f} {name}\n" for name, cost in told), "utf-8")
