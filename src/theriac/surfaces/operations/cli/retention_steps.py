"""Retention for the command line: the dry run in lines, and a confirmed list put to work."""

from __future__ import annotations

from theriac.core.actor import SYSTEM
from theriac.domains.organisation.commands.retention import confirm_retention
from theriac.domains.organisation.jobs import work_through
from theriac.domains.organisation.queries.retention import dry_run
from theriac.domains.patients.queries.restricted import list_restricted


def listed() -> list[str]:
    """A line a kind: how many rows, from when to when, the period and its source; then the hash.

    Between them who is restricted until a date, and what keeps them.
    """
    found = dry_run(actor=SYSTEM)
    lines = []
    for period, due in found.lists:
        between = (
            f"{due.oldest:%Y-%m-%d} to {due.newest:%Y-%m-%d}" if due.oldest and due.newest else "-"
        )
        source = str(period.source) or "the pharmacy's own"
        lines.append(f"{due.count:>8}  {due.code:<22} {between:<26} {due.days} days, {source}")
    lines += _waiting()
    if not found.count:
        return [*lines, "Nothing is due."]
    return [*lines, f"To let exactly these go: ./theriac retention --confirm {found.digest}"]


def _waiting() -> list[str]:
    """A line a patient who is restricted until the law lets them be erased: by number alone."""
    waiting = [one for one in list_restricted(actor=SYSTEM) if one.erase_on is not None]
    lines = [f"{len(waiting):>8}  patients are restricted and erased on a date"] if waiting else []
    for one in waiting:
        held_by = ", ".join(f"{hold.code} until {hold.until}" for hold in one.holds)
        lines.append(f"          {one.id} on {one.erase_on}: {held_by or 'a date given by hand'}")
    return lines


def confirmed(digest: str) -> list[str]:
    """Confirm the list and hand it to the worker. Raises Stale, Conflict."""
    run_id = confirm_retention(actor=SYSTEM, digest=digest)
    job = work_through.using(unique_key=f"retention:{run_id}").enqueue(run_id=str(run_id))
    return [f"Confirmed. The worker lets them go: job {job.id}."]
