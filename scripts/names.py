"""Writes contracts/names.json: the names that the database keeps, and the code answers to.

The trail names commands; what waits names reactions and tasks; a run of `verify` names its checks.
A name that is gone parks what waits under it, so that a change of this file is a decision.

PYTHONPATH=src .venv/bin/python scripts/names.py [--check]
"""

from __future__ import annotations

import json
import sys
from importlib import import_module

from writing import ROOT, run, start_django

FILE = ROOT / "contracts" / "names.json"
SOURCE = ROOT / "src"
DECLARING = ("@command(", "@on_event(", "@task(", "@verifies(")


def import_all() -> None:
    """Import every module that declares one of them."""
    for path in sorted((SOURCE / "theriac").rglob("*.py")):
        if any(word in path.read_text("utf-8") for word in DECLARING):
            import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts))


def names() -> dict[str, list[str]]:
    """The names of the program's own, by what they are names of."""
    from theriac.core.command import declared_commands  # noqa: PLC0415 (app-ready)
    from theriac.core.jobs.task import declared_tasks  # noqa: PLC0415 (app-ready)
    from theriac.core.outbox.reactions import declared_reactions  # noqa: PLC0415 (app-ready)
    from theriac.core.verification.registry import declared_checks  # noqa: PLC0415 (app-ready)

    import_all()
    ours = "theriac."
    return {
        "commands": [one.name for one in declared_commands() if one.module.startswith(ours)],
        "reactions": [
            f"{one.name} to {one.event_type}"
            for one in declared_reactions()
            if one.react.__module__.startswith(ours)
        ],
        "tasks": [one.name for one in declared_tasks() if one.module_path.startswith(ours)],
        "checks": [name for name, check in declared_checks() if check.__module__.startswith(ours)],
    }


def text() -> str:
    """The whole file."""
    return json.dumps(names(), indent=2) + "\n"


if __name__ == "__main__":
    start_django()
    sys.exit(run("names.py", FILE, text))
