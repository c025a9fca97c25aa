"""A cheap set of tests sends every statement, and what a server missed is found."""

from pathlib import Path

import pytest

from tests.running import cover
from tests.running.records import Record


def ran(name: str, cost: float, *statements: int, part: str = "sqlite") -> Record:
    return Record(
        name=name,
        node=name,
        part=part,
        kind="database",
        outcome="passed",
        cost=cost,
        statements=list(statements),
    )


def test_every_statement_is_sent_by_a_chosen_test_and_dear_ones_are_left_out() -> None:
    found = [ran("dear", 9.0, 1, 2, 3), ran("a", 0.1, 1, 2), ran("b", 0.1, 2, 3), ran("c", 0.1, 3)]
    assert cover.chosen(found) == ["a", "b"]


def test_a_test_that_alone_sends_something_is_chosen_whatever_it_costs() -> None:
    assert cover.chosen([ran("dear", 9.0, 1, 4), ran("a", 0.1, 1)]) == ["a", "dear"]


def test_nothing_is_chosen_of_nothing() -> None:
    assert cover.chosen([]) == []
    assert cover.chosen([ran("a", 0.1)]) == []


def test_what_a_server_was_not_sent_is_found_with_the_tests_that_send_it() -> None:
    found = [
        ran("a", 0.1, 1, 2),
        ran("b", 0.1, 2, 3),
        ran("c", 5.0, 3, 1),
        ran("a", 0.1, part="postgresql"),
    ]
    assert cover.unsent(found, "postgresql") == {3}
    assert [record.name for record in cover.missed(found, "postgresql")] == ["b"]
    assert cover.unsent([*found, ran("b", 0.1, part="postgresql")], "postgresql") == set()


def test_what_draws_its_statements_promises_none() -> None:
    drawn = ran("walk", 0.1, 7)
    drawn.kind = "random steps"
    assert cover.statements([drawn, ran("a", 0.1, 1)]) == {1}


def test_a_turn_that_moves_on_keeps_the_cover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cover, "FILE", tmp_path / "cover.txt")
    monkeypatch.setattr(cover, "_read", lambda: (7, frozenset({"tests/b.py::x", "tests/a.py::y"})))
    cover.move_on()
    assert cover.FILE.read_text("utf-8") == "turn 8\ntests/a.py::y\ntests/b.py::x\n"
