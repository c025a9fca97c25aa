"""What a change doesn't reach is asked of one database, and of each within twice as many proofs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.running import changes, choosing, cover
from tests.support.databases import BROWSER

DATABASES = ("sqlite", "postgresql", "mariadb")
FILES = [f"tests/domains/stock/test_{number}.py" for number in range(60)]


class Item:
    """What choosing asks of a collected test: its kind, or its database's own, or neither."""

    def __init__(self, file: str, *, is_marked: bool, marker: str = "on_each") -> None:
        self.nodeid = f"{file}::test_x"
        self._marker = marker if is_marked else ""

    def get_closest_marker(self, name: str) -> Any:
        return SimpleNamespace(args=()) if name == self._marker else None


@pytest.fixture
def by_change(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A gate by change on three databases, of a change that reaches none of the files."""
    monkeypatch.setenv(choosing.MODE, f"{choosing.GATE} {choosing.CHANGED}")
    monkeypatch.setenv("THERIAC_TEST_DATABASES", ",".join(DATABASES))
    monkeypatch.delenv(choosing.ONLY, raising=False)
    monkeypatch.setattr(changes, "can_reach", lambda _node: False)
    return monkeypatch


def asked(settings: pytest.MonkeyPatch, database: str, turn: int, *, is_marked: bool) -> set[str]:
    settings.setenv("THERIAC_TEST_PART", database)
    settings.setattr(cover, "turn", lambda: turn)
    return {file for file in FILES if choosing.is_chosen(Item(file, is_marked=is_marked))}


@pytest.mark.parametrize("database", DATABASES)
def test_nine_proofs_ask_each_database_what_is_its_own(
    by_change: pytest.MonkeyPatch, database: str
) -> None:
    proofs = [
        asked(by_change, database, turn, is_marked=True)
        for turn in range(choosing.EVERY * len(DATABASES))
    ]
    assert set().union(*proofs) == set(FILES)
    assert all(len(one) < len(FILES) / 2 for one in proofs)


def test_three_proofs_ask_each_of_them_of_some_database(by_change: pytest.MonkeyPatch) -> None:
    proofs = [
        asked(by_change, database, turn, is_marked=True)
        for turn in range(choosing.EVERY)
        for database in DATABASES
    ]
    assert set().union(*proofs) == set(FILES)


def test_of_the_rest_a_tenth_is_asked_of_some_database(by_change: pytest.MonkeyPatch) -> None:
    proofs = [
        asked(by_change, database, turn, is_marked=False)
        for turn in range(choosing.TENTH)
        for database in DATABASES
    ]
    assert set().union(*proofs) == set(FILES)
    assert sum(map(len, proofs)) == len(FILES)


@pytest.mark.parametrize("database", DATABASES)
def test_thirty_proofs_ask_each_database_all_of_the_rest(
    by_change: pytest.MonkeyPatch, database: str
) -> None:
    proofs = [asked(by_change, database, turn, is_marked=False) for turn in range(30)]
    assert set().union(*proofs) == set(FILES)


def each_once(settings: pytest.MonkeyPatch, part: str, marker: str, proofs: int) -> bool:
    """Whether a part takes each of the marked tests in one of so many proofs."""
    settings.setenv("THERIAC_TEST_PART", part)
    taken = []
    for turn in range(proofs):
        settings.setattr(cover, "turn", lambda turn=turn: turn)
        items = [Item(file, is_marked=True, marker=marker) for file in FILES]
        taken += [one.nodeid for one in items if choosing.is_chosen(one)]
    return sorted(taken) == sorted(f"{file}::test_x" for file in FILES)


@pytest.mark.parametrize(("part", "marker"), [("sqlite", "unit"), (BROWSER, "journey")])
def test_what_no_other_database_takes_is_asked_each_time_that_its_tenth_comes(
    by_change: pytest.MonkeyPatch, part: str, marker: str
) -> None:
    assert each_once(by_change, part, marker, proofs=choosing.TENTH)


@pytest.mark.parametrize("database", DATABASES)
def test_what_is_asked_of_a_file_is_never_left_unread(
    by_change: pytest.MonkeyPatch, database: str
) -> None:
    path = choosing.ROOT / "tests/concurrency/test_sales.py"
    file = path.relative_to(choosing.ROOT).as_posix()
    for turn in range(30):
        by_change.setenv("THERIAC_TEST_PART", database)
        by_change.setattr(cover, "turn", lambda turn=turn: turn)
        is_read = not choosing.has_none(path)
        assert is_read >= choosing.is_chosen(Item(file, is_marked=True))


@pytest.mark.parametrize("kind", ["journey", "slow"])
def test_two_proofs_run_what_only_a_change_below_everything_reaches(
    by_change: pytest.MonkeyPatch, kind: str
) -> None:
    by_change.setattr(changes, "can_reach", lambda _node: True)
    by_change.setattr(changes, "can_change_near", lambda _node: True)
    by_change.setattr(changes, "can_reach_from_above", lambda _node: False)
    by_change.setenv("THERIAC_TEST_PART", "sqlite")

    def run(turn: int) -> set[str]:
        by_change.setattr(cover, "turn", lambda: turn)
        items = [Item(file, is_marked=True, marker=kind) for file in FILES]
        return {one.nodeid for one in items if choosing.is_chosen(one)}

    first, second = run(0), run(1)
    assert len(first | second) == len(FILES)
    assert first & second == set()
    by_change.setattr(changes, "can_reach_from_above", lambda _node: True)
    assert len(run(0)) == len(FILES)


def test_what_only_runs_always_is_asked_of_the_two_servers_by_turns(
    by_change: pytest.MonkeyPatch,
) -> None:
    by_change.setattr(changes, "can_reach", lambda _node: True)
    by_change.setattr(changes, "runs_always", lambda _file: True)
    by_change.setattr(changes, "can_change_near", lambda _node: False)
    for turn in range(2):
        first, second = (
            asked(by_change, server, turn, is_marked=True) for server in choosing.SERVERS
        )
        assert first.isdisjoint(second)
        assert first | second == set(FILES)
    by_change.setattr(changes, "can_change_near", lambda _node: True)
    for server in choosing.SERVERS:
        assert asked(by_change, server, 0, is_marked=True) == set(FILES)


@pytest.fixture
def by_program(by_change: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The change reaches the files, but by a whole program alone."""
    by_change.setattr(changes, "can_reach", lambda _node: True)
    by_change.setattr(changes, "can_change_near", lambda _node: False)
    return by_change


def test_each_proof_asks_one_database_what_a_change_reaches_by_a_program(
    by_program: pytest.MonkeyPatch,
) -> None:
    seen = {name: set[str]() for name in DATABASES}
    for turn in range(len(DATABASES)):
        taken = [asked(by_program, name, turn, is_marked=False) for name in DATABASES]
        assert set().union(*taken) == set(FILES)
        assert sum(map(len, taken)) == len(FILES)
        for name, files in zip(DATABASES, taken, strict=True):
            seen[name] |= files
    assert all(files == set(FILES) for files in seen.values())


@pytest.mark.parametrize(("part", "marker"), [("sqlite", "unit"), (BROWSER, "journey")])
def test_two_proofs_ask_it_of_the_only_one_that_takes_it(
    by_program: pytest.MonkeyPatch, part: str, marker: str
) -> None:
    assert each_once(by_program, part, marker, proofs=2)


def test_what_one_of_the_servers_is_asked_comes_in_each_proof(
    by_program: pytest.MonkeyPatch,
) -> None:
    """The marker leaves it to one of the two, whose name the turn doesn't know."""
    for turn in range(2):
        by_program.setattr(cover, "turn", lambda turn=turn: turn)
        taken = {name: set[str]() for name in DATABASES}
        for name in DATABASES:
            by_program.setenv("THERIAC_TEST_PART", name)
            items = [Item(file, is_marked=True, marker="one_server") for file in FILES]
            taken[name] = {one.nodeid for one in items if choosing.is_chosen(one)}
        assert taken["postgresql"] == taken["mariadb"]
        assert taken["sqlite"].isdisjoint(taken["mariadb"])
        assert len(taken["sqlite"] | taken["mariadb"]) == len(FILES)


def test_a_run_of_one_database_asks_it_whole(by_program: pytest.MonkeyPatch) -> None:
    by_program.setenv(choosing.MODE, choosing.CHANGED)
    by_program.setenv("THERIAC_TEST_DATABASES", "sqlite")
    assert asked(by_program, "sqlite", 0, is_marked=False) == set(FILES)
