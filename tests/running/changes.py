"""What changed since the last whole proof, and which tests that can reach.

What changed is what isn't as ``tests/proven.txt`` has it. Tiers are strict, so that the imports
say what a changed one can reach: module by module, since a screen that takes a badge from another
topic's isn't changed by what that one also reads. A test belongs to the areas that its folder
mirrors and to those that its file imports. What no import tells of (settings, packages, what every
test goes through) reaches every test, and so does a file of a place that isn't known.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.running import calls, proven
from tests.running.areas import (
    ALONE,
    BY_TOPIC,
    CHOOSING,
    ROOT,
    SOURCE,
    area_of,
    built_with,
    is_known,
    mirrors_scripts,
    modules,
    named_by_settings,
    whole_programs,
    with_importers,
)

AS_IF = "THERIAC_TEST_AS_IF"
PROGRAM = f"{SOURCE}/__main__.py"
BELOW = ("src/theriac/core/", "src/theriac/countries/", "tests/support/", "contracts")
"""Whose change by itself asks journeys by halves."""
ALWAYS = (
    "tests/locale/",
    "tests/architecture/",
    "tests/scripts/",
    "tests/core/test_refused_commands.py",
    "tests/core/test_rights_of_queries.py",
    "tests/surfaces/api/test_document.py",
    "tests/surfaces/test_",
)
"""What goes over all that there is as a list: a new thing is on it without being imported."""
DRAWS = "on_turn: Turns"
"""A sweep that draws: it runs always, and asks what a change reaches and a ninth of the rest."""


@cache
def changed() -> frozenset[str]:
    """The areas that aren't as the last whole proof left them, those that went included.

    Where a plan names files: as if those had changed and nothing else.
    """
    if os.environ.get(AS_IF):
        return frozenset(map(area_of, os.environ[AS_IF].split()))
    now, then = proven.digests(), proven.known()
    return frozenset(area for area in now.keys() | then.keys() if now.get(area) != then.get(area))


@cache
def may_be_everything() -> bool:
    """Whether what changed reaches every test, as far as is known."""
    return (
        not proven.known()
        or not all(map(is_known, changed()))
        or "tests" in _reached_in_tests()
        or not named_by_settings().isdisjoint(reached_modules())
    )


@cache
def reached_modules() -> frozenset[str]:
    """The modules of what changed, and all that import them, however far."""
    return with_importers(changed(), SOURCE)


@cache
def reached() -> frozenset[str] | None:
    """The changed areas and those of all that import them; None: it may be everything."""
    return None if may_be_everything() else changed() | _areas_of(reached_modules())


@cache
def _modules_reached_near() -> frozenset[str]:
    """The same, without the programs of nearly all domains that didn't change themselves."""
    programs = whole_programs()
    return frozenset(
        one for one in reached_modules() if one not in programs or area_of(one) in changed()
    )


@cache
def _changed_above() -> tuple[frozenset[str], frozenset[str]]:
    """What changed above what lies below everything, and the modules that it reaches."""
    above = frozenset(one for one in changed() if is_known(one) and not one.startswith(BELOW))
    return above, with_importers(above, SOURCE)


@cache
def _reached_in_tests() -> frozenset[str]:
    """What some tests share that changed or imports what changed: folders and modules of tests."""
    begun = {area for area in changed() if area.startswith("tests/")}
    if "contracts" in changed():
        begun |= {area_of(name) for name in modules("tests") if _names_contracts(name)}
    return _with_importing_tests(begun)


def _with_importing_tests(areas: Iterable[str]) -> frozenset[str]:
    """Of what chooses the tests only the files count that import it: it acts in no test."""
    begun = frozenset(areas)
    found = set(map(area_of, with_importers(begun - {CHOOSING}, "tests")))
    if CHOOSING in begun:
        of_it = map(area_of, with_importers({CHOOSING}, "tests"))
        found |= {area for area in of_it if area.endswith(".py")}
    return begun | found


@cache
def _reached_in_tests_above() -> frozenset[str]:
    """The same of what isn't shared by all."""
    own = (area for area in changed() if area.startswith("tests/"))
    return _with_importing_tests(area for area in own if not area.startswith(BELOW))


def _names_contracts(file: str) -> bool:
    is_program = file.startswith("tests/running/")
    return not is_program and "contracts" in (ROOT / file).read_text("utf-8")


def is_new(node: str) -> bool:
    """Whether a test's file is new or changed since the last whole proof."""
    return not proven.known() or node.partition("::")[0] in changed()


@cache
def _file_is_reached(file: str) -> bool:
    return (
        may_be_everything()
        or _is_reached_by(file, changed(), reached_modules())
        or _shares(file, _reached_in_tests())
    )


@cache
def _file_is_reached_near(file: str) -> bool:
    """What looks at nearly everything is near to its own module, and to what is below them all."""
    begun, near = changed(), _modules_reached_near()
    if any(one.startswith(BELOW) for one in begun) or file.startswith(tuple(whole_surfaces())):
        return _file_is_reached(file)
    is_of_all = calls.go_over_all(file) or _mirrored(file).as_posix() in whole_programs()
    reaches = _mirrors if is_of_all else _is_reached_by
    return (
        may_be_everything()
        or file in begun
        or reaches(file, begun, near)
        or _shares(file, _reached_in_tests())
    )


