"""Which modules answer what a test file asks of the surfaces, and so which change asks the file.

``tests/calls.txt`` has them as the runs that were kept saw them: a journey, or a test of screens
or operations, asks few of the many addresses, so a change that reaches a view asks the files that
it answers. A journey that stands there alone asked a program of its own, whose answers nobody here
sees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.running.areas import ROOT, area_of

FILE = ROOT / "tests" / "calls.txt"
TESTS = "tests/"
JOURNEYS = "tests/journeys/"
FOLDERS = (JOURNEYS, *(f"tests/surfaces/{one}/" for one in ("api", "backoffice", "counter")))
"""Where the tests are that ask a surface."""
SURFACES = "src/theriac/surfaces/"
COUNTER = f"{SURFACES}counter/"
ADDRESSES = f"{COUNTER}urls.py"
"""It lists what each part of the counter answers, and answers nothing itself."""
WITH_JOURNEYS = frozenset({"backoffice", "counter"})
"""Surfaces that people see in a browser; their journeys begin with their names."""
FRAMES = (f"{SURFACES}backoffice/shell/", f"{SURFACES}backoffice/today/")
"""What many tests pass by on their way: it asks them where it changed itself."""
MANY = 60
"""A file that more modules answer goes over all that a surface has; the next has two thirds."""


@cache
def known() -> dict[str, frozenset[str]]:
    """The modules that answer each file of tests; empty before the first such run."""
    return dict(_read(FILE))


def are_answered(file: str, begun: Collection[str], modules: Iterable[str]) -> bool:
    """Whether what a change of these areas reaches answers a file of tests.

    Where nobody knows what answers a journey: whether it reaches anything that answers at the
    counter.
    """
    reached = {one for one in modules if one.startswith(SURFACES)} - {ADDRESSES}
    if answering := known().get(file):
        frames = tuple(one for one in FRAMES if not file.startswith(_tests_of(one)))
        passed_by = {one for one in reached if one.startswith(frames) and area_of(one) not in begun}
        return not answering.isdisjoint(reached - passed_by)
    return file in journeys_of("counter") and any(one.startswith(COUNTER) for one in reached)


def _tests_of(folder: str) -> str:
    return folder.replace("src/theriac/", TESTS, 1)


def go_over_all(file: str) -> bool:
    """Whether a file of tests asks everything that a surface answers."""
    return len(known().get(file, ())) > MANY


@cache
def journeys_of(surface: str) -> frozenset[str]:
    """The files of journeys through a surface: all but those that name the other one."""
    return frozenset(
        f"{JOURNEYS}{path.name}"
        for path in (ROOT / JOURNEYS).glob("test_*.py")
        if surface not in WITH_JOURNEYS or path.stem.split("_")[1] not in WITH_JOURNEYS - {surface}
    )


def told(results: Path) -> Path:
    """Where the processes of a run say what answered, beside its results."""
    return results.with_suffix(".calls")


def tell(results: Path, file: str, modules: Iterable[str]) -> None:
    """Say what answered one test of a file."""
    results.parent.mkdir(parents=True, exist_ok=True)
    with told(results).open("a", encoding="utf-8") as lines:
        lines.write(_line(file, (one for one in modules if one.startswith(SURFACES))))


def seen(results: Path) -> Mapping[str, set[str]]:
    """What answered each file in a run."""
    found: dict[str, set[str]] = defaultdict(set)
    for file, modules in _read(told(results)):
        found[file] |= modules
    return found


def write(
    found: Mapping[str, Collection[str]], is_whole: Callable[[str], bool], changed: Collection[str]
) -> None:
    """Add what a run saw; what was known of a changed file is forgotten.

    A file that isn't known is noted where the run asked the whole of it.
    """
    kept = {file: one for file, one in known().items() if (ROOT / file).is_file()}
    for file, modules in found.items():
        if file in changed:
            kept[file] = frozenset(modules)
        elif file in kept or is_whole(file):
            kept[file] = kept.get(file, frozenset()).union(modules)
    there = {file: [one for one in kept[file] if (ROOT / one).is_file()] for file in sorted(kept)}
    FILE.write_text("".join(_line(file, modules) for file, modules in there.items()), "utf-8")


def _read(path: Path) -> Iterator[tuple[str, frozenset[str]]]:
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            file, *modules = line.split(" ")
            yield f"{TESTS}{file}", frozenset(f"{SURFACES}{one}" for one in modules)


def _line(file: str, modules: Iterable[str]) -> str:
    names = (one.removeprefix(SURFACES) for one in sorted(modules))
    return " ".join([file.removeprefix(TESTS), *names]) + "\n"
