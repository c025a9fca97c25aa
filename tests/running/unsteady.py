"""What is tried once more, and what is put aside for a while.

A test that drives a browser, servers, threads or faults may fail by chance once in thousands of
times. In CI such a failure is tried again at the end, alone, with the same seed. Green then, it
is told as UNSTEADY and noted in ``tests/unsteady.txt``, and whoever works next mends it first. A
test that is noted there twice is put aside: it runs and is told, and can't fail a run until seven
days after the last note. Units, databases, fuzzing and random steps are never tried again: with
one seed they have one result.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.running.records import Record

FILE = Path(__file__).resolve().parents[1] / "unsteady.txt"
TRIED_AGAIN = frozenset({"journey", "simulation", "faults", "concurrency", "slow"})
MOST = 3
PUT_ASIDE_AFTER = 2
DAYS = 7


def notes() -> list[tuple[datetime.date, str]]:
    """When which test was unsteady, as the file has it."""
    if not FILE.exists():
        return []
    told = (line.split(" ", 1) for line in FILE.read_text("utf-8").splitlines() if line)
    return [(datetime.date.fromisoformat(day), name) for day, name in told]


def note(names: Iterable[str], today: datetime.date) -> None:
    """Write down that these tests were unsteady today."""
    known = [*notes(), *((today, name) for name in sorted(set(names)))]
    FILE.write_text("".join(f"{day} {name}\n" for day, name in known), "utf-8")


def put_aside(today: datetime.date) -> set[str]:
    """The tests that can't fail a run today."""
    known = notes()
    often = {
        name
        for name, times in Counter(name for _day, name in known).items()
        if times >= PUT_ASIDE_AFTER
    }
    last = {name: day for day, name in sorted(known)}
    return {name for name in often if today - last[name] <= datetime.timedelta(days=DAYS)}


def to_try(failed: Sequence[Record]) -> list[Record]:
    """What is tried again: all that failed, or nothing where one of it isn't of such a kind."""
    if len(failed) > MOST or any(record.kind not in TRIED_AGAIN for record in failed):
        return []
    return list(failed)
