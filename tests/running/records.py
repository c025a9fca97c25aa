"""What is kept of each test of a run: its kind, part, rows, outcome, cost, statements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

BY_FOLDER = {
    "simulation": "simulation",
    "faults": "faults",
    "concurrency": "concurrency",
    "properties": "random steps",
}
BY_FILE = {
    "tests/surfaces/api/test_fuzzing.py": "fuzz",
    "tests/surfaces/backoffice/shares/test_visitors.py": "sweep",
    "tests/surfaces/backoffice/test_hostile_input.py": "sweep",
    "tests/surfaces/test_elsewhere.py": "sweep",
    "tests/surfaces/test_matrix.py": "sweep",
    "tests/surfaces/test_minimum_necessary.py": "sweep",
    "tests/surfaces/test_screens_matrix.py": "sweep",
}
START = "start"
"""The kind of what isn't a test: what a process spent before, between and after its tests."""
BY_MARKER = ("journey", "slow")


@dataclass(slots=True)
class Record:
    """One test on one part. ``name`` is its id without the database; ``cost`` in core-seconds.

    Of the cost, ``served`` is what the database's server worked.
    """

    name: str
    node: str
    part: str
    kind: str
    outcome: str
    cost: float
    served: float = 0.0
    rows: list[str] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)

    @property
    def file(self) -> str:
        return self.name.partition("::")[0]

    @property
    def function(self) -> str:
        """The test without its parameters."""
        return self.name.partition("[")[0]


def kind_of(item: Any) -> str:
    """Which kind of test it is: see tests/README.md."""
    file = item.nodeid.partition("::")[0]
    by_place = BY_FILE.get(file) or BY_FOLDER.get(Path(file).parts[1])
    if by_place:
        return by_place
    for marker in BY_MARKER:
        if item.get_closest_marker(marker):
            return marker
    return "database" if item.get_closest_marker("db") else "unit"


def plain_name(node: str, database: str) -> str:
    """A test's id without the name of the database and the group it runs in."""
    test, _, _group = node.partition("@")
    function, bracket, parameters = test.partition("[")
    if not bracket:
        return test
    left = [one for one in parameters[:-1].split("-") if one != database]
    return f"{function}[{'-'.join(left)}]" if left else function


def of_lost(node: str) -> Record:
    """A failure that no process told the end of: a file that wasn't read, a process that died."""
    return Record(name=node, node=node, part="", kind="lost", outcome="failed", cost=0)


def of_start(part: str, cost: float) -> Record:
    """What a process of a part spent on no test: importing, collecting, its database."""
    return Record(name=START, node=START, part=part, kind=START, outcome="passed", cost=cost)


def rows_of(item: Any) -> list[str]:
    return sorted({row for marker in item.iter_markers("rows") for row in marker.args})


def write(path: Path, records: Iterable[Record]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as lines:
        for record in records:
            lines.write(json.dumps(asdict(record)) + "\n")


def read(path: Path) -> list[Record]:
    if not path.exists():
        return []
    return [Record(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def failed(records: Sequence[Record]) -> list[Record]:
    return [record for record in records if record.outcome == "failed"]
