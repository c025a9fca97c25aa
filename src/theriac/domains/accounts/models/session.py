"""Where people are signed in: one row for each browser, ended rows included."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity
from theriac.domains.accounts.models.user import User


class SignIn(Entity):
    """A person signed in with one browser. ``session_key`` names Django's session while it lasts.

    ``browser`` and ``system`` are what the browser says that it is, in words (Chrome, Android);
    ``last_used_at`` is at most a minute behind. ``device`` is the hash of the browser's own secret;
    ``is_trusted``: wrong passwords from there are counted apart from strangers'.
    """

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    session_key = models.CharField(max_length=40, default="")
    browser = models.CharField(max_length=20, default="")
    system = models.CharField(max_length=20, default="")
    address = models.CharField(max_length=45, default="")
    device = models.UUIDField(null=True)
    is_trusted = models.BooleanField(default=True, db_default=True)
    signed_in_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        db_table = "accounts_sign_in"
        indexes = [models.Index(fields=["user", "ended_at"], name="sign_in_of_person")]
