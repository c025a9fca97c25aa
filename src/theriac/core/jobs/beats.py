"""Signs of life: each worker says every few seconds that it is there."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from theriac.core.clock import now
from theriac.core.database.insert import insert_if_absent
from theriac.core.jobs.models import WorkerBeat

FORGOTTEN = timedelta(days=1)


def beat(worker: str) -> None:
    """``worker`` is alive now."""
    instant = now()
    with transaction.atomic():
        if WorkerBeat.objects.filter(worker=worker).update(seen_at=instant):
            return
        insert_if_absent(WorkerBeat, WorkerBeat(worker=worker, started_at=instant, seen_at=instant))
        WorkerBeat.objects.filter(seen_at__lt=instant - FORGOTTEN).delete()


def end_beat(worker: str) -> None:
    """``worker`` stopped in order."""
    with transaction.atomic():
        WorkerBeat.objects.filter(worker=worker).delete()


def seconds_since_beat() -> float | None:
    """How long ago any worker was last seen; None when none ever was."""
    seen = WorkerBeat.objects.aggregate(seen=Max("seen_at"))["seen"]
    return None if seen is None else max(0.0, (now() - seen).total_seconds())
