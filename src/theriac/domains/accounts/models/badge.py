"""The code on a person's badge, by which they take over a paired counter."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.accounts.models.user import User


class CounterBadge(Entity):
    """One badge: the keyed hash of its code, who issued it, and when it ended.

    ``asks_pin``: the person's PIN is asked besides. A person has one badge that holds.
    """

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="badges")
    code_hash = models.CharField(max_length=64, unique=True)
    asks_pin = models.BooleanField(default=False)
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    deciding = Deciding(
        "user_id asks_pin ended_at",
        hashed="code_hash",
        left_out="issued_at issued_by ended_by",
    )

    class Meta:
        db_table = "accounts_counter_badge"
