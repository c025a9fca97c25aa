"""The areas of the source and of the tests, and which file imports which.

An area is what is held to be changed as a whole: a domain, a topic of a surface, a package of core,
a module that tests share, a test file.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "src" / "theriac" / "config"
CORE_APP = 3
SOURCE = "src/theriac"
DOMAINS = f"{SOURCE}/domains"
NEARLY_ALL = 0.8
IMPORTED = re.compile(
    r"^\s*(?:from|import) ((?:theriac|tests)(?:\.\w+)+)(?: import (\([^)]*\)|[\w, ]+))?",
    re.MULTILINE,
)
NAMED = re.compile(r"\"((?:theriac|tests)(?:\.\w+)+)[\":]")
"""A module that a text names: a plugin, a middleware, what a program is told to run."""
WORD = re.compile(r"\w+")
SPLIT = frozenset({"core", "countries", "domains", "surfaces", "integrations"})
TOPICS = frozenset({"backoffice", "api", "operations"})
"""Surfaces whose folders and modules are areas of their own."""
BY_TOPIC = frozenset({"routers", "schemas"})
"""Folders of the API that have a module or folder for each topic."""
ALONE = frozenset({"engine", "bench", "scripts", "contracts"})
"""Folders beside the source that only tests of theirs read."""
OF_ALL = frozenset({"__init__", "apps", "migrations", "models"})
"""What of core no import tells of: the project itself loads it."""
LISTS = frozenset({"tests/surfaces/matrix.csv", "tests/surfaces/screens_matrix.csv"})
"""A line of them is of a screen or operation that its own module declares: sweeps draw by that."""
CHOOSING = "tests/running"
"""What says which tests a run asks and how it ends: no test finds anything else by it."""
OF_EACH_TEST = frozenset(
    {"__init__", "clock", "compiled", "costs", "order", "parts", "plugin", "statements"}
)
"""What there is beside it in the same folder: each test goes through it."""
EVERYBODYS = "tests/support/shop.py"
UNCOUNTED = frozenset({"__pycache__", "locale"})
"""Words are translated with the screen that says them; tests/locale runs always."""
REGISTERS = {
    "src/theriac/domains/__init__.py": re.compile(
        rb'^    "(theriac\.domains\.\w+)",\n', re.MULTILINE
    ),
    "src/theriac/surfaces/api/api.py": re.compile(
        rb"^from (theriac\.surfaces\.api\.routers)(?:\.\w+)* import (?:\([^)]*\)|.*)\n"
        rb"|^    \w+\.router,.*\n",
        re.MULTILINE,
    ),
}
"""Files that list what there is, and how such a line looks: it is of what it lists."""
CHECKED = frozenset({"djangofmt", "importlinter", "mypy", "ruff"})
"""What ``./theriac check`` runs: no test reads its settings, but for those that always run."""
READ = ("src/theriac", *sorted(ALONE), "tests", "requirements")


@cache
def area_of(path: str) -> str:
    """The area of a file, by its path from the root."""
    parts = path.split("/")
    if parts[0] == "tests":
        return _area_of_tests(path)
    if parts[:2] != ["src", "theriac"] or len(parts) < 4:
        return parts[0] if parts[0] != "src" else "src/theriac/config"
    if parts[2] not in SPLIT:
        return "/".join(parts[:3])
    if "templates" in parts and len(parts) > 7:  # …/backoffice/templates/backoffice/TOPIC/…
        return "/".join([*parts[:4], parts[6]])
    return "/".join(parts[: _depth(parts)]).removesuffix(".py")


def _depth(parts: list[str]) -> int:
    if parts[2] == "surfaces" and parts[3] in TOPICS and len(parts) > 4:
        return 6 if parts[3] == "api" and parts[4] in BY_TOPIC else 5
    return 4


def _area_of_tests(path: str) -> str:
    """A test file by itself, with data that is named like it; a module; else the whole folder."""
    folder, _, name = path.rpartition("/")
    if name.startswith("test_") or path in LISTS:
        return path
    stem, _, suffix = name.rpartition(".")
    if folder == CHOOSING and stem not in OF_EACH_TEST:
        return CHOOSING
    if folder in ("tests", CHOOSING):
        return "tests"
    own = f"{folder}/test_{stem}.py"
    if suffix != "py" and (ROOT / own).is_file():
        return own
    is_module = suffix == "py" and stem not in ("conftest", "__init__")
    return f"{folder}/{stem}" if is_module else folder


def is_known(area: str) -> bool:
    """Whether imports, or the folder's own tests, say what an area reaches."""
    parts = area.split("/")
    if parts[:2] == ["src", "theriac"]:
        is_own = len(parts) > 3 and parts[2] in SPLIT
        return is_own and not (parts[2] == "core" and parts[3] in OF_ALL)
    return parts[0] in ALONE or (parts[0] == "tests" and len(parts) > 1)


