"""Roles as sets of permissions, and who holds which where."""

from __future__ import annotations

from django.db import models

from theriac.core.entity import Entity
from theriac.domains.accounts.models.user import User


class Role(Entity):
    """A named set of permission codes."""

    code = models.CharField(max_length=40, unique=True)
    permissions = models.JSONField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "accounts_role"
        ordering = ["code"]


class Assignment(Entity):
    """A person holds a role at one branch, or at every branch (no branch named)."""

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="assignments")
    role = models.ForeignKey(Role, on_delete=models.RESTRICT, related_name="assignments")
    branch = models.ForeignKey(
        "organisation.Branch", null=True, on_delete=models.RESTRICT, related_name="+"
    )

    class Meta:
        db_table = "accounts_assignment"
