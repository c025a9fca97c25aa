"""Leases: how long a paired device may sell of its quotas without hearing from its server."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class QuotaLease(Entity):
    """One device's right to quotas, under one pairing; what holds its quotas is this row.

    ``expires_at`` moves with the device's contacts. Once it passed, or the terminal is revoked,
    the lease ends and its quotas are released; a later contact begins another. ``open_key`` names
    the pairing while the lease stands, and is empty afterwards. ``is_limited``: the device said
    that it sells its quotas alone; before that it was the branch's only one and knows no quota.
    """

    terminal = models.ForeignKey(
        "organisation.Terminal", on_delete=models.RESTRICT, related_name="+"
    )
    branch_id = models.UUIDField()
    open_key = models.CharField(max_length=120, null=True, unique=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_limited = models.BooleanField(default=False)

    deciding = Deciding("terminal_id branch_id open_key expires_at ended_at is_limited")

    class Meta:
        db_table = "stock_quota_lease"
        indexes = [
            models.Index(fields=["branch_id", "ended_at", "expires_at"], name="lease_of_branch")
        ]
