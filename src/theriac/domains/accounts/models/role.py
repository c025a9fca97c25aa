"""Roles as sets of permissions, and who holds which where."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.accounts.models.user import User
from theriac.domains.accounts.roles import ROLE_TITLES, delivered_rights, title_of


class Role(Entity):
    """A named set of permission codes. Without a name of its own it has the one at delivery.

    ``landing`` is the page that its people land on after the sign-in; "" goes by what it may.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60, default="", db_default="")
    permissions = models.JSONField()
    landing = models.CharField(max_length=12, default="", db_default="")
    retired_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding("code permissions retired_at", left_out="name landing version")

    class Meta:
        db_table = "accounts_role"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What people call it, in the reader's language where it keeps its delivered name."""
        return self.name or str(title_of(self.code))

    @property
    def is_delivered(self) -> bool:
        """Whether every pharmacy starts with it."""
        return self.code in ROLE_TITLES

    @property
    def is_changed(self) -> bool:
        """Whether a delivered role no longer is what it was."""
        return self.is_delivered and (
            bool(self.name) or delivered_rights(self.code) != set(self.permissions)
        )


class Assignment(Entity):
    """A person holds a role at one branch, or at every branch (no branch named)."""

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="assignments")
    role = models.ForeignKey(Role, on_delete=models.RESTRICT, related_name="assignments")
    branch = models.ForeignKey(
        "organisation.Branch", null=True, on_delete=models.RESTRICT, related_name="+"
    )

    deciding = Deciding("user_id role_id branch_id")

    class Meta:
        db_table = "accounts_assignment"
