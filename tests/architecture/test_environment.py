"""The example environment names every variable that there is, and that a program of ours reads."""

from __future__ import annotations

import re

import pytest

from tests.architecture.source import ROOT
from theriac.config.env import VARIABLES
from theriac.surfaces.operations.env_example import env_example

NAME = re.compile(r"^#?([A-Z][A-Z0-9_]+)=", re.MULTILINE)
BETWEEN_OUR_OWN = {
    "THERIAC_CALLED_FROM",
    "THERIAC_SUPERVISED",
    "THERIAC_TEST_AS_IF",
    "THERIAC_TEST_MODE",
    "THERIAC_TEST_ONLY",
    "THERIAC_TEST_PART",
    "THERIAC_TEST_PLAN",
    "THERIAC_TEST_RESULTS",
}


@pytest.mark.rows("OPS-22")
def test_every_variable_is_named_once() -> None:
    named = NAME.findall(env_example())
    assert len(named) == len(set(named))
    assert {variable.name for variable in VARIABLES} - set(named) == set()


@pytest.mark.rows("OPS-22")
def test_every_variable_that_any_of_our_programs_reads_is_named() -> None:
    programs = [
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "bench").rglob("*.py"),
        *(ROOT / "scripts").iterdir(),
        ROOT / "theriac",
        ROOT / "theriac.cmd",
        ROOT / ".ci" / "run",
    ]
    read = {
        name
        for path in programs
        if path.is_file()
        for name in re.findall(
            r"\bTHERIAC_[A-Z]+(?:_[A-Z]+)*\b(?!_)", path.read_text("utf-8", "ignore")
        )
    }
    named = set(NAME.findall(env_example()))
    files = {f"{name}_FILE" for name in named}
    assert read - named - files - BETWEEN_OUR_OWN == set()
