"""Which tests a mutant is asked, in stages: the nearest first, so that most are caught at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.running import cover
from tests.running.areas import IMPORTED

ROOT = Path(__file__).resolve().parents[2]
FAR = "tests/surfaces/"
UNASKED = (
    "tests/architecture/",
    "tests/faults/",
    "tests/journeys/",
    "tests/locale/",
    "tests/mutation/",
    "tests/simulation/",
)
"""They judge the text of the source, or start whole programs."""
OF_ALL = {
    "commands": ("tests/core/test_refused_commands.py", "tests/scripts/test_commands_page.py"),
    "queries": ("tests/core/test_rights_of_queries.py",),
    "numbering.py": ("tests/domains/organisation/commands/test_document_numbers.py",),
}
"""What is asked of every module of such a folder or name at once; these import none of them."""


def stages_of(file: str) -> list[list[str]]:
    """The test files for a file of the source, stage by stage, none of them twice.

    The mirrored test, those of all commands or queries, those that import the module and those
    that mirror the modules that do; the rest of its domain; the tests of surfaces among the first.
    """
    module = _module(file)
    callers = [test for caller in _callers()[module] for test in mirrored(caller)]
    sweeps = [test for part in file.split("/") for test in OF_ALL.get(part, ())]
    nearest = [*mirrored(file), *sweeps, *_importing()[module], *callers]
    wanted = [
        [name for name in nearest if not name.startswith(FAR)],
        _tests_in(_domain_folder(file)),
        nearest,
    ]
    taken: set[str] = set()
    stages = []
    for stage in wanted:
        own = [name for name in dict.fromkeys(stage) if name not in taken and _is_asked(name)]
        taken.update(own)
        stages.append(own)
    return [stage for stage in stages if stage]


def covering() -> list[str]:
    """The names of the tests that send every statement, of files that are there and asked."""
    return sorted(filter(_is_asked, cover.names()))


def mirrored(file: str) -> list[str]:
    """The test file that mirrors a module, and those in a folder of its name."""
    path = Path(file.replace("src/theriac/", "tests/", 1))
    own = path.with_name(f"test_{path.name}").as_posix()
    return [*([own] if (ROOT / own).is_file() else []), *_tests_in(path.with_suffix("").as_posix())]


def _is_asked(name: str) -> bool:
    return not name.startswith(UNASKED) and (ROOT / name.partition("::")[0]).is_file()


def _domain_folder(file: str) -> str:
    parts = file.split("/")
    deep = 4 if parts[2] == "domains" else 3
    return "/".join(["tests", *parts[2:deep]])


def _tests_in(folder: str) -> list[str]:
    paths = (ROOT / folder).rglob("test_*.py")
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


def _module(file: str) -> str:
    path = Path(file.removeprefix("src/")).with_suffix("")
    return ".".join((path.parent if path.name == "__init__" else path).parts)


@cache
def _importing() -> dict[str, list[str]]:
    """Which test files import each module."""
    return _importers("tests", "test_*.py")


@cache
def _callers() -> dict[str, list[str]]:
    """Which files of the source import each module."""
    return _importers("src/theriac", "*.py")


def _importers(folder: str, pattern: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / folder).rglob(pattern)):
        for module in sorted(set(_imported(path))):
            found[module].append(path.relative_to(ROOT).as_posix())
    return found


def _imported(path: Path) -> Iterator[str]:
    for module, names in IMPORTED.findall(path.read_text("utf-8")):
        yield module
        for name in names.split(",") if names else []:
            yield f"{module}.{name.split(' as ')[0].strip()}"
