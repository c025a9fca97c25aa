"""``conform FILE…``: runs conformance vectors through the code that the product uses."""

from __future__ import annotations

import argparse
import os

from theriac.surfaces.operations.cli.subcommand import (
    Refusal,
    Subcommand,
    path_argument,
    start_django,
)


def _run(options: argparse.Namespace) -> int:
    missing = [path for path in options.files if not path.is_file()]
    if missing:
        raise Refusal(f"There is no file {missing[0]}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "theriac.config.development")
    start_django()
    from theriac.surfaces.operations.conform import run_files  # noqa: PLC0415 (slow)

    return run_files(options.files)


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", type=path_argument, metavar="FILE", help="a file of contracts/vectors"
    )


SUBCOMMAND = Subcommand(
    "conform", "runs conformance vectors, prints each case's verdict and a count", _run, _configure
)
