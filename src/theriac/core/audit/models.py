"""One record a command: who, when, where, from which terminal, what and why."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel


class AuditRecord(AppendOnlyModel):
    """What was done. Facts hold no personal data; people are named by id only."""

    recorded_at = models.DateTimeField()
    command = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=12)
    actor_id = models.UUIDField()
    branch_id = models.UUIDField(null=True)
    terminal_id = models.UUIDField(null=True)
    object_kind = models.CharField(max_length=60)
    object_id = models.UUIDField()
    reason = models.CharField(max_length=255)
    facts = models.JSONField()
    request_id = models.CharField(max_length=64)

    class Meta:
        db_table = "core_audit_record"
        indexes = [
            models.Index(fields=["object_id"], name="audit_object"),
            models.Index(fields=["recorded_at"], name="audit_recorded"),
        ]
