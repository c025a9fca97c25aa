"""``shell`` and ``manage``: Django's own commands, for those who know it."""

from __future__ import annotations

import argparse

from theriac.surfaces.operations.cli.subcommand import Subcommand, start_django


def _run_django(words: list[str]) -> int:
    start_django()
    from django.core.management import execute_from_command_line  # noqa: PLC0415 (slow)

    execute_from_command_line(["theriac", *words])
    return 0


def _shell(options: argparse.Namespace) -> int:
    return _run_django(["shell", *options.rest])


def _manage(options: argparse.Namespace) -> int:
    return _run_django([*options.words, *options.rest])


def _configure_manage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", help="a Django command, such as makemigrations")


SUBCOMMANDS = (
    Subcommand("shell", "a Python prompt with Theriac loaded", _shell),
    Subcommand("manage", "Django's own commands, for developers", _manage, _configure_manage),
)
