"""Who signs in: a member of staff, or a customer."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from theriac.core.entity import Entity


class StaffUsers(BaseUserManager["User"]):
    """Finds people by their sign-in name."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person with this sign-in name, whatever its letter case."""
        return self.get(username__iexact=username or "")


class User(Entity, AbstractBaseUser):
    """Somebody who signs in: of the staff, or a customer. Preferences follow to every device.

    A customer's row names nobody: ``username`` is opaque, ``display_name`` a number, ``email``
    empty; who they are, the domain of customers keeps encrypted.

    ``must_change_password``: the password is one that somebody else set, so it opens nothing but
    the page where the person chooses their own.
    """

    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(max_length=190, default="", blank=True)
    display_name = models.CharField(max_length=80)
    language = models.CharField(max_length=5, default="")
    theme = models.CharField(max_length=5, default="")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False, db_default=False)
    is_customer = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = StaffUsers()

    class Meta:
        db_table = "accounts_user"
        ordering = ["display_name"]

    def __str__(self) -> str:
        return self.display_name
