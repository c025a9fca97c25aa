"""``test``: the whole suite, on SQLite or on every database that is named."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from theriac.surfaces.operations.cli.subcommand import ROOT, Refusal, Subcommand

DATABASES = ("sqlite", "postgresql", "mariadb")
PROCESSES = 2


def chosen(named: str) -> list[str]:
    """The databases that a list such as ``sqlite,mariadb`` names. Raises Refusal."""
    names = [name.strip() for name in named.split(",") if name.strip()] or ["sqlite"]
    for name in names:
        if name not in DATABASES:
            raise Refusal(f"Theriac isn't tested on {name}; it is on {', '.join(DATABASES)}.")
    return list(dict.fromkeys(names))


def spread(databases: Sequence[str]) -> list[str]:
    """How pytest spreads the suite over processes.

    One database: two processes share all. Several: a process for each, and one for what needs
    none, so that the run ends with one count.
    """
    if len(databases) == 1:
        return [f"--numprocesses={PROCESSES}", "--dist=loadgroup"]
    parts = ["rest", *databases]
    return ["--dist=each", *(f"--tx=popen//env:THERIAC_TEST_PART={part}" for part in parts)]


def pytest_command(databases: Sequence[str], *, long: bool, rest: Sequence[str]) -> list[str]:
    """The command line that runs the suite."""
    command = [sys.executable, "-m", "pytest", *spread(databases), "--durations=20"]
    if long:
        command.append("--long")
    return [*command, *rest]


def _run(options: argparse.Namespace) -> int:
    named = options.databases or os.environ.get("THERIAC_TEST_DATABASES", "")
    databases = chosen(named)
    environ = {
        **os.environ,
        "THERIAC_TEST_DATABASES": ",".join(databases),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    command = pytest_command(databases, long=options.long, rest=options.rest)
    return subprocess.call(command, cwd=ROOT, env=environ)  # noqa: S603


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--long", action="store_true", help="full counts, not a seeded part")
    parser.add_argument(
        "--databases", metavar="NAMES", help="sqlite,postgresql,mariadb (THERIAC_TEST_DATABASES)"
    )
    parser.epilog = "What else is written goes to pytest: a folder, -k name, -x, --seed 7."


SUBCOMMAND = Subcommand(
    "test", "all tests: --long, --databases sqlite,postgresql,mariadb", _run, _configure
)
