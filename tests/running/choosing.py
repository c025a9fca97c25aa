"""Which of the collected tests a process takes."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from tests.running import changes, cover
from tests.running.records import BY_FILE, BY_FOLDER, kind_of, plain_name
from tests.support.databases import BROWSER, chosen_databases, own_database, part

MODE = "THERIAC_TEST_MODE"
"""Words that say what kind of run this is; without any, everything is asked."""
GATE = "gate"
"""The servers are asked a part."""
CHANGED = "changed"
"""Only what a change can reach is run whole."""
FAST = "fast"
"""Only what runs in a blink: units, or with CHANGED what a change can reach."""
ONLY = "THERIAC_TEST_ONLY"
"""Names a file with the names of the only tests to run."""
TENTH = 10
EVERY = 3
"""Of so many proofs one asks a database what no change reaches and tells most of the others."""
ROOT = Path(__file__).resolve().parents[2]
SERVERS = ("postgresql", "mariadb")
BROWSER_FOLDERS = ("tests/journeys/", "tests/surfaces/counter/")
BROWSER_WORDS = re.compile(r"\b(mark\.journey|browser|new_page|page: Page)\b")
SAMPLED_WORDS = re.compile(r"\bmark\.(databases|on_each)\b")
SLOW_FILE = re.compile(r"^pytestmark = .*\b(django_db|journey|slow)\b", re.MULTILINE)
"""The mark of a whole file: none of its tests is a unit."""
BY_HALVES = frozenset({"journey", "slow"})
"""Of these a gate runs a half where only a change below everything reaches them."""
WHOLE_ON_EACH = frozenset({"concurrency", "faults"})


def is_mode(word: str) -> bool:
    """Whether this run is of that kind."""
    return word in os.environ.get(MODE, "").split()


def is_chosen(item: Any) -> bool:
    """Whether this process runs the test, as far as the kind of run decides it."""
    name = plain_name(item.nodeid, own_database())
    if os.environ.get(ONLY):
        return name in _only(os.environ[ONLY])
    if is_mode(FAST):
        return _is_fast(item)
    if is_mode(CHANGED) and not changes.can_reach(item.nodeid):
        return _is_left_to_turns(item, name)
    if _is_of_a_program_alone(item.nodeid):
        return _is_on_programs_turn(item)
    if is_mode(GATE) and part() in SERVERS:
        return _is_of_this_server(item.nodeid.partition("::")[0]) and _is_sampled(item, name)
    is_halved = is_mode(GATE) and kind_of(item) in BY_HALVES
    return not is_halved or changes.can_reach_from_above(item.nodeid) or _is_on_half(item)


def draws_in_a_gate(node: str) -> bool:
    """Whether a sweep draws as a gate's; one that changed asks all, and so does one by itself."""
    is_one = is_mode(GATE) or (is_mode(CHANGED) and not is_mode(FAST))
    return is_one and not changes.is_new(node)


def draws_by_change(node: str) -> bool:
    """Whether it asks only what a change reaches, and a share; nothing is left of everything."""
    return is_mode(CHANGED) and draws_in_a_gate(node) and changes.reached() is not None


def _is_on_half(item: Any) -> bool:
    """Whether what is dear and only a change below everything reaches is asked in this gate."""
    function = item.nodeid.partition("[")[0]
    return (crc32(function.encode()) + cover.turn()) % 2 == 0


def _is_of_a_program_alone(node: str) -> bool:
    """Whether a gate by change reaches a test only since its program is built of nearly all."""
    is_one = is_mode(GATE) and is_mode(CHANGED)
    file = node.partition("::")[0]
    return is_one and not (changes.can_change_near(node) or changes.runs_always(file))


def _is_on_programs_turn(item: Any) -> bool:
    """Of such a test one database is asked, by turns; where only one could be, every other time."""
    own = item.get_closest_marker("databases")
    places = [name for name in chosen_databases() if own is None or name in own.args]
    if _is_nobody_elses(item) or len(places) == 1:
        return _is_on_half(item)
    number = crc32(item.nodeid.partition("::")[0].encode()) + cover.turn()
    if item.get_closest_marker("one_server"):  # of the servers the marker leaves one
        return number % 2 == (own_database() in SERVERS)
    return places[number % len(places)] == own_database()


def _is_fast(item: Any) -> bool:
    kind = kind_of(item)
    if is_mode(CHANGED):
        return kind in ("unit", "database") and changes.can_reach(item.nodeid)
    return kind == "unit"