def runs_always(file: str) -> bool:
    """Whether a file goes over all that there is, by a list or by drawing of it."""
    return file.startswith(ALWAYS) or _draws(file)


def _draws(file: str) -> bool:
    path = ROOT / file
    return not file.startswith("tests/journeys/") and path.is_file() and DRAWS in path.read_text()


@cache
def _file_is_reached_from_above(file: str) -> bool:
    return _is_reached_by(file, *_changed_above()) or _shares(file, _reached_in_tests_above())


def _is_reached_by(file: str, begun: frozenset[str], modules: frozenset[str]) -> bool:
    """By a change of these areas, which reaches these modules."""
    if file in begun or any(file.startswith(f"tests/{one}/") for one in ALONE & begun):
        return True
    if any(map(file.startswith, whole_surfaces())):
        return True
    areas = begun | _areas_of(modules)
    if calls.are_answered(file, begun, modules):
        return True
    topic = Path(file).stem.removeprefix("test_backoffice_")
    return (
        _mirrors(file, begun, modules)
        or f"src/theriac/surfaces/backoffice/{topic}" in areas
        or _is_built_with(file, begun, modules)
    )


def _mirrored(file: str) -> Path:
    """The module whose test a file is, by its place and name."""
    own = Path(file.replace("tests/", "src/theriac/", 1))
    return own.with_name(own.name.removeprefix("test_"))


def _mirrors(file: str, begun: frozenset[str], modules: frozenset[str]) -> bool:
    """Whether it is the test of something that changed, or that a change reaches.

    Of a surface that is the very module, where it has one, or else what answers it; elsewhere any
    of the whole area.
    """
    module = _mirrored(file)
    area = area_of(module.with_name(Path(file).name).as_posix())
    if area in begun or module.as_posix() in modules:
        return True
    if file.startswith("tests/surfaces/"):
        is_told_otherwise = (ROOT / module).is_file() or mirrors_scripts(file)
        if is_told_otherwise or calls.known().get(file):
            return False
    return area in _areas_of(modules)


def _is_built_with(file: str, begun: frozenset[str], modules: frozenset[str]) -> bool:
    named = built_with(ROOT / file)
    return not modules.isdisjoint(named) or not begun.isdisjoint(map(area_of, named))


@cache
def _areas_of(modules: frozenset[str]) -> frozenset[str]:
    """But for the program's first module, which stands above them all and is no settings' own."""
    return frozenset(area_of(one) for one in modules if one != PROGRAM)


def _shares(file: str, changed_in_tests: frozenset[str]) -> bool:
    """By import, as a neighbour, which may name a module in a text, or as one of the folder."""
    folder = file.rpartition("/")[0]
    return file in changed_in_tests or any(
        f"{folder}/".startswith(f"{area}/") or area.rpartition("/")[0] == folder
        for area in changed_in_tests
        if not area.endswith(".py")
    )


@cache
def whole_surfaces() -> frozenset[str]:
    """How the tests begin that a change of what a surface's screens share reaches as a whole."""
    found = set()
    for area in changed():
        parts = area.split("/")
        if parts[:3] != ["src", "theriac", "surfaces"] or len(parts) == 3:
            continue
        own = ROOT / "tests" / "surfaces" / Path(*parts[3:])
        is_topic = own.is_dir() or (ROOT / area / "urls.py").is_file()
        is_shared = len(parts) > 4 and parts[4] not in BY_TOPIC and not is_topic
        if len(parts) == 4 or is_shared:
            found |= {f"tests/surfaces/{parts[3]}/", *calls.journeys_of(parts[3])}
    return frozenset(found)


def can_reach(node: str) -> bool:
    """Whether what changed since the last whole proof can reach a test, or it runs always."""
    file = node.partition("::")[0]
    return runs_always(file) or can_change(file)


def can_change(node: str) -> bool:
    """Whether it can reach a test by what that imports, mirrors or shares."""
    return _file_is_reached(node.partition("::")[0])


def can_change_near(node: str) -> bool:
    """The same, but not by being one of nearly all things that a whole program is built of."""
    return _file_is_reached_near(node.partition("::")[0])


def can_reach_from_above(node: str) -> bool:
    """The same, where what lies below everything isn't counted.

    What asks a surface, nobody knows yet what of it, counts too, so that a proof asks it whole.
    """
    file = node.partition("::")[0]
    is_unknown = file.startswith(calls.FOLDERS) and file not in calls.known()
    return not proven.known() or is_unknown or _file_is_reached_from_above(file)


def forget() -> None:
    """What follows from the change is asked anew."""
    for kept in (
        may_be_everything,
        reached_modules,
        _modules_reached_near,
        reached,
        _changed_above,
        whole_surfaces,
        _reached_in_tests,
        _reached_in_tests_above,
        _file_is_reached,
        _file_is_reached_near,
        _file_is_reached_from_above,
    ):
        kept.cache_clear()
