"""The single checks of health, each answering a Finding and raising nothing."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from theriac.core.files.checks.scanner import ScannerFails
from theriac.core.jobs.beats import seconds_since_beat
from theriac.core.seal.status import alarm
from theriac.core.telemetry.logs import get_logger
from theriac.core.telemetry.metrics import read_gauge
from theriac.integrations.clamd import Clamd

OK, DEGRADED, DOWN = "ok", "degraded", "down"

DISK_DOWN_BYTES = 50_000_000
DISK_DEGRADED_BYTES = 1_000_000_000
OUTBOX_DEGRADED_SECONDS = 60.0
WORKER_DEGRADED_SECONDS = 30.0
SCANNER_SECONDS = 1.0

log = get_logger(__name__)
_applied: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class PartState:
    """How one part is: ``ok``, ``degraded`` or ``down``, a few words, and figures."""

    status: str
    words: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)

    def facts(self) -> dict[str, str | float]:
        """For JSON."""
        words = {"words": self.words} if self.words else {}
        return {"status": self.status, **words, **self.figures}


def in_own_connection(checks: Mapping[str, Callable[[], PartState]]) -> dict[str, PartState]:
    """Run the checks in this thread and close its connection; a check that fails is down.

    Once one of them is down the rest aren't asked: they need the same database.
    """
    findings: dict[str, PartState] = {}
    broken = False
    try:
        for name, check in checks.items():
            findings[name] = PartState(DOWN, "not asked") if broken else _ask(name, check)
            broken = broken or findings[name].status == DOWN
    finally:
        connection.close()
    return findings


def _ask(name: str, check: Callable[[], PartState]) -> PartState:
    try:
        return check()
    except Exception:  # whatever it is, the part isn't well
        log.exception("a health check failed", state=name)
        return PartState(DOWN, "can't be asked")


def check_database() -> PartState:
    """Whether a new connection answers."""
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return PartState(OK, figures={"ms": round((time.perf_counter() - started) * 1000, 1)})


def check_migrations() -> PartState:
    """Whether every migration of this version is applied.

    Once they were, it is enough that no applied one is gone.
    """
    missing = PartState(DOWN, "migrations are missing")
    try:
        applied = MigrationRecorder(connection).migration_qs.count()
    except (OperationalError, ProgrammingError):  # the database is empty
        return missing
    if applied < _applied.get(connection.alias, sys.maxsize):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return missing
        _applied[connection.alias] = applied
    return PartState(OK)


def check_outbox() -> PartState:
    """How long the oldest event has waited."""
    seconds = read_gauge("outbox_lag_seconds") or 0.0
    state = OK if seconds <= OUTBOX_DEGRADED_SECONDS else DEGRADED
    words = "" if state == OK else "events wait"
    return PartState(state, words, {"oldest_seconds": round(seconds, 1)})


def check_seal() -> PartState:
    """Whether rows wait too long for the seal, or something is in its way."""
    found = alarm()
    if found is None:
        return PartState(OK)
    words = f"the seal stands still: {found.trouble}" if found.trouble else "rows wait for the seal"
    return PartState(DEGRADED, words, {"oldest_seconds": found.waiting_seconds})


def scanner_answers() -> bool:
    """Whether clamd answers within a second."""
    try:
        Clamd(settings.CLAMD, SCANNER_SECONDS, SCANNER_SECONDS).version()
    except ScannerFails:
        return False
    return True


def check_scanner() -> PartState:
    """Whether the scanner of files answers; none is taken until it does."""
    if scanner_answers():
        return PartState(OK)
    return PartState(DEGRADED, "clamd doesn't answer, so no file is taken")


def check_worker() -> PartState:
    """When a worker was last seen."""
    seconds = seconds_since_beat()
    if seconds is None:
        return PartState(DEGRADED, "no worker runs")
    state = OK if seconds <= WORKER_DEGRADED_SECONDS else DEGRADED
    words = "" if state == OK else "no worker runs"
    return PartState(state, words, {"seen_seconds_ago": round(seconds, 1)})


def check_disk() -> PartState:
    """How much room the data folder has left."""
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return PartState(DOWN, "the data folder can't be read")
    figures = {"free_mb": free // 1_000_000}
    if free < DISK_DOWN_BYTES:
        return PartState(DOWN, "the disk is full", figures)
    if free < DISK_DEGRADED_BYTES:
        return PartState(DEGRADED, "the disk is nearly full", figures)
    return PartState(OK, figures=figures)