def has_none(path: Path) -> bool:
    """Whether this process wants no test of a file, as far as its text tells: it isn't read."""
    if path.suffix != ".py" or not path.name.startswith("test_"):
        return False
    file = path.relative_to(ROOT).as_posix()
    text = path.read_text("utf-8")
    if is_mode(FAST):
        return not changes.can_reach(file) if is_mode(CHANGED) else bool(SLOW_FILE.search(text))
    if part() == BROWSER and not may_drive_a_browser(file, text):
        return True
    if is_mode(CHANGED) and not changes.can_reach(file):
        is_on_tenth = _is_on_turn(file) and (part() not in SERVERS or _is_tenth_here(file))
        return not (is_on_tenth or (_is_on_own_turn(file) and _may_be_sampled(file, text)))
    if part() not in SERVERS or not is_mode(GATE) or _is_of_a_program_alone(file):
        return False
    return not (_is_of_this_server(file) and _may_be_sampled(file, text))


def _is_of_this_server(file: str) -> bool:
    """Whether this server is asked a file.

    Of what runs always and no change reaches, or by a whole program alone, one is, by turns.
    """
    if not is_mode(CHANGED) or changes.can_change_near(file):
        return True
    return SERVERS[(crc32(file.encode()) + cover.turn()) % len(SERVERS)] == own_database()


def may_drive_a_browser(file: str, text: str) -> bool:
    """False where no test of the file does, by its place and words; held when it is collected."""
    return file.startswith(BROWSER_FOLDERS) or bool(BROWSER_WORDS.search(text))


def _may_be_sampled(file: str, text: str) -> bool:
    return (
        changes.is_new(file)
        or _is_on_turn(file)
        or file in _covering_files()
        or Path(file).parts[1] in BY_FOLDER
        or file in BY_FILE
        or bool(SAMPLED_WORDS.search(text))
    )


@cache
def _covering_files() -> frozenset[str]:
    return frozenset(name.partition("::")[0] for name in cover.names())


def covering(items: Sequence[Any]) -> set[str]:
    """The ids of the tests that send this process's server what no other sends it."""
    if part() not in SERVERS or not is_mode(GATE):
        return set()
    names = cover.names()
    return {item.nodeid for item in items if plain_name(item.nodeid, part()) in names}


def _is_on_turn(file: str) -> bool:
    return (crc32(file.encode()) + cover.turn()) % TENTH == 0


def _is_on_own_turn(file: str) -> bool:
    """Whether this process's database is the one that a file is asked of which no change reaches.

    Every third proof (``--keep``) asks it, the next time of the next database.
    """
    chosen = chosen_databases()
    number, rest = divmod((crc32(file.encode()) + cover.turn()) % (EVERY * len(chosen)), EVERY)
    return rest == 0 and chosen[number] == own_database()


def _is_sampled(item: Any, name: str) -> bool:
    """What is marked as each database's own, what draws its share, new, covering, or on turn."""
    file = item.nodeid.partition("::")[0]
    return changes.is_new(file) or _is_on_turn(file) or _is_telling(item, name)


def _is_left_to_turns(item: Any, name: str) -> bool:
    """Of what a change can't reach: of one database a tenth, and what tells most of the others."""
    file = item.nodeid.partition("::")[0]
    if _is_on_turn(file) and (_is_tenth_here(file) or _is_nobody_elses(item)):
        return True
    return _is_on_own_turn(file) and _is_telling(item, name)


def _is_nobody_elses(item: Any) -> bool:
    """Whether no other database's process could take it: it has no database, or a browser."""
    return part() == BROWSER or item.get_closest_marker("unit") is not None


def _is_tenth_here(file: str) -> bool:
    """Whether this process's database is the one that a file of the tenth is asked of."""
    chosen = chosen_databases()
    return chosen[(crc32(file.encode()) + cover.turn()) // TENTH % len(chosen)] == own_database()


def _is_telling(item: Any, name: str) -> bool:
    """Whether it is a database's own, draws its share, or is of the cover."""
    return (
        kind_of(item) in cover.DRAWN | WHOLE_ON_EACH
        or any(map(item.get_closest_marker, ("databases", "on_each")))
        or name in cover.names()
    )


@cache
def _only(path: str) -> frozenset[str]:
    return frozenset(Path(path).read_text("utf-8").splitlines())
