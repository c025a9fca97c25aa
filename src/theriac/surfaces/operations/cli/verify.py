"""``verify``: recomputes from the rows everything that must always be true."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping

from theriac.surfaces.operations.cli.subcommand import Subcommand, configure_data, start_django

LANGUAGES = ("en", "id")
LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""What says a terminal's language, the first that is set."""


def _run(options: argparse.Namespace) -> int:
    start_django(options.data)
    from django.utils import translation  # noqa: PLC0415 (slow)

    from theriac.surfaces.operations.verification import run_verify  # noqa: PLC0415 (app-ready)

    with translation.override(options.language or terminal_language(os.environ)):
        return run_verify(options.only or None)


def terminal_language(environ: Mapping[str, str]) -> str:
    """The language of the terminal: ``id`` for id_ID.UTF-8, English for what we don't speak."""
    named = next((environ[name] for name in LOCALES if environ.get(name)), "")
    language = named.replace("-", "_").partition("_")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def _configure(parser: argparse.ArgumentParser) -> None:
    configure_data(parser)
    parser.add_argument("--language", choices=LANGUAGES, help="en or id (the terminal's)")
    parser.add_argument("--only", action="append", metavar="CHECK", help="one check by its name")


SUBCOMMAND = Subcommand(
    "verify", "recomputes what must always be true, names what isn't", _run, _configure
)
