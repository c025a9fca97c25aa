"""Machine clients."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.accounts.models.role import Role


class ApiKey(Entity):
    """A named key: keyed hash only, one role at one branch, a terminal of its own."""

    name = models.CharField(max_length=60)
    hint = models.CharField(max_length=12)
    secret_hash = models.CharField(max_length=64, unique=True)
    role = models.ForeignKey(Role, on_delete=models.RESTRICT, related_name="+")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    terminal = models.ForeignKey(
        "organisation.Terminal", on_delete=models.RESTRICT, related_name="+"
    )
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)

    deciding = Deciding(
        "role_id branch_id terminal_id revoked_at",
        hashed="secret_hash",
        left_out="name hint created_at created_by",
    )

    class Meta:
        db_table = "accounts_api_key"
        ordering = ["name"]