def files() -> Iterator[Path]:
    """What a run's answer may follow from, in a fixed order."""
    yield ROOT / "pyproject.toml"
    for folder in READ:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and UNCOUNTED.isdisjoint(path.parts) and path.suffix != ".pyc":
                yield path


def shares_of(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Which area what a file says is of: its own, but for what only tells of another one."""
    lines = REGISTERS.get(name)
    if lines:
        for line in lines.finditer(content):
            listed = line.group(1) or b"theriac.surfaces.api.routers"
            yield area_of(f"src/{listed.decode().replace('.', '/')}/__init__.py"), line.group()
        content = lines.sub(b"", content)
    elif name == "pyproject.toml":
        told = tomllib.loads(content.decode())
        told["tool"] = {tool: one for tool, one in told["tool"].items() if tool not in CHECKED}
        content = repr(told).encode()
    yield area_of(name), content


@cache
def modules(of: str) -> frozenset[str]:
    """The paths of the modules below a folder."""
    return frozenset(path.relative_to(ROOT).as_posix() for path in (ROOT / of).rglob("*.py"))


@cache
def imported(path: Path) -> frozenset[str]:
    """The files that a module imports or names in a text; the settings name everything."""
    return frozenset(_imported(path, path.read_text("utf-8")))


@cache
def mirrors_scripts(file: str) -> bool:
    """Whether it is the test of a browser's scripts: what the server imports can't change them."""
    named = file.removeprefix("tests/surfaces/").split("/")[:-1]
    if not named:
        return False
    surface, *folders = named
    own = ROOT / "src" / "theriac" / "surfaces" / surface
    is_there = own.joinpath("static", surface, *folders).is_dir()
    return is_there and not own.joinpath(*folders).is_dir()


@cache
def built_with(path: Path) -> frozenset[str]:
    """The files that a test imports, and those that do so whose help it takes: tests/support.

    What nearly every test begins in is left aside.
    """
    found, left = set(imported(path)), [path]
    taken = {EVERYBODYS}
    while left:
        helpers = {one for one in imported(left.pop()) if one.startswith("tests/support/")}
        for helper in helpers - taken:
            found |= imported(ROOT / helper)
            left.append(ROOT / helper)
        taken |= helpers
    return frozenset(found)


def _imported(path: Path, text: str) -> Iterator[str]:
    for module, names in IMPORTED.findall(text):
        for name in WORD.findall(names) or [""]:
            yield file_of_module(f"{module}.{name}".rstrip("."))
    if path.parent != CONFIG and path.relative_to(ROOT).as_posix() not in REGISTERS:
        yield from map(file_of_module, NAMED.findall(text))


@cache
def named_by_settings() -> frozenset[str]:
    """The modules of core that the settings name: each request or each start goes by them."""
    text = "".join(path.read_text("utf-8") for path in CONFIG.glob("*.py"))
    named = (file_of_module(name) for name in NAMED.findall(text) if not _is_app(name))
    return frozenset(name for name in named if name.startswith("src/theriac/core/"))


def _is_app(module: str) -> bool:
    """Whether a module is an app of core, which is loaded and, as such, does nothing."""
    parts = module.split(".")
    return parts[:2] == ["theriac", "core"] and len(parts) <= CORE_APP


@cache
def file_of_module(module: str) -> str:
    """The file of a module, or of what it holds."""
    path = ROOT / ("src" if module.startswith("theriac") else "") / Path(*module.split("."))
    while not (path.is_dir() or path.with_suffix(".py").is_file()):
        path = path.parent
    name = path.relative_to(ROOT).as_posix()
    return f"{name}/__init__.py" if path.is_dir() else f"{name}.py"


@cache
def _importers(of: str) -> dict[str, set[str]]:
    """Which files import each file, among those below a folder."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in modules(of):
        for file in imported(ROOT / name):
            found[file].add(name)
    return found


def with_importers(areas: Iterable[str], of: str) -> frozenset[str]:
    """The modules of these areas below a folder, and each that imports one of them, however far."""
    begun = frozenset(areas)
    left = [name for name in modules(of) if area_of(name) in begun]
    found = set(left)
    while left:
        new = _importers(of).get(left.pop(), set()) - found
        found |= new
        left += new
    return frozenset(found)


@cache
def whole_programs() -> frozenset[str]:
    """The modules that are built of nearly all domains: the API, the demo, what starts it all.

    There is a wide gap below them: what else takes most domains takes three quarters of them.
    """
    domains = [path.name for path in (ROOT / DOMAINS).iterdir() if (path / "__init__.py").is_file()]
    taking = Counter(
        module for name in domains for module in with_importers([f"{DOMAINS}/{name}"], SOURCE)
    )
    return frozenset(one for one, many in taking.items() if many > NEARLY_ALL * len(domains))
