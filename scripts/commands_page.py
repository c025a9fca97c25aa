"""Writes docs/commands.md: every command with the right that it asks, or why it asks none.

PYTHONPATH=src .venv/bin/python scripts/commands_page.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from names import import_all
from writing import ROOT, run, start_django

if TYPE_CHECKING:
    from theriac.core.command import DeclaredCommand

PAGE = ROOT / "docs" / "commands.md"
SYSTEM = "system"

INTRODUCTION = """\
# Commands: what each asks of who acts

Written by `scripts/commands_page.py` from the commands themselves. What changes state is a command;
its right is asked before anything is read, of who acts, whichever door they came through: screen,
API, counter, import, command line. It is asked where what the command concerns lies: at every
branch for what all of the **pharmacy** shares, at the **branch** where it happens, wherever a
**person** works and of who may no less than they, and of a **thing** whose branch the command
itself finds, at any branch first and there then. Which role holds which right, and which screen and
endpoint asks first, is told in [roles.md](roles.md).

A command that another one calls joins it, and asks nothing again. Where no right stands, one of
these words says why. `!` marks a powerful right. Some ask for more in their body, for the part that
needs it.

"""

WORDS = {
    "own": "anybody, about themselves: their own account, PIN, address, data, or word",
    "device": "a paired device or a program, about itself: its series, clock, quotas, sales",
    "later": "asks in its body, once it has read whose it is or what it holds",
    "noted": "a trace that the program leaves, whoever's doing led to it",
    "inside": "joins another command, or stands behind a door, which asked",
}
"""Why a command asks no right before it begins."""

WITHOUT: Mapping[str, tuple[str, ...]] = {
    "own": (
        "accounts.change_own_profile",
        "accounts.choose_password",
        "accounts.confirm_email",
        "accounts.end_family",
        "accounts.hash_anew",
        "accounts.remove_pin",
        "accounts.set_pin",
        "accounts.set_preferences",
        "accounts.start_family",
        "accounts.unlock_pin",
        "accounts.use_link",
        "approval.give_approval",
        "approval.grant_request",
        "approval.leave_request",
        "approval.refuse_request",
        "customers.agree_to_privacy",
        "customers.ask_for_own_email",
        "customers.change_own_name",
        "customers.confirm_own_email",
        "customers.confirm_registration",
        "customers.erase_own",
        "customers.export_own",
        "customers.register_customer",
        "customers.say_own",
    ),
    "device": (
        "accounts.refresh_reuse",
        "accounts.rotate_refresh_token",
        "accounts.try_pin",
        "catalog.keep_unknown_code",
        "clinical.count_alerts",
        "organisation.note_clock",
        "organisation.open_series",
        "organisation.pair_terminal",
        "sales._hold_pushed",
        "sales._record",
        "sales.hold_malformed",
        "sales.take_device_copy",
        "sales.take_void",
        "stock.renew_quotas",
        "serials.report_serial",
        "tills._hold",
        "tills._take",
        "unmet_requests._keep_told",
        "device_logs.take_log",
        "parked_baskets._park",
        "queue_tickets.take_ticket",
        "parked_baskets.fetch_basket",
    ),
    "later": (
        "purchase_orders.answer_order",
        "accounts.ask_for_email",
        "accounts.end_program",
        "accounts.end_sign_in",
        "accounts.end_sign_ins",
        "files.keep_file",
        "files.record_reading",
        "jobs.cancel_job",
        "jobs.retry_job",
    ),
    "noted": (
        "shares.note_look",
        "accounts.note_terminal",
        "accounts.record_factor",
        "accounts.try_passkey",
        "clinical.note_refused",
        "shares.try_passphrase",
        "files.refuse_infected",
    ),
    "inside": (
        "organisation.take_next_number",
        "replenishment.apply_review",
        "stock.give_to_supplier",
        "replenishment.review_expiry",
        "stock.take_from_supplier",
    ),
}
"""Every command that declares no right and isn't the system's alone, under its word."""


LATER = WITHOUT["later"]


def commands() -> list[DeclaredCommand]:
    """Every command of the program, by name; whatever declares one is imported first."""
    from theriac.core.command import declared_commands  # noqa: PLC0415 (app-ready)

    import_all()
    return [one for one in declared_commands() if one.module.startswith("theriac.")]


def page() -> str:
    """The whole page. Raises KeyError for a command without a right that no word is given for."""
    words = {name: word for word, names in WITHOUT.items() for name in names}
    lines = [INTRODUCTION.rstrip("\n"), ""]
    meanings = {**WORDS, SYSTEM: "the system itself, and nobody else: its jobs and reactions"}
    lines += [f"- `{word}`: {meaning}." for word, meaning in meanings.items()]
    for part, some in groupby(commands(), lambda one: one.name.partition(".")[0]):
        lines += ["", f"## {part}", "", "| command | right | concerns | may |", "|---|---|---|---|"]
        lines += [_row(one, words) for one in some]
    return "\n".join(lines) + "\n"


def _row(one: DeclaredCommand, words: Mapping[str, str]) -> str:
    name = one.name.partition(".")[2]
    if one.permission is None:
        return f"| `{name}` | {SYSTEM if one.system_only else words[one.name]} | | |"
    mark = " !" if one.permission.privileged else ""
    right = f"`{one.permission.code}`{mark}"
    return f"| `{name}` | {right} | {one.concerns} | {one.permission.title} |"


def unlisted() -> Iterator[str]:
    """Where the words and the commands disagree, as sentences."""
    bare = {one.name for one in commands() if one.permission is None and not one.system_only}
    listed = [name for names in WITHOUT.values() for name in names]
    for name in sorted(bare - set(listed)):
        yield f"{name} asks no right, and no word says why"
    for name in sorted(set(listed) - bare):
        yield f"{name} has a word, but is no command without a right"
    for name in sorted({name for name in listed if listed.count(name) > 1}):
        yield f"{name} has two words"


if __name__ == "__main__":
    start_django()
    for sentence in unlisted():
        sys.stdout.write(f"{sentence}\n")
    sys.exit(run("commands_page.py", PAGE, page))
