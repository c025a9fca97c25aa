"""What changed since the last whole proof, and which tests that can reach.

``tests/proven.txt`` has a digest of each test file and of each area of the source as a whole run
left them. Tiers are strict, so that the imports say what a changed one can reach: module by module,
since a screen that takes a badge from another topic's isn't changed by what that one also reads. A
test belongs to the areas that its folder mirrors and to those that its file imports. What lies
below everything (core, settings, packages, what tests share) reaches every test.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "tests" / "proven.txt"
IMPORTED = re.compile(
    r"^\s*(?:from|import) ((?:theriac|tests)(?:\.\w+)+)(?: import (\([^)]*\)|[\w, ]+))?",
    re.MULTILINE,
)
WORD = re.compile(r"\w+")
SPLIT = frozenset({"domains", "surfaces", "integrations"})
TOPICS = frozenset({"backoffice", "api", "operations"})
"""Surfaces whose folders and modules are areas of their own."""
BELOW = frozenset(
    {
        "pyproject.toml",
        "requirements",
        "contracts",
        "tests",
        "src/theriac/core",
        "src/theriac/config",
        "src/theriac/countries",
    }
)
SHARED = frozenset({"support", "running"})
"""Folders that any test may use; what stands in others is used by those that import it."""
WITH_JOURNEYS = frozenset({"backoffice", "counter"})
"""Surfaces that people see in a browser; their journeys begin with their names."""
UNCOUNTED = frozenset({"__pycache__", "locale"})
"""Words are translated with the screen that says them; tests/locale runs always."""
ALWAYS = ("tests/locale/", "tests/architecture/", "tests/scripts/")


def area_of(path: str) -> str:
    """The area of a file, by its path from the root."""
    parts = path.split("/")
    if parts[0] == "tests":
        return _area_of_tests(path)
    if parts[:2] != ["src", "theriac"] or len(parts) < 4:
        return parts[0] if parts[0] != "src" else "src/theriac/config"
    if parts[2] not in SPLIT or len(parts) < 5:
        return "/".join(parts[:3])
    deep = 5 if parts[3] in TOPICS and len(parts) > 4 else 4
    if "templates" in parts and len(parts) > 7:  # …/backoffice/templates/backoffice/TOPIC/…
        return "/".join([*parts[:4], parts[6]])
    return "/".join(parts[:deep]).removesuffix(".py")


def _area_of_tests(path: str) -> str:
    """A test file by itself, with data that is named like it; a module; else the whole folder."""
    folder, _, name = path.rpartition("/")
    if name.startswith("test_"):
        return path
    if folder == "tests" or path.split("/")[1] in SHARED:
        return "tests"
    stem, _, suffix = name.rpartition(".")
    own = f"{folder}/test_{stem}.py"
    if suffix != "py" and (ROOT / own).is_file():
        return own
    is_module = suffix == "py" and stem not in ("conftest", "__init__")
    return f"{folder}/{stem}" if is_module else folder


def _files() -> Iterator[Path]:
    yield ROOT / "pyproject.toml"
    for folder in ("src/theriac", "engine", "tests", "requirements", "contracts"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and UNCOUNTED.isdisjoint(path.parts) and path.suffix != ".pyc":
                yield path


@cache
def digests() -> dict[str, str]:
    """Each area's digest as it is now."""
    whole: dict[str, hashlib._Hash] = defaultdict(hashlib.sha256)
    for path in _files():
        name = path.relative_to(ROOT).as_posix()
        if path.parent != ROOT / "tests" or path.suffix == ".py":  # not what a run itself writes
            whole[area_of(name)].update(name.encode() + b"\0" + path.read_bytes())
    return {area: one.hexdigest()[:12] for area, one in sorted(whole.items())}


@cache
def proven() -> dict[str, str]:
    """Each area's digest as the last whole proof left it; empty before the first."""
    if not FILE.exists():
        return {}
    told = (line.split(" ", 1) for line in FILE.read_text("utf-8").splitlines())
    return {area: digest for digest, area in told}


def write() -> None:
    """Keep what is there now as proven."""
    FILE.write_text("".join(f"{one} {area}\n" for area, one in digests().items()), "utf-8")


@cache
def changed() -> frozenset[str]:
    """The areas that aren't as the last whole proof left them, those that went included."""
    now, then = digests(), proven()
    return frozenset(area for area in now.keys() | then.keys() if now.get(area) != then.get(area))


