"""The key pairs to which a branch's counters seal what they capture about people."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.organisation.models.branch import Branch


class SealingKey(Entity):
    """One pair. A branch's newest is the one to seal to; the older ones go on opening."""

    branch = models.ForeignKey(Branch, on_delete=models.RESTRICT, related_name="+")
    key_id = models.CharField(max_length=32, unique=True)
    public_key = models.CharField(max_length=90)
    private_key = models.TextField()
    """Locked under THERIAC_SEALING_SECRET."""
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    reason = models.CharField(max_length=250, default="")

    deciding = Deciding(
        "branch_id key_id public_key",
        hashed="private_key",
        left_out="made_at made_by reason",
    )

    class Meta:
        db_table = "organisation_sealing_key"
        indexes = [models.Index(fields=["branch", "made_at"], name="sealing_key_newest")]
