"""``setup``: begins a real pharmacy in an empty database."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from theriac.config.env import make_missing_secrets
from theriac.config.own_secrets import PRODUCTION_SECRETS, file_of
from theriac.core.money import CURRENCIES
from theriac.surfaces.operations.backups.recovery_key import public_half
from theriac.surfaces.operations.cli.recovery import ask_for_its_end, make_recovery_key
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
    asked = {
        "pharmacy": _ask("The pharmacy's name", options.pharmacy),
        "branch_code": _ask("The first branch's code, such as MLT", options.branch),
        "owner": _ask("The name under which the owner signs in", options.owner),
        "password": _password(),
    }
    made = make_missing_secrets()  # before Django reads them
    start_django()
    from django.conf import settings  # noqa: PLC0415 (app-ready)

    from theriac.surfaces.operations import first_steps, installation  # noqa: PLC0415 (app-ready)

    folder: Path = settings.DATA_DIR
    try:
        first_steps.refuse_second()
    except Refusal:
        for path in made:  # that pharmacy has others, and new ones in their place would hide it
            path.unlink()
        raise
    for sentence in kept(made):  # at once: what follows may fail, and they stay
        print(sentence, flush=True)
    if public_half(folder) is None:
        told = make_recovery_key(folder)
        print("\n".join(told), flush=True)
        ask_for_its_end(told)
    beginning = first_steps.Beginning(
        country=options.country,
        currency=options.currency,
        branch_name=options.branch_name,
        time_zone=options.time_zone,
        **asked,
    )
    installation.bring_up_to_date()
    first_steps.begin(beginning)
    print(f"{beginning.pharmacy} is ready. Start it with ./theriac serve")
    return 0


def kept(made: Sequence[Path]) -> list[str]:
    """Where the secrets are that were made."""
    if not made:
        return []
    folder = made[0].parent  # which may have had some, such as a master key of development
    files = [file_of(folder, name) for name in PRODUCTION_SECRETS]
    names = ", ".join(path.name for path in files if path.exists())
    return [f"The pharmacy's own secrets are in {folder}: {names}."]


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pharmacy", metavar="NAME", help="the pharmacy's name")
    parser.add_argument("--country", choices=["id", "in", "generic"], required=True)
    parser.add_argument(
        "--currency",
        choices=sorted(CURRENCIES),
        default="",
        help="with --country generic: in which the books are kept; USD by default",
    )
    parser.add_argument("--branch", metavar="CODE", help="the first branch's code, up to 6 letters")
    parser.add_argument("--branch-name", metavar="NAME", default="", help="the pharmacy's name")
    parser.add_argument("--time-zone", metavar="ZONE", default="", help="such as Asia/Makassar")
    parser.add_argument("--owner", metavar="NAME", help="the name under which the owner signs in")
    parser.epilog = f"The owner's password is asked for, or taken from {PASSWORD}."


SUBCOMMAND = Subcommand("setup", "begins your own pharmacy in an empty database", _run, _configure)
