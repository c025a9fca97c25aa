"""What a run draws by chance is drawn again from the seed that it prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT
from tests.support.turns import SEED

OWN = {name: value for name, value in os.environ.items() if not name.startswith("THERIAC_TEST_")}
"""What this run asks and leaves out is its own: of the run inside it every test is asked."""


def run(*options: str) -> str:
    """What pytest prints of the drawing tests."""
    words = ["-m", "pytest", "-p", "no:cacheprovider", "-s", *options]
    done = subprocess.run(
        [sys.executable, *words, "tests/properties/drawing.py"],
        cwd=ROOT,
        env={**OWN, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 failed, 2 passed" in done.stdout, done.stdout + done.stderr
    return done.stdout


def drawn_in(output: str) -> str:
    (line,) = re.findall(r"^DRAWN .*$", output, re.MULTILINE)
    return str(line)


def falsified_in(output: str) -> list[str]:
    return re.findall(r"assert \((-?\d+) < 1000", output)


@pytest.mark.slow
def test_an_ordinary_run_prints_its_seed_and_the_seed_replays_it() -> None:
    first = run()
    seed = re.search(r"^theriac: seed (\d+);", first, re.MULTILINE)
    assert seed is not None
    assert int(seed[1]) == SEED  # on whatever day

    again = run("--seed", seed[1], "-q")
    other = run("--seed", "7")

    assert drawn_in(again) == drawn_in(first)
    assert falsified_in(again) == falsified_in(first) != []
    assert drawn_in(other) != drawn_in(first)
    assert f"theriac: --seed {seed[1]} draws the same again" in again
    assert "theriac: --seed 7 draws the same again" in other
