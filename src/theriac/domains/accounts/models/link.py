"""Links by which a person chooses a password of their own or confirms an address, once."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity
from theriac.domains.accounts.models.user import User


class AccountLink(Entity):
    """An invitation, a reset or an e-mail's, by its keyed hash.

    It is over when it was used, has ended or was followed by another.
    """

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
