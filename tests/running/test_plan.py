"""A plan shares a function's known cost among its cases, and a file's among its cheap tests."""

from pathlib import Path

import pytest

from tests.running import plan, report
from tests.running.records import Record


def record(name: str, cost: float) -> Record:
    return Record(name, name, "sqlite", "unit", "passed", cost)


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a whole run wrote down of one file: a dear function of two cases, three cheap ones."""
    monkeypatch.setattr(report, "BASELINE", tmp_path / "costs.txt")
    costs = {"dear[1]": 3.0, "dear[2]": 1.0, "cheap_a": 0.1, "cheap_b": 0.2, "cheap_c": 0.3}
    report.write_baseline([record(f"tests/test_x.py::{name}", costs[name]) for name in costs])


ALL = [f"tests/test_x.py::{name}" for name in ("dear[1]", "dear[2]", "cheap_a", "cheap_b")]


@pytest.mark.usefixtures("known")
def test_what_is_written_down_is_each_dear_function_and_the_rest_of_its_file() -> None:
    assert report.read_baseline() == {
        "sqlite tests/test_x.py::dear": 4.0,
        "sqlite tests/test_x.py": 0.6,
    }


@pytest.mark.usefixtures("known")
def test_a_plan_costs_what_its_tests_did() -> None:
    assert plan.estimated("sqlite", ALL, ALL) == {"tests/test_x.py": pytest.approx(4.6)}
    assert plan.estimated("sqlite", ALL[1:3], ALL) == {"tests/test_x.py": pytest.approx(2.3)}
    assert plan.estimated("mariadb", ALL, ALL) == {"tests/test_x.py": 0}
    assert "2 tests of 4, about 2 core-seconds" in plan.told("sqlite", ALL[1:3], ALL)
