"""``retention``: what is due once its period is over; ``--confirm HASH`` lets exactly that go."""

from __future__ import annotations

import argparse

from theriac.surfaces.operations.cli.subcommand import Subcommand, configure_data, start_django


def _run(options: argparse.Namespace) -> int:
    start_django(options.data)
    from theriac.surfaces.operations.cli import retention_steps  # noqa: PLC0415 (app-ready)

    lines = (
        retention_steps.confirmed(options.confirm) if options.confirm else retention_steps.listed()
    )
    print("\n".join(lines))
    return 0


def _configure(parser: argparse.ArgumentParser) -> None:
    configure_data(parser)
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--dry-run", action="store_true", help="list what is due (the same as bare)")
    act.add_argument("--confirm", metavar="HASH", help="let exactly the list with this hash go")


SUBCOMMAND = Subcommand(
    "retention", "lists what is due once its period is over, lets it go", _run, _configure
)