@cache
def _importers(of: str) -> dict[str, set[str]]:
    """Which files import each file, among those below a folder."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (ROOT / of).rglob("*.py"):
        own = path.relative_to(ROOT).as_posix()
        for file in _imported(path):
            found[file].add(own)
    return found


def _imported(path: Path) -> Iterator[str]:
    for module, names in IMPORTED.findall(path.read_text("utf-8")):
        for name in WORD.findall(names) or [""]:
            yield _file_of_module(f"{module}.{name}".rstrip("."))


@cache
def _file_of_module(module: str) -> str:
    path = ROOT / ("src" if module.startswith("theriac") else "") / Path(*module.split("."))
    while not (path.is_dir() or path.with_suffix(".py").is_file()):
        path = path.parent
    name = path.relative_to(ROOT).as_posix()
    return f"{name}/__init__.py" if path.is_dir() else f"{name}.py"


def _with_importers(areas: Iterable[str], of: str) -> frozenset[str]:
    """These areas, and those of each file that imports a file of theirs, however far."""
    begun = frozenset(areas)
    names = (path.relative_to(ROOT).as_posix() for path in (ROOT / of).rglob("*.py"))
    left = [name for name in names if area_of(name) in begun]
    found = set(left)
    while left:
        new = _importers(of).get(left.pop(), set()) - found
        found |= new
        left += new
    return begun | {area_of(name) for name in found}


@cache
def reached() -> frozenset[str] | None:
    """The changed areas and all that import them, however far; None: it may be everything."""
    if not proven() or not BELOW.isdisjoint(changed()):
        return None
    return _with_importers(changed(), "src/theriac")


@cache
def reached_above() -> frozenset[str]:
    """The same of what changed above what lies below everything."""
    return _with_importers(changed() - BELOW, "src/theriac")


@cache
def _reached_in_tests() -> frozenset[str]:
    """What some tests share that changed or imports what changed: folders and modules of tests."""
    of_tests = (area for area in changed() - BELOW if area.startswith("tests/"))
    return _with_importers(of_tests, "tests")


def is_new(node: str) -> bool:
    """Whether a test's file is new or changed since the last whole proof."""
    return not proven() or node.partition("::")[0] in changed()


@cache
def _file_is_reached(file: str) -> bool:
    return reached() is None or file.startswith(ALWAYS) or _file_is_reached_from_above(file)


@cache
def _file_is_reached_from_above(file: str) -> bool:
    areas = reached_above()
    if file in areas or (file.startswith("tests/engine/") and "engine" in areas):
        return True
    if any(map(file.startswith, _whole_surfaces())) or _shares_what_changed(file):
        return True
    if "src/theriac/surfaces/counter" in areas and file in _journeys_of("counter"):
        return True
    mirrored = area_of(file.replace("tests/", "src/theriac/", 1))
    topic = Path(file).stem.removeprefix("test_backoffice_")
    return (
        mirrored in areas
        or f"src/theriac/surfaces/backoffice/{topic}" in areas
        or not areas.isdisjoint(map(area_of, _imported(ROOT / file)))
    )


def _shares_what_changed(file: str) -> bool:
    """By import, as a neighbour, which may name a module in a text, or as one of the folder."""
    folder = file.rpartition("/")[0]
    return file in _reached_in_tests() or any(
        f"{folder}/".startswith(f"{area}/") or area.rpartition("/")[0] == folder
        for area in _reached_in_tests()
        if not area.endswith(".py")
    )


@cache
def _whole_surfaces() -> frozenset[str]:
    """How the tests begin that a change of what a surface's screens share reaches as a whole."""
    found = set()
    for area in changed():
        parts = area.split("/")
        if parts[:3] != ["src", "theriac", "surfaces"] or len(parts) == 3:
            continue
        own = ROOT / "tests" / "surfaces" / Path(*parts[3:])
        if len(parts) == 4 or not own.is_dir():
            found |= {f"tests/surfaces/{parts[3]}/", *_journeys_of(parts[3])}
    return frozenset(found)


@cache
def _journeys_of(surface: str) -> frozenset[str]:
    """The files of journeys through a surface: all but those that name the other one."""
    files = (ROOT / "tests" / "journeys").glob("test_*.py")
    return frozenset(
        f"tests/journeys/{path.name}"
        for path in files
        if surface not in WITH_JOURNEYS or path.stem.split("_")[1] not in WITH_JOURNEYS - {surface}
    )


def can_reach(node: str) -> bool:
    """Whether what changed since the last whole proof can reach a test."""
    return _file_is_reached(node.partition("::")[0])


def can_reach_from_above(node: str) -> bool:
    """The same, where what lies below everything isn't counted."""
    return not proven() or _file_is_reached_from_above(node.partition("::")[0])
