"""Events as announced, their positions in order of commit, and what each reaction did of them."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel


class OutboxEvent(AppendOnlyModel):
    """A fact announced by a command, in its transaction. It goes by retention, once heard."""

    kept_days = 90

    type = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    branch_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    data = models.JSONField()

    class Meta:
        db_table = "core_outbox_event"
        indexes = [models.Index(fields=["recorded_at"], name="outbox_recorded")]


class EventPosition(models.Model):
    """The place of an event in the order that others follow, given after the commit."""

    position = models.BigAutoField(primary_key=True)
    event = models.OneToOneField(
        OutboxEvent, on_delete=models.RESTRICT, related_name="+", db_index=False
    )

    class Meta:
        db_table = "core_event_position"


class Follower(models.Model):
    """How far one follower of the positions has come; its row is the lock that it works under."""

    name = models.CharField(primary_key=True, max_length=120)
    position = models.BigIntegerField(default=0)

    class Meta:
        db_table = "core_follower"


class PendingReaction(models.Model):
    """A reaction that failed and waits for its next attempt, or is parked for a person.

    ``subject`` is that of the fact, where the event carries several (``carried``). What succeeded
    at once leaves no row: its effect and its follower's position commit together.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        PARKED = "parked"

    event = models.ForeignKey(OutboxEvent, on_delete=models.RESTRICT, related_name="+")
    position = models.BigIntegerField()
    reaction = models.CharField(max_length=120)
    subject = models.CharField(max_length=120)
    state = models.CharField(max_length=8, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    last_error = models.CharField(max_length=255, default="")

    class Meta:
        db_table = "core_pending_reaction"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "reaction", "subject"], name="reaction_once_an_event"
            )
        ]
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="reaction_due"),
            models.Index(fields=["reaction", "subject"], name="reaction_subject"),
        ]
