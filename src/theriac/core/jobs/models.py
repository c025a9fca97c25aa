"""Jobs, the times at which schedules were due, the workers alive, and who ticks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from theriac.core.clock import now
from theriac.core.database.entity import Entity


class JobState(models.TextChoices):
    """Where a job stands. Failed, succeeded and cancelled are final unless a person retries."""

    READY = "ready", _("pending")
    RUNNING = "running", _("running")
    SUCCEEDED = "succeeded", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


LIVE_STATES = (JobState.READY, JobState.RUNNING)


class Job(Entity):
    """One piece of background work.

    ``live_key`` is ``unique_key`` while the job is live and NULL afterwards: its uniqueness is
    what keeps a second one out on every database. ``error_traceback`` is for staff who mend.
    """

    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    queue = models.CharField(max_length=32, default="default")
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=10, default=JobState.READY)
    run_after = models.DateTimeField(default=now)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, default="", blank=True)
    workers = models.JSONField(default=list)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    message = models.CharField(max_length=200, default="", blank=True)
    cancel_requested = models.BooleanField(default=False)
    result = models.JSONField(null=True)
    error_class = models.CharField(max_length=200, default="", blank=True)
    error_sentence = models.CharField(max_length=500, default="", blank=True)
    error_traceback = models.TextField(default="", blank=True)
    unique_key = models.CharField(max_length=150, default="", blank=True)
    live_key = models.CharField(max_length=150, null=True, unique=True)
    requested_by = models.UUIDField(null=True)
    request_id = models.CharField(max_length=64, default="", blank=True)
    language = models.CharField(max_length=10, default="", blank=True)
    created_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "jobs_job"
        indexes = (
            models.Index(fields=["state", "run_after"], name="jobs_due"),
            models.Index(fields=["requested_by", "id"], name="jobs_of_person"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=JobState.values), name="jobs_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=LIVE_STATES) | models.Q(live_key__isnull=True),
                name="jobs_key_only_while_live",
            ),
        )

    def __str__(self) -> str:
        return f"{self.task} {self.id}"

    @property
    def is_live(self) -> bool:
        """Whether it waits or runs."""
        return self.state in LIVE_STATES


class ScheduledRun(Entity):
    """That a schedule was due at an instant: one row, whichever worker came first.

    ``job_id`` is empty for the first row of a schedule, from which its times are counted.
    """

    schedule = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    job_id = models.UUIDField(null=True)

    class Meta:
        db_table = "jobs_scheduled_run"
        constraints = (
            models.UniqueConstraint(fields=["schedule", "due_at"], name="jobs_due_once"),
        )

    def __str__(self) -> str:
        return f"{self.schedule} {self.due_at:%Y-%m-%d %H:%M}"


class WorkerBeat(models.Model):
    """A worker that is or was alive: it writes ``seen_at`` every few seconds."""

    worker = models.CharField(max_length=80, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "jobs_worker_beat"

    def __str__(self) -> str:
        return self.worker


class TickHold(models.Model):
    """Which worker runs the ticks, and until when unless it says so again."""

    name = models.CharField(max_length=40, primary_key=True)
    worker = models.CharField(max_length=80)
    until = models.DateTimeField()

    class Meta:
        db_table = "jobs_tick_hold"

    def __str__(self) -> str:
        return f"{self.name} {self.worker}"
