"""One topic has one word on every floor; a module is named by a thing, not by an activity."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SOURCE, python_files, short
from tests.architecture.test_size import MAX_MODULES

DOMAINS = {path.parent.name for path in (SOURCE / "domains").glob("*/__init__.py")} - {"domains"}
OF_SEVERAL = {
    "approvals": "yes of another person, whatever it is about",
    "audit": "the trail and the seal",
    "auth": "sign-in and tokens",
    "events": "what is announced",
    "exports": "lists as files",
    "feed": "changes, for programs that keep a copy",
    "files": "kept files",
    "conflicts": "what waits of several domains, as core has it",
    "imports": "files of other systems",
    "jobs": "background work",
    "people": "staff, of the domain accounts",
    "problem": "the form of each refusal",
    "settings": "settings of the pharmacy, of the domain organisation",
    "shares": "what is shown to visitors, of the domain accounts",
    "shell": "the frame of each screen",
    "today": "the first page",
    "types": "types of the document",
}
"""Topics of a surface that are no domain's name, and why."""
FLOORS = (
    "src/theriac/surfaces/api/routers",
    "src/theriac/surfaces/api/schemas",
    "src/theriac/surfaces/backoffice",
    "tests/domains",
    "tests/surfaces/backoffice",
)
NO_TOPIC = frozenset({"static", "templates", "templatetags"})
ACTIVITIES = frozenset(
    "again agreeing beyond buying care concerned elsewhere finding former generosity giving "
    "happened keep leaving lend lying moving nights peers recalling seeing seen surroundings told "
    "watching wishes".split()
)
"""Names that were here once and told nobody what stands there."""
THINGS = {
    "counselling": "a domain: the trade's word",
    "dispensing": "the trade's word",
    "encoding": "how bytes stand in a text",
    "forecasting": "a domain",
    "formatting": "how numbers and days are written",
    "heading": "what stands over a column (CONTEXT.md)",
    "landing": "the page after the sign-in (CONTEXT.md)",
    "listing": "a list in pages",
    "mapping": "which column means what",
    "numbering": "a country's rule and its series (CONTEXT.md: pharmacy)",
    "outgoing": "calls that go out: no activity",
    "pairing": "how a device becomes a terminal (CONTEXT.md: terminal)",
    "pending": "what waits: no activity",
    "posting": "what a receipt or count put into the books (CONTEXT.md: count)",
    "pricing": "a domain",
    "purchasing": "a domain",
    "ranking": "the order of what a search found: no activity",
    "sealing": "of texts, apart from the seal of the books (CONTEXT.md: sealing key)",
    "spelling": "how a word is written: no activity",
    "standing": "what became of a record, what comes before what: no activity",
    "compounding": "a domain, what the law calls it",
    "stocktaking": "a domain",
    "training": "a counter’s mode in which nothing is real (CONTEXT.md)",
}
"""What ends in -ing and is a thing of the field, and why."""
SMALL_BY_RIGHT = frozenset({"backends", "integrations", "handout", "templatetags"})
"""Folders whose shape somebody else wants: Django, an outside system, who gets a script."""
MOST_LINES = 300
KEPT_NAME = re.compile(
    r'(?:@command|@task|@on_event|@verifies|Listing|finding)\([^()"]*(?:name=)?"(\w+\.\w+)"'
)


@pytest.mark.parametrize("floor", FLOORS)
def test_each_folder_of_a_floor_is_a_topic(floor: str) -> None:
    folders = {path.name for path in (ROOT / floor).iterdir() if path.is_dir()}
    named = {name for name in folders if not name.startswith(("_", ".")) and name not in NO_TOPIC}
    assert named - DOMAINS - OF_SEVERAL.keys() == set()


def test_each_schema_and_router_alone_is_a_topic() -> None:
    names = {
        path.stem
        for floor in FLOORS[:2]
        for path in (ROOT / floor).glob("*.py")
        if path.name != "__init__.py"
    }
    assert names - DOMAINS - OF_SEVERAL.keys() == set()


def test_nothing_is_named_by_an_activity() -> None:
    found = {short(path) for path in SOURCE.rglob("*") if path.stem in ACTIVITIES}
    assert {name for name in found if "/vendor/" not in name and "__pycache__" not in name} == set()


def test_what_ends_like_an_activity_is_a_thing_of_the_field() -> None:
    """Modules, and folders of whatever they hold; none is let off that isn't there."""
    modules = {path.stem for path in python_files()}
    folders = {path.name for path in SOURCE.rglob("*") if path.is_dir()}
    assert {name for name in modules | folders if name.endswith("ing")} == THINGS.keys()


def test_what_the_database_names_begins_with_its_domain() -> None:
    """Commands, tasks, reactions and checks of a domain, its lists and what `verify` finds."""
    elsewhere = {
        f"{short(path)}: {match.group(1)}"
        for path in python_files(SOURCE / "domains")
        for match in KEPT_NAME.finditer(path.read_text("utf-8"))
        if match.group(1).split(".")[0] != path.relative_to(SOURCE / "domains").parts[0]
    }
    assert elsewhere == set()


def test_a_package_that_fits_a_module_is_one() -> None:
    """Of fewer than three modules, when they fit together: a folder of one file hides it.

    Where the folder above is full (``test_size``), a small one stays.
    """
    small = []
    for folder in sorted({path.parent for path in python_files() if path.name == "__init__.py"}):
        if is_by_right(folder):
            continue
        parts = [path for path in folder.iterdir() if is_part(path)]
        lines = sum(len(path.read_text("utf-8").splitlines()) for path in parts if path.is_file())
        has_folders = any(path.is_dir() for path in parts)
        is_room = len([*folder.parent.glob("*.py")]) - 1 < MAX_MODULES
        if len(parts) < 3 and not has_folders and lines <= MOST_LINES and is_room:
            small.append(short(folder))
    assert small == []


def is_part(path: Path) -> bool:
    """Whether it is a module, a package, or something that a module reads from beside it."""
    if path.is_dir():
        return path.name != "__pycache__"
    return path.name != "__init__.py"


def is_by_right(folder: Path) -> bool:
    """Whether it is small because somebody else wants the folder, or one verb a file."""
    is_verbs = folder.name == "commands" or (folder / "models.py").exists()
    return is_verbs or not SMALL_BY_RIGHT.isdisjoint(folder.relative_to(SOURCE).parts)
