"""The first success of one client's key for one operation, written with the effect itself."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity


class IdempotencyRecord(Entity):
    """Which effect a key had. Purged after the published period (``KEEP_DAYS``)."""

    client_id = models.UUIDField()
    operation = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    effect_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "core_idempotency_record"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "operation", "key"], name="idempotency_once"
            )
        ]
