"""Scenario files run against a whole installation of its own, made for the moment and removed.

A scenario pushes sales or asks the API; that mustn't touch a pharmacy's books. So a second
process starts on an empty folder with SQLite, brings the database up to date, and plays the cases
there. ``python -m theriac.surfaces.operations.conform.scenarios.scratch NAME OUT`` is that process.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import theriac
from theriac.surfaces.operations.conform.case import Case

SCENARIOS = {
    "idempotency": "theriac.surfaces.operations.conform.scenarios.requests_again",
    "refresh_rotation": "theriac.surfaces.operations.conform.scenarios.refreshes",
    "offline_numbering": "theriac.surfaces.operations.conform.scenarios.pushes",
}
"""Modules by the name of the file that they play.

Each has ``prepare()``, ``play(case)``, ``expectation(case, given)`` (what the file expects, in the
form of what is given) and ``ROLLED_BACK``: whether a case's doings are undone after it.
"""

_LONGEST = 300


class ScratchFailed(RuntimeError):
    """The installation couldn't be made; the text is the last that it said."""


def _environment(folder: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("THERIAC_", "DATABASE_URL", "DJANGO_"))
    }
    return kept | {
        "DJANGO_SETTINGS_MODULE": "theriac.config.settings",
        "THERIAC_ENVIRONMENT": "development",
        "THERIAC_DATA": folder,
        "THERIAC_LOG_LEVEL": "error",
        "DATABASE_URL": "",
        "PYTHONPATH": str(Path(theriac.__file__).parents[1]),
        "PYTHONUTF8": "1",
    }


def play_apart(name: str, cases: Sequence[Case]) -> list[Mapping[str, Any]]:
    """What each case gave: ``{"expected": …, "given": …}``, or ``{"raised": …}``.

    Raises ScratchFailed.
    """
    with tempfile.TemporaryDirectory(prefix="theriac-conform-") as folder:
        out = Path(folder) / "answers.json"
        done = subprocess.run(  # noqa: S603 (our own program on our own interpreter)
            [sys.executable, "-m", __name__, name, str(out)],
            input=json.dumps(list(cases)),
            capture_output=True,
            encoding="utf-8",
            env=_environment(folder),
            cwd=folder,
            timeout=_LONGEST,
            check=False,
        )
        if done.returncode or not out.exists():
            said = done.stderr.strip().splitlines()
            raise ScratchFailed(said[-1] if said else "it said nothing")
        found: list[Mapping[str, Any]] = json.loads(out.read_text("utf-8"))
    return found


def _answer(scenario: Any, case: Case) -> dict[str, Any]:
    try:
        given = _undone(scenario, case) if scenario.ROLLED_BACK else scenario.play(case)
        return {"expected": scenario.expectation(case, given), "given": given}
    except Exception as raised:  # noqa: BLE001 (a case may break the code: that is its verdict)
        return {"raised": f"{type(raised).__name__}: {raised}"}


def _undone(scenario: Any, case: Case) -> object:
    from django.db import transaction  # noqa: PLC0415 (app-ready)

    with transaction.atomic():
        given: object = scenario.play(case)
        transaction.set_rollback(True)
    return given


def main(name: str, out: Path) -> None:
    """Make the installation in THERIAC_DATA and play the cases on standard input."""
    import django  # noqa: PLC0415 (slow)
    from django.core.management import call_command  # noqa: PLC0415 (app-ready)

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    scenario = importlib.import_module(SCENARIOS[name])
    scenario.prepare()
    answers = [_answer(scenario, case) for case in json.load(sys.stdin)]
    out.write_text(json.dumps(answers), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
