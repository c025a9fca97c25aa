"""A ticket, and the run of numbers that it is of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from theriac.core.database.entity import Entity

MOST_A_DAY = 999
"""Tickets of a kind on one day of a branch: three digits are read from afar."""


class QueueRun(Entity):
    """The numbers of a kind on a day of a branch; ``last_number`` 0 before the first."""

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=12)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "queue_run"
        constraints = [
            models.UniqueConstraint(fields=["branch", "day", "kind"], name="queue_run_once"),
            models.CheckConstraint(
                condition=Q(last_number__lte=MOST_A_DAY), name="queue_run_at_most"
            ),
        ]


class QueueTicket(Entity):
    """Somebody waits since ``issued_at``; a counter called them at ``called_at``.

    ``calls`` counts how often, ``called_by`` is the terminal, or the person of the back office.
    """

    class Kind(models.TextChoices):
        GENERAL = "general"
        PRESCRIPTION = "prescription"
        PICKUP = "pickup"

    class State(models.TextChoices):
        WAITING = "waiting"
        CALLED = "called"
        SERVED = "served"
        MISSED = "missed"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=12)
    sequence = models.PositiveIntegerField()
    state = models.CharField(max_length=7, default=State.WAITING)
    issued_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    called_by = models.UUIDField(null=True)
    calls = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "queue_ticket"
        indexes = [models.Index(fields=["branch", "day", "state"], name="queue_ticket_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "day", "kind", "sequence"], name="queue_ticket_once"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", called_at=None, called_by=None, calls=0, ended_at=None)
                | Q(state="called", called_at__isnull=False, calls__gte=1, ended_at=None)
                | Q(state__in=["served", "missed"], called_at__isnull=False)
                & Q(ended_at__isnull=False),
                name="queue_ticket_whole",
            ),
        ]

    @property
    def number(self) -> str:
        """As people read it: A012."""
        return f"{LETTERS[self.kind]}{self.sequence:03d}"


LETTERS = {"general": "A", "prescription": "R", "pickup": "P"}
