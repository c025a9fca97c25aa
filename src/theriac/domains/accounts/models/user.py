"""Who signs in: a member of staff, a customer, or a supplier's person."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.utils.translation import gettext as _

from theriac.core.changes.registry import Deciding
from theriac.core.privacy.fields import EncryptedOrEmpty, Plain
from theriac.core.privacy.keys import make_keys
from theriac.core.privacy.problems import Erased
from theriac.core.privacy.rows import PersonalEntity, PersonalQuerySet
from theriac.domains.accounts.passwords import renewed_hash
from theriac.domains.accounts.security.name_hashes import (
    MAIL,
    SIGN_IN,
    folded,
    staff_handle,
    token_of,
    tokens_of,
)

HASHED = {"username": ("sign_in_token", SIGN_IN), "email": ("email_token", MAIL)}
"""Encrypted columns and the hashes by which they are found."""


class StaffUsers(BaseUserManager["User"]):
    """Finds people by their sign-in name."""

    def get_queryset(self) -> PersonalQuerySet[User]:
        """Rows whose names open together."""
        return PersonalQuerySet(self.model, using=self._db)

    def named(self, typed: str) -> User | None:
        """The member of staff with this sign-in name, whatever its letter case."""
        rows = self.filter(sign_in_token__in=tokens_of(SIGN_IN, typed))
        wanted = folded(typed)
        return next((row for row in rows if folded(row.username) == wanted), None)

    def get_by_natural_key(self, username: str | None) -> User:
        """The same. Raises DoesNotExist."""
        found = self.named(username or "")
        if found is None:
            raise self.model.DoesNotExist
        return found


class User(PersonalEntity, AbstractBaseUser):
    """Somebody who signs in, and of which ``kind``. Preferences follow to every device.

    ``name``, ``username`` (by which one signs in) and ``email`` of the staff and of suppliers'
    people lie under the person's own key; ``sign_in_token`` and ``email_token`` are the keyed
    hashes by which they are found.
    ``handle`` is what the account is called where no name may stand. A customer's row names nobody:
    ``number`` stands for them, who they are the domain of customers keeps.

    ``must_change_password``: the password is one that somebody else set, so it opens nothing but
    the page where the person chooses their own.
    """

    class Kind(models.TextChoices):
        STAFF = "staff"
        CUSTOMER = "customer"
        SUPPLIER = "supplier"

    handle = models.CharField(max_length=60, unique=True, db_column="username")
    username = EncryptedOrEmpty(label="staff.sign_in_name", default="", db_column="sign_in_name")
    sign_in_token = models.BigIntegerField(null=True, unique=True)
    email = EncryptedOrEmpty(label="staff.email", default="", blank=True)
    email_token = models.BigIntegerField(null=True, db_index=True)
    name = EncryptedOrEmpty(label="staff.display_name", default="", db_column="display_name")
    number = models.CharField(max_length=12, default="", db_default="")
    language = models.CharField(max_length=5, default="")
    theme = models.CharField(max_length=5, default="")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False, db_default=False)
    kind = models.CharField(max_length=8, default=Kind.STAFF, db_default="staff")
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = StaffUsers()

    deciding = Deciding(
        "is_active must_change_password kind erased_at",
        hashed="password sign_in_token email_token",
        left_out=(
            "last_login username sign_in_name email display_name number language theme "
            "created_at version"
        ),
    )

    class Meta:
        db_table = "accounts_user"

    def __str__(self) -> str:
        return self.handle

    @property
    def display_name(self) -> str:
        """What to call them: a customer's number, the name, or that they were erased."""
        if self.kind == self.Kind.CUSTOMER and self.number:
            return self.number
        try:
            name = str(self.name)
        except Erased:
            name = ""
        return name or _("Former staff member %(number)s") % {"number": self.id.hex[-6:].upper()}

    @display_name.setter
    def display_name(self, name: str) -> None:
        self.name = name

    def check_password(self, raw_password: str | None) -> bool:
        """As Django's; what was hashed at a lower cost than today's is hashed anew by a command."""

        def renew(password: str) -> None:
            self.password = renewed_hash(self.id, self.password, password)

        return check_password(raw_password, self.password, renew)

    def save(self, **options: Any) -> None:
        """As Django's; whose name stands here gets a key, and what was written new hashes."""
        if self._state.adding and self.kind != self.Kind.CUSTOMER and not self.erased_at:
            make_keys([self.id])
            self.handle = self.handle or staff_handle(self.id)
        written = options.get("update_fields")
        for column, (token, kind) in HASHED.items():
            held = self.__dict__.get(column)
            if isinstance(held, Plain) and (written is None or column in written):
                setattr(self, token, token_of(kind, held.value))
                if written is not None:
                    options["update_fields"] = {*options["update_fields"], token}
        super().save(**options)
