"""Terminals: paired counters and the numbering points of machine clients."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.organisation.models.branch import Branch


class Terminal(Entity):
    """One device that sells, or one API client's numbering point."""

    class Kind(models.TextChoices):
        COUNTER = "counter"
        API = "api"

    branch = models.ForeignKey(Branch, on_delete=models.RESTRICT, related_name="terminals")
    kind = models.CharField(max_length=8)
    code = models.CharField(max_length=4)
    name = models.CharField(max_length=60)
    secret_hash = models.CharField(max_length=64, null=True, unique=True)
    public_key = models.CharField(max_length=88, default="", db_default="")
    """What its device signs with; "" for a device that was let pair without a key of its own."""
    paired_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    clock_skew_seconds = models.IntegerField(default=0, db_default=0)
    """How far its clock was ahead when it last sent something; 0 within the warning's limit."""
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id kind code public_key paired_at revoked_at",
        hashed="secret_hash",
        left_out="name clock_skew_seconds version",
    )

    class Meta:
        db_table = "organisation_terminal"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "code"], name="terminal_code_in_branch")
        ]

    def __str__(self) -> str:
        return self.name


class DeviceKey(AppendOnlyModel):
    """A public key that a device of the terminal brought to its pairing."""

    terminal = models.ForeignKey(Terminal, on_delete=models.RESTRICT, related_name="device_keys")
    public_key = models.CharField(max_length=88)
    recorded_at = models.DateTimeField()

    deciding = Deciding("terminal_id public_key recorded_at")

    class Meta:
        db_table = "organisation_device_key"
        constraints = [
            models.UniqueConstraint(fields=["terminal", "public_key"], name="device_key_once")
        ]


class PairingCode(Entity):
    """A code that pairs one device once, within minutes.

    ``used_at`` is also when the next code of the terminal took its place. ``without_key``: also a
    device that can't sign what it sends.
    """

    terminal = models.ForeignKey(Terminal, on_delete=models.RESTRICT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    without_key = models.BooleanField(default=False)

    class Meta:
        db_table = "organisation_pairing_code"
