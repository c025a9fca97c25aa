"""The short number by which a person takes over a paired counter."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.accounts.models.user import User


class CounterPin(Entity):
    """One person's PIN as its argon2id hash, and how often a wrong one was tried since."""

    user = models.OneToOneField(User, on_delete=models.RESTRICT, related_name="counter_pin")
    pin_hash = models.CharField(max_length=128)
    failed = models.PositiveSmallIntegerField(default=0)
    set_at = models.DateTimeField()

    deciding = Deciding("user_id", hashed="pin_hash", left_out="failed set_at")

    class Meta:
        db_table = "accounts_counter_pin"
