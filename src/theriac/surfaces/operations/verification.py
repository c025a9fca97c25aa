"""``verify``: every registered check in one snapshot, from the command line and each night."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.append_only.installation import missing_triggers
from theriac.core.files.store import find_broken_files
from theriac.core.jobs.context import JobContext
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.core.seal.status import standing
from theriac.core.telemetry.logs import get_logger
from theriac.core.verification.registry import (
    MOST_EXAMPLES,
    CheckResult,
    Findings,
    checks_beside,
    declared_checks,
    finding,
    run_checks,
    verifies,
)
from theriac.surfaces.operations.snapshot import snapshot

log = get_logger(__name__)

TRIGGER_MISSING = finding(
    "core.trigger_missing",
    gettext_lazy("%(table)s isn't protected: the trigger %(trigger)s is missing or was changed."),
)
FILE_BROKEN = {
    "missing": finding("core.file_missing", gettext_lazy("The stored file %(file)s is missing.")),
    "altered": finding("core.file_altered", gettext_lazy("The stored file %(file)s was changed.")),
}


@verifies("core.triggers")
def triggers_stand(findings: Findings) -> None:
    """Every append-only table refuses changes."""
    findings.look(1)
    for trigger in missing_triggers(connection):
        findings.violate(TRIGGER_MISSING, table=trigger.table, trigger=trigger.name)


@verifies("core.files", beside=True)
def files_are_whole(findings: Findings) -> None:
    """Every stored file is there and is what was stored."""
    findings.look(1)
    for file_id, state in find_broken_files():
        findings.violate(FILE_BROKEN[state], file=file_id)


def checked(only: Iterable[str] | None = None) -> Iterator[CheckResult]:
    """Run the checks while people sell: what looks at the database alone sees one instant of it."""
    wanted = {name for name, _check in declared_checks()} if only is None else set(only)
    yield from run_checks(wanted & checks_beside())
    with snapshot():
        yield from run_checks(wanted - checks_beside())


def lines_of(result: CheckResult) -> list[str]:
    """What to print of one check: a line, and one for each violation that is shown."""
    count = len(result.violations)
    verdict = _("%(count)s ISSUES") % {"count": count} if count else _("ok")
    looked = _("%(count)s checked, %(seconds)s s") % {
        "count": result.looked_at,
        "seconds": f"{result.seconds:.1f}",
    }
    shown = [f"  {violation.sentence}" for violation in result.violations[:MOST_EXAMPLES]]
    left = count - MOST_EXAMPLES
    more = ["  " + _("and %(count)s more") % {"count": left}] if left > 0 else []
    return [f"{verdict:<12}{result.name}  ({looked})", *shown, *more]


def head_lines() -> list[str]:
    """The last head of the seal, to compare with one that is kept elsewhere; none before it."""
    stands = standing()
    if stands.head is None:
        return []
    facts = {"rows": stands.head.size, "root": stands.head.root}
    made = _("created %(moment)s") % {"moment": stands.head.made_at.isoformat(timespec="seconds")}
    waiting = _("%(count)s rows wait for the next checkpoint") % {"count": stands.waiting}
    return [_("checkpoint  %(rows)s rows, root %(root)s") % facts, f"            {made}; {waiting}"]


def run_verify(only: Iterable[str] | None = None) -> int:
    """Print each check's verdict and a closing line; 1 when anything is violated.

    In the language of the moment.
    """
    results = 0
    violations = 0
    for result in checked(only):
        results += 1
        violations += len(result.violations)
        sys.stdout.write("\n".join(lines_of(result)) + "\n")
        sys.stdout.flush()
    facts = {"checks": results, "violations": violations}
    if violations:
        closing = _("%(checks)s checks, %(violations)s violations") % facts
    else:
        closing = _("%(checks)s checks, no violations") % facts
    sys.stdout.write("".join(f"{line}\n" for line in [*head_lines(), closing]))
    return 1 if violations else 0


@scheduled(daily_at="03:10")
@task(
    name="operations.verify_everything",
    title=gettext_lazy("Nightly check"),
    takes_context=True,
)
def verify_everything(context: JobContext) -> Mapping[str, Any]:
    """Run every check; the result says which, how much was violated, and the first findings.

    They stand as codes with facts, so that each reader gets the sentences in their own language.
    """
    names: list[str] = []
    found: list[dict[str, Any]] = []
    count = 0
    for result in checked():
        context.check()
        names.append(result.name)
        count += len(result.violations)
        found += [
            {"code": violation.code, "facts": dict(violation.facts)}
            for violation in result.violations[:MOST_EXAMPLES]
        ]
    if count:
        log.error("verification found violations", count=count)
    return {"checks": names, "violations": count, "findings": found[:MOST_EXAMPLES]}
