"""What a change doesn't reach is asked of one database, and of each within as many proofs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.running import changes, choosing, cover

DATABASES = ("sqlite", "postgresql", "mariadb")
FILES = [f"tests/domains/stock/test_{number}.py" for number in range(60)]


class Item:
    """What choosing asks of a collected test: a database's own, or one that says little."""

    def __init__(self, file: str, *, is_marked: bool) -> None:
        self.nodeid = f"{file}::test_x"
        self._is_marked = is_marked

    def get_closest_marker(self, name: str) -> Any:
        return SimpleNamespace(args=()) if self._is_marked and name == "on_each" else None


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
def test_three_proofs_ask_each_database_what_is_its_own(
    by_change: pytest.MonkeyPatch, database: str
) -> None:
    proofs = [asked(by_change, database, turn, is_marked=True) for turn in range(3)]
    assert set().union(*proofs) == set(FILES)
    assert all(len(one) < len(FILES) * 2 / 3 for one in proofs)


def test_a_proof_asks_each_of_them_of_some_database(by_change: pytest.MonkeyPatch) -> None:
    proofs = [asked(by_change, database, 4, is_marked=True) for database in DATABASES]
    assert set().union(*proofs) == set(FILES)


def test_of_the_rest_a_tenth_is_asked(by_change: pytest.MonkeyPatch) -> None:
    proofs = [asked(by_change, "sqlite", turn, is_marked=False) for turn in range(choosing.TENTH)]
    assert set().union(*proofs) == set(FILES)
    assert sum(map(len, proofs)) == len(FILES)


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
