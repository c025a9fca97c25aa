"""Logs of devices, their entries, and what in them doesn't agree."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity

LONGEST_KEY = 80


class DeviceLog(AppendOnlyModel):
    """One chain of a terminal's device; each pairing begins one.

    ``chain`` is the digest of its first document. ``is_head``: it was the one that its device wrote
    to when it was first told; the others were left over from an earlier pairing.
    """

    terminal = models.ForeignKey(
        "organisation.Terminal", on_delete=models.RESTRICT, related_name="+"
    )
    branch_id = models.UUIDField()
    chain = models.CharField(max_length=64)
    is_head = models.BooleanField()
    begun_at = models.DateTimeField()

    deciding = Deciding("terminal_id branch_id chain is_head begun_at")

    class Meta:
        db_table = "device_logs_log"
        constraints = [
            models.UniqueConstraint(fields=["terminal", "chain"], name="device_log_chain_once")
        ]


class LogEntry(AppendOnlyModel):
    """One document that a device made, bound to the entry before by its hash (``chain``)."""

    log = models.ForeignKey(DeviceLog, on_delete=models.RESTRICT, related_name="entries")
    index = models.PositiveIntegerField()
    kind = models.CharField(max_length=5)
    key = models.CharField(max_length=LONGEST_KEY)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, default="", blank=True)
    hash = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        db_table = "device_logs_entry"
        constraints = [models.UniqueConstraint(fields=["log", "hash"], name="device_log_hash_once")]
        indexes = [
            models.Index(fields=["log", "index"], name="device_log_place"),
            models.Index(fields=["key"], name="device_log_document"),
        ]


class LogFinding(Entity):
    """What in a device's log doesn't agree; waits until a person settled it.

    ``facts`` of ``edited`` hold both versions, field by field. No name of a patient stands in them.
    """

    class Kind(models.TextChoices):
        EDITED = "edited"
        REMOVED = "removed"
        UNLOGGED = "unlogged"
        ALTERED = "altered"
        MISSING = "missing"
        FORKED = "forked"
        RESTARTED = "restarted"
        SIGNATURE = "signature"

    log = models.ForeignKey(DeviceLog, on_delete=models.RESTRICT, related_name="findings")
    branch_id = models.UUIDField()
    kind = models.CharField(max_length=9)
    index = models.PositiveIntegerField(default=0)
    document_kind = models.CharField(max_length=5, default="", blank=True)
    key = models.CharField(max_length=LONGEST_KEY, default="", blank=True)
    facts = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    note = models.CharField(max_length=250, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "log_id branch_id kind index document_kind key facts settled_at settled_by",
        left_out="opened_at note version",
    )

    class Meta:
        db_table = "device_logs_finding"
        constraints = [
            models.UniqueConstraint(
                fields=["log", "kind", "index", "key"], name="device_log_finding_once"
            )
        ]
        indexes = [
            models.Index(fields=["branch_id", "settled_at"], name="log_finding_open"),
            models.Index(fields=["settled_at", "opened_at"], name="log_finding_waits"),
        ]
