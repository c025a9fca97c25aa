"""Scenario files are played in an installation of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from theriac.surfaces.operations.conform import run_files
from theriac.surfaces.operations.conform.scenarios.scratch import SCENARIOS, play_apart

VECTORS = Path(__file__).parents[5] / "contracts" / "vectors"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_every_scenario_passes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = VECTORS / f"{name}.json"
    count = len(json.loads(path.read_text("utf-8"))["cases"])
    run_files([path])
    assert capsys.readouterr().out.splitlines()[-1] == f"{count} passed, 0 failed"


@pytest.mark.slow
def test_a_case_that_breaks_is_told() -> None:
    played = play_apart("offline_numbering", [{"id": "x"}, {"id": "y", "skew_minutes": "?"}])
    assert [list(result) for result in played] == [["raised"], ["raised"]]
