"""Security events, which are only ever added, and the counted tries to sign in."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.database.entity import Entity


class SecurityEvent(AppendOnlyModel):
    """Something that concerns who gets in and who may what; sealed, and kept as the trail is.

    ``user_id`` is whom it concerns, ``actor_id`` who did it; neither where nobody is known. People
    are named by id only; what a stranger typed isn't kept. ``origin_hash`` stands for the address
    that its origin tells: HMAC-SHA-256 of it under the origin's key, empty where there is none.
    """

    kind = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    actor_id = models.UUIDField(null=True)
    branch_id = models.UUIDField(null=True)
    terminal_id = models.UUIDField(null=True)
    origin_hash = models.CharField(max_length=64, blank=True)
    facts = models.JSONField()
    request_id = models.CharField(max_length=64)

    class Meta:
        db_table = "accounts_security_event"
        indexes = [
            models.Index(fields=["recorded_at"], name="security_event_recorded"),
            models.Index(fields=["user_id", "recorded_at"], name="security_event_person"),
        ]

    @property
    def address(self) -> str:
        """From where; empty once retention took it, and where there was none."""
        origin = getattr(self, "origin", None)
        return origin.address if origin else ""


class SecurityOrigin(AppendOnlyModel):
    """From which address an event came. It goes by retention, never before half a year.

    With its key goes what the event's ``origin_hash`` was made with, so that the event doesn't
    tell the address to whoever tries them all.
    """

    kept_days = 180

    event = models.OneToOneField(SecurityEvent, models.RESTRICT, related_name="origin")
    recorded_at = models.DateTimeField()
    address = models.CharField(max_length=45)
    key = models.CharField(max_length=32)

    class Meta:
        db_table = "accounts_security_origin"
        indexes = [
            models.Index(fields=["recorded_at"], name="security_origin_recorded"),
            models.Index(fields=["address"], name="security_origin_address"),
        ]


class TryCount(Entity):
    """Tries without success for one account or from one address; its id is the subject's hash.

    The last try that is allowed locks the subject before its password is looked at, so that no
    number of tries at once gets past the limit; a success takes the lock away again.
    """

    kind = models.CharField(max_length=8)
    tries = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    locks = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_try_count"
        indexes = [models.Index(fields=["since"], name="try_count_since")]
