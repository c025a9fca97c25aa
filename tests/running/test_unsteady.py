"""What is tried again, and what is put aside for how long."""

import datetime
from pathlib import Path

import pytest

from tests.running import unsteady
from tests.running.records import Record

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def own_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(unsteady, "FILE", tmp_path / "unsteady.txt")


def failure(kind: str) -> Record:
    return Record(name="t", node="t", part="sqlite", kind=kind, outcome="failed", cost=1)


@pytest.mark.parametrize("kind", ["journey", "simulation", "faults", "concurrency", "slow"])
def test_what_chance_has_a_hand_in_is_tried_again(kind: str) -> None:
    assert len(unsteady.to_try([failure(kind)] * 3)) == 3


@pytest.mark.parametrize("kind", ["unit", "database", "fuzz", "random steps", "sweep", "lost"])
def test_what_has_one_result_is_never_tried_again(kind: str) -> None:
    assert unsteady.to_try([failure(kind)]) == []
    assert unsteady.to_try([failure("journey"), failure(kind)]) == []


def test_more_than_three_are_a_broken_build() -> None:
    assert unsteady.to_try([failure("journey")] * 4) == []


def test_a_test_is_put_aside_when_it_was_noted_twice_and_for_seven_days() -> None:
    unsteady.note(["once", "twice"], TODAY - datetime.timedelta(days=2))
    unsteady.note(["twice"], TODAY)
    assert unsteady.put_aside(TODAY) == {"twice"}
    assert unsteady.put_aside(TODAY + datetime.timedelta(days=7)) == {"twice"}
    assert unsteady.put_aside(TODAY + datetime.timedelta(days=8)) == set()


def test_no_file_puts_nothing_aside() -> None:
    assert unsteady.put_aside(TODAY) == set()
