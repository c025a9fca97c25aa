"""Reads the command line, runs one sub-command, and says in a sentence what went wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence

from django.core.management.base import CommandError
from django.db.utils import DatabaseError, OperationalError

from theriac.config.env import read_variables
from theriac.config.variable import EnvironmentProblem
from theriac.core.database.failures import has_no_room
from theriac.core.problems import Problem
from theriac.surfaces.operations.cli import (
    apikey,
    backup,
    demo,
    imports,
    retention,
    seal,
    serve,
    setup,
    verify,
)
from theriac.surfaces.operations.cli.development import (
    bench,
    check,
    conform,
    django_commands,
    engine,
    test,
)
from theriac.surfaces.operations.cli.subcommand import Refusal, Subcommand
from theriac.surfaces.operations.server.supervisor import PortTaken

INTRODUCTION = """Theriac: one platform for a pharmacy or a chain of them.

  ./theriac demo     a demo pharmacy on this machine, ready to sell
  ./theriac test     all tests, journeys in a real browser included

  then, in plain words:
"""
CLOSING = "\n  ./theriac NAME --help says more about each. On Windows: theriac.cmd NAME"

SUBCOMMANDS: tuple[Subcommand, ...] = (
    demo.SUBCOMMAND,
    test.SUBCOMMAND,
    setup.SUBCOMMAND,
    *serve.SUBCOMMANDS,
    imports.SUBCOMMAND,
    verify.SUBCOMMAND,
    retention.SUBCOMMAND,
    seal.SUBCOMMAND,
    *backup.SUBCOMMANDS,
    apikey.SUBCOMMAND,
    engine.SUBCOMMAND,
    check.SUBCOMMAND,
    bench.SUBCOMMAND,
    conform.SUBCOMMAND,
    *django_commands.SUBCOMMANDS,
)
HELP = frozenset({"help", "--help", "-h"})
OPEN_ENDED = frozenset({"test", "bench", "engine", "manage", "shell"})
"""Sub-commands that hand what they don't know to the program that they start."""
OF_A_DEVELOPER = frozenset({"test", "bench", "check"})
"""Sub-commands that write into the checkout and not into a pharmacy's data."""
OTHERS_NOTHING = 0o077


def help_text() -> str:
    """The whole help, one line a sub-command."""
    listed = [command for command in SUBCOMMANDS if command.summary]
    lines = [f"  {command.name:<10} {command.summary}" for command in listed]
    return INTRODUCTION + "\n".join([*lines, CLOSING])


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The chosen sub-command and its options; what is left over is in ``rest``."""
    parser = argparse.ArgumentParser(prog="theriac", add_help=False)
    choices = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    for command in SUBCOMMANDS:
        own = choices.add_parser(
            command.name,
            description=command.summary,
            allow_abbrev=False,
            add_help=command.name not in ("engine", "manage"),
        )
        command.configure(own)
        own.set_defaults(run=command.run)
    options, rest = parser.parse_known_args(arguments)
    if rest and options.name not in OPEN_ENDED:
        parser.error(f"{options.name} doesn't know {' '.join(rest)}")
    options.rest = rest
    return options


def explain(problem: DatabaseError) -> str:
    """What a failure of the database means to whoever typed the command."""
    if isinstance(problem, OperationalError) and "no such" not in str(problem):
        return f"The database doesn't answer or is busy: {problem}. Look at DATABASE_URL."
    return (
        f"The database isn't as this version needs it: {problem}. Run ./theriac manage migrate; "
        "or name the folder that you mean, such as a demo's: --data .theriac/demo-id"
    )


def no_room() -> str:
    """What a full disk means to whoever typed the command."""
    folder = read_variables()["THERIAC_DATA"]
    return (
        "A disk is full, so nothing was kept. Free some room, on the disk of the data "
        f"({folder}), of the database or of the folder that you named, then run it again."
    )


def close_to_others(arguments: Sequence[str]) -> None:
    """Let other accounts of the machine read nothing of what this process makes for a pharmacy."""
    if arguments and arguments[0] not in OF_A_DEVELOPER:
        os.umask(OTHERS_NOTHING)


def sentence_of(problem: Exception) -> str | None:
    """What it means to whoever typed the command; None for a defect of ours."""
    if has_no_room(problem):
        return no_room()
    if isinstance(problem, Problem):
        errors: Mapping[str, object] = getattr(problem, "errors", {})
        return "\n".join([str(problem), *(f"  {name}: {words}" for name, words in errors.items())])
    if isinstance(problem, Refusal | PortTaken | EnvironmentProblem | CommandError):
        return str(problem)
    return explain(problem) if isinstance(problem, DatabaseError) else None


def main(arguments: Sequence[str]) -> int:
    """Run the command line; the result is the exit code."""
    if not arguments or arguments[0] in HELP:
        print(help_text())
        return 0
    options = parse(arguments)
    try:
        code: int = options.run(options)
    except Exception as problem:
        told = sentence_of(problem)
        if told is None:
            raise
        print(told, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    return code
