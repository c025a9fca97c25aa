"""A run is kept with what failed in it left out, so that the next gate asks that file whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import __main__ as running
from tests.running import calls, cover, proven, report
from tests.running.records import Record, of_lost

FILES = ("tests/core/test_money.py", "tests/core/test_refused_commands.py")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this run keeps what it showed."""
    for module in (calls, proven, cover):
        monkeypatch.setattr(module, "FILE", tmp_path / module.__name__)
    monkeypatch.setattr(report, "BASELINE", tmp_path / report.__name__)
    monkeypatch.setattr(proven, "digests", lambda: {"src/theriac/core/money": "a", FILES[0]: "b"})
    return tmp_path


def ran(file: str, outcome: str) -> Record:
    name = f"{file}::test_x"
    return Record(name, name, "sqlite", "unit", outcome, 1.0, statements=[1])


def test_the_file_of_a_failure_isnt_proven(kept: Path) -> None:
    running.keep([ran(FILES[0], "failed"), ran(FILES[1], "passed")], {}, is_by_change=False)
    assert proven.FILE.read_text("utf-8") == "a src/theriac/core/money\n"
    assert cover.FILE.exists()
    assert report.BASELINE.exists()


def test_by_change_neither_cover_nor_costs_are_new(kept: Path) -> None:
    running.keep([ran(FILES[0], "passed")], {}, is_by_change=True)
    assert proven.FILE.read_text("utf-8").splitlines() == [
        "a src/theriac/core/money",
        f"b {FILES[0]}",
    ]
    assert cover.FILE.read_text("utf-8").startswith("turn ")
    assert not report.BASELINE.exists()


def test_what_failed_nobody_knows_where_leaves_nothing_proven(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    running.keep([ran(FILES[0], "passed"), of_lost("a process")], {}, is_by_change=False)
    assert not any(kept.iterdir())
    assert "nothing is kept" in capsys.readouterr().out
