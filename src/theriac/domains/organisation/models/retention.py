"""The pharmacy's own periods, and each time that records were let go."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class RetentionPeriod(Entity):
    """How long the pharmacy keeps a kind of records, in days, where it chose itself."""

    kind = models.CharField(max_length=40, unique=True)
    days = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    deciding = Deciding("kind days", left_out="changed_at changed_by")

    class Meta:
        db_table = "organisation_retention_period"


class RetentionRun(Entity):
    """A list that somebody confirmed, and what became of it.

    ``plan`` has for each kind its code, days, limit, count and digest, and ``cleared`` so far.
    """

    class State(models.TextChoices):
        CONFIRMED = "confirmed"
        RUNNING = "running"
        DONE = "done"
        CHANGED = "changed"

    state = models.CharField(max_length=10, default=State.CONFIRMED)
    digest = models.CharField(max_length=64)
    plan = models.JSONField(default=list)
    confirmed_at = models.DateTimeField(db_index=True)
    confirmed_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    deciding = Deciding("state digest confirmed_at confirmed_by ended_at plan")

    class Meta:
        db_table = "organisation_retention_run"
