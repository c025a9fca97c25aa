"""``apikey``: makes, lists and revokes the keys of programs."""

from __future__ import annotations

import argparse

from theriac.surfaces.operations.cli.subcommand import Subcommand, configure_data, start_django


def _run(options: argparse.Namespace) -> int:
    start_django(options.data)
    from theriac.surfaces.operations import keys  # noqa: PLC0415 (app-ready)

    print("\n".join(keys.STEPS[options.step](options)))
    return 0


def _configure(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="make|list|revoke|signing")
    make = steps.add_parser("make", description="Makes a key with a terminal of its own.")
    make.add_argument("key_name", metavar="NAME", help="the program that will use it")
    make.add_argument("--branch", required=True, help="the branch's code")
    make.add_argument("--role", required=True, help="cashier, restocker, manager …")
    make.add_argument(
        "--terminal", required=True, help="a new terminal's code, part of its numbers"
    )
    steps.add_parser("list", description="Lists the keys.")
    revoke = steps.add_parser("revoke", description="Ends a key at once.")
    revoke.add_argument("key", metavar="KEY", help="its name, or its first letters as listed")
    revoke.add_argument("--reason", default="", help="why, for the audit trail")
    signing = steps.add_parser("signing", description="Has a new key sign access tokens.")
    signing.add_argument(
        "--withdraw", action="store_true", help="tokens of every other key end at once"
    )
    signing.add_argument("--reason", default="", help="why, for the audit trail")
    for step in steps.choices.values():
        configure_data(step)


SUBCOMMAND = Subcommand(
    "apikey", "keys of programs: apikey make, list, revoke, signing", _run, _configure
)
