"""``setup``: begins a real pharmacy in an empty database."""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from theriac.surfaces.operations.cli.subcommand import Refusal, Subcommand, start_django

PASSWORD = "THERIAC_OWNER_PASSWORD"  # noqa: S105 (the name of a variable)


def _ask(question: str, given: str | None) -> str:
    """What was given, or what the person at the keyboard types. Raises Refusal without one."""
    if given:
        return given
    if not sys.stdin.isatty():
        raise Refusal(f"{question} is missing. ./theriac setup --help names the option.")
    answer = input(f"{question}: ").strip()
    if not answer:
        raise Refusal(f"{question} is missing. Nothing was changed.")
    return answer


def _password() -> str:
    given = os.environ.get(PASSWORD)
    if given:
        return given
    if not sys.stdin.isatty():
        raise Refusal(f"The owner's password is missing. Set {PASSWORD}.")
    return getpass.getpass("The owner's password (10 characters or more): ")


def _run(options: argparse.Namespace) -> int:
    start_django()
    from theriac.surfaces.operations import first_steps, installation  # noqa: PLC0415 (app-ready)

    beginning = first_steps.Beginning(
        pharmacy=_ask("The pharmacy's name", options.pharmacy),
        country=options.country,
        branch_code=_ask("The first branch's code, such as MLT", options.branch),
        branch_name=options.branch_name,
        time_zone=options.time_zone,
        owner=_ask("The name under which the owner signs in", options.owner),
        password=_password(),
    )
    installation.bring_up_to_date()
    first_steps.begin(beginning)
    print(f"{beginning.pharmacy} is ready. Start it with ./theriac serve")
    return 0


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pharmacy", metavar="NAME", help="the pharmacy's name")
    parser.add_argument("--country", choices=["id", "in", "generic"], required=True)
    parser.add_argument("--branch", metavar="CODE", help="the first branch's code, up to 6 letters")
    parser.add_argument("--branch-name", metavar="NAME", default="", help="the pharmacy's name")
    parser.add_argument("--time-zone", metavar="ZONE", default="", help="such as Asia/Makassar")
    parser.add_argument("--owner", metavar="NAME", help="the name under which the owner signs in")
    parser.epilog = f"The owner's password is asked for, or taken from {PASSWORD}."


SUBCOMMAND = Subcommand("setup", "begins your own pharmacy in an empty database", _run, _configure)
