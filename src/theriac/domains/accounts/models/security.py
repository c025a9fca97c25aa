"""Security events, which are only ever added, and the counted tries to sign in."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.database.entity import Entity


class SecurityEvent(AppendOnlyModel):
    """Something that concerns who gets in and who may what.

    ``user_id`` is whom it concerns, ``actor_id`` who did it; neither where nobody is known. People
    are named by id only; what a stranger typed isn't kept. Since each tells from which address
    somebody worked, they go by retention, none before half a year.
    """

    kept_days = 180

    kind = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    actor_id = models.UUIDField(null=True)
    branch_id = models.UUIDField(null=True)
    terminal_id = models.UUIDField(null=True)
    address = models.CharField(max_length=45)
    facts = models.JSONField()
    request_id = models.CharField(max_length=64)

    class Meta:
        db_table = "accounts_security_event"
        indexes = [
            models.Index(fields=["recorded_at"], name="security_event_recorded"),
            models.Index(fields=["user_id", "recorded_at"], name="security_event_person"),
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
