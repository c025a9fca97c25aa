"""What ``conform`` prints, and with what it exits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from theriac.surfaces.operations.conform import run_files

VECTORS = Path(__file__).parents[4] / "contracts" / "vectors"


def write(folder: Path, name: str, cases: list[dict[str, Any]]) -> Path:
    path = folder / name
    path.write_text(json.dumps({"title": "t", "rules": [], "cases": cases}), encoding="utf-8")
    return path


GOOD = {"id": "g-1", "input": "27AAPFU0939F1ZV", "valid": True}
BAD = {"id": "g-2", "input": "27AAPFU0939F1ZV", "valid": False}
BROKEN = {"id": "g-3", "valid": True}


def test_each_case_and_the_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_files([write(tmp_path, "in_gstin.json", [GOOD])]) == 0
    assert capsys.readouterr().out == "in_gstin.json\n  g-1: passed\n1 passed, 0 failed\n"


def test_a_failure_says_what_was_expected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_files([write(tmp_path, "in_gstin.json", [GOOD, BAD, BROKEN])]) == 1
    assert capsys.readouterr().out == (
        "in_gstin.json\n"
        "  g-1: passed\n"
        "  g-2: FAILED, expected False, given True\n"
        "  g-3: FAILED, raised KeyError: 'input'\n"
        "1 passed, 2 failed\n"
    )


def test_a_file_that_nothing_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = write(tmp_path, "in_gstin.json", [GOOD])
    other = write(tmp_path, "moon_phases.json", [GOOD])
    assert run_files([str(good), str(other)]) == 1
    assert capsys.readouterr().out == (
        "in_gstin.json\n"
        "  g-1: passed\n"
        "moon_phases.json\n"
        "  no code of Theriac answers this file yet\n"
        "1 passed, 0 failed, 1 files not answered\n"
    )


@pytest.mark.parametrize("text", ["", "[1]", '{"cases": 3}', '{"cases": [1]}', "a,b\n1,2"])
def test_a_file_of_another_form(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in_gstin.json"
    path.write_text(text, encoding="utf-8")
    assert run_files([path]) == 1
    assert capsys.readouterr().out == (
        "in_gstin.json\n"
        "  this isn't a conformance file: JSON with a list of cases is expected\n"
        "0 passed, 0 failed, 1 files not answered\n"
    )


def test_a_missing_file(tmp_path: Path) -> None:
    assert run_files([tmp_path / "in_gstin.json"]) == 1
