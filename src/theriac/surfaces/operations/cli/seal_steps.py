"""The steps of ``./theriac seal``."""

from __future__ import annotations

import argparse
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from theriac.core.actor import SYSTEM
from theriac.core.seal.commands import begin_new_log, republish, take_export
from theriac.core.seal.export import export_pieces
from theriac.core.seal.passes import seal_once
from theriac.core.seal.status import standing
from theriac.core.seal.stores.port import StoreProblem
from theriac.domains.organisation.queries.branches import branch_time_zones
from theriac.surfaces.operations.cli.subcommand import Refusal


def status(_options: argparse.Namespace) -> list[str]:
    """Rows, head, what waits and what is in the way."""
    stands = standing()
    lines = [
        f"{stands.sealed} rows sealed, {stands.published} published to {stands.store}",
        f"{stands.waiting} rows wait, the oldest for {stands.waiting_seconds} s",
    ]
    if stands.trouble:
        lines.append(f"it stands still: {stands.trouble} {stands.words}".rstrip())
    if stands.head:
        lines += ["", *stands.note.splitlines(), "", f"key {stands.head.public_key}"]
    return lines


def now(options: argparse.Namespace) -> list[str]:
    """Seal what waits, then how it stands."""
    seal_once(everything=True)
    return status(options)


def export(options: argparse.Namespace) -> list[str]:
    """Write the ZIP of a period by the pharmacy's clock. Raises Refusal when the file is there."""
    since, until = _begins(options.since), _begins(options.until + timedelta(days=1))
    take_export(actor=SYSTEM, since=since, until=until)
    try:
        with options.out.open("xb") as file:
            for piece in export_pieces(since, until):
                file.write(piece)
    except FileExistsError:
        raise Refusal(f"{options.out} is there already. Name another file.") from None
    except OSError as problem:
        raise Refusal(f"{options.out} can't be written: {problem.strerror}.") from problem
    return [f"{options.out}: {options.out.stat().st_size} bytes. Check it with verify_books.py."]


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(branch_time_zones()[0]))


def new_log(options: argparse.Namespace) -> list[str]:
    """Begin anew. Raises Refusal when the store can't be read."""
    try:
        name = begin_new_log(actor=SYSTEM, reason=options.reason)
    except StoreProblem as problem:
        raise Refusal(f"The store can't be read: {problem}.") from problem
    seal_once(everything=True)
    return [f"The log {name} is begun, and what there is is sealed in it."]


def publish_again(options: argparse.Namespace) -> list[str]:
    """Publish what the store lost. Raises Refusal when the store can't be read."""
    try:
        republish(actor=SYSTEM, reason=options.reason)
    except StoreProblem as problem:
        raise Refusal(f"The store can't be read: {problem}.") from problem
    seal_once(everything=True)
    return status(options)


STEPS = {
    "status": status,
    "now": now,
    "export": export,
    "new-log": new_log,
    "republish": publish_again,
}
