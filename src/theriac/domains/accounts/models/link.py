"""Links by which a person chooses a password of their own, once."""

from __future__ import annotations

from django.db import models

from theriac.core.entity import Entity
from theriac.domains.accounts.models.user import User


class AccountLink(Entity):
    """An invitation or a reset, by its keyed hash; over when used, ended or followed by another."""

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="links")
    purpose = models.CharField(max_length=10)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_link"
        indexes = [models.Index(fields=["ends_at"], name="account_link_ends")]
