"""``test``: the gate on SQLite or on every database that is named, or the tests that are named."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from theriac.surfaces.operations.cli.development.tools import environ_of_tools
from theriac.surfaces.operations.cli.subcommand import ROOT, Refusal, Subcommand

DATABASES = ("sqlite", "postgresql", "mariadb")


def chosen(named: str) -> list[str]:
    """The databases that a list such as ``sqlite,mariadb`` names. Raises Refusal."""
    names = [name.strip() for name in named.split(",") if name.strip()] or ["sqlite"]
    for name in names:
        if name not in DATABASES:
            raise Refusal(f"Theriac isn't tested on {name}; it is on {', '.join(DATABASES)}.")
    return list(dict.fromkeys(names))


def command_of(options: argparse.Namespace) -> list[str]:
    """The command line that runs the suite; what a person adds comes last."""
    named = options.databases or os.environ.get("THERIAC_TEST_DATABASES", "")
    command = [sys.executable, "-m", "tests.running", f"--databases={','.join(chosen(named))}"]
    command += [f"--{name}" for name in ("long", "changed", "keep") if getattr(options, name)]
    return [*command, *options.rest]


def _run(options: argparse.Namespace) -> int:
    return subprocess.call(command_of(options), cwd=ROOT, env=environ_of_tools())  # noqa: S603


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--long", action="store_true", help="everything on every database, with full counts"
    )
    parser.add_argument(
        "--changed",
        action="store_true",
        help="whole what changed since the last long run can reach; of the rest a part",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="after a green run of all, write down what it covered, proved and cost",
    )
    parser.add_argument(
        "--databases", metavar="NAMES", help="sqlite,postgresql,mariadb (THERIAC_TEST_DATABASES)"
    )
    parser.epilog = "What else is written goes to pytest: a folder, -k name, -x, --seed 7."


SUBCOMMAND = Subcommand(
    "test", "all tests: --long, --changed, --databases sqlite,postgresql,mariadb", _run, _configure
)
