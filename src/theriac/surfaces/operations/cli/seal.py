"""``seal``: how the seal of the books stands, sealing now, exports, a new log, publishing again."""

from __future__ import annotations

import argparse
from datetime import date

from theriac.surfaces.operations.cli.subcommand import (
    Subcommand,
    configure_data,
    path_argument,
    start_django,
)


def day_argument(text: str) -> date:
    """A day such as 2026-11-20. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it like 2026-11-20") from None


def _run(options: argparse.Namespace) -> int:
    start_django(options.data)
    from theriac.surfaces.operations.cli import seal_steps  # noqa: PLC0415 (app-ready)

    print("\n".join(seal_steps.STEPS[options.step](options)))
    return 0


def _configure(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(
        dest="step", required=True, metavar="status|now|export|new-log|republish"
    )
    steps.add_parser("status", description="Says how the seal stands.")
    steps.add_parser("now", description="Seals and publishes what waits, rows of every age.")
    export = steps.add_parser("export", description="Writes the sealed books of a period.")
    export.add_argument("--from", dest="since", type=day_argument, required=True, help="first day")
    export.add_argument("--to", dest="until", type=day_argument, required=True, help="last day")
    export.add_argument("--out", type=path_argument, required=True, metavar="FILE.zip")
    anew = steps.add_parser("new-log", description="Seals anew after a backup was put back.")
    anew.add_argument("--reason", required=True, help="why, for whoever checks the books")
    again = steps.add_parser("republish", description="Publishes again what the store lost.")
    again.add_argument("--reason", required=True, help="how it was lost, for whoever checks")
    for step in steps.choices.values():
        configure_data(step)


SUBCOMMAND = Subcommand(
    "seal", "the seal of the books: seal status, now, export, new-log, republish", _run, _configure
)
