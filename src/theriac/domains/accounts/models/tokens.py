"""Sign-ins of programs: families of refresh tokens, and the keys that sign access tokens."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.accounts.models.user import User


class SigningKey(Entity):
    """An Ed25519 pair. The newest signs; an older one is published while tokens of it live."""

    key_id = models.CharField(max_length=40, unique=True)
    public_key = models.CharField(max_length=60)
    """The 32 bytes as base64url, as a JWK has them."""
    private_key = models.TextField()
    """Locked under THERIAC_SEALING_SECRET."""
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=120, default="")

    deciding = Deciding("key_id public_key", hashed="private_key", left_out="made_at reason")

    class Meta:
        db_table = "accounts_signing_key"
        indexes = [models.Index(fields=["made_at"], name="signing_key_newest")]


class TokenFamily(Entity):
    """One sign-in of a person in one installation of a program, until it ends."""

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="token_families")
    client_id = models.UUIDField()
    """The id that the installation made for itself."""
    client_name = models.CharField(max_length=60, default="")
    password_stamp = models.CharField(max_length=64)
    """Keyed hash of the password's hash at the sign-in: a new password ends the family."""
    address = models.CharField(max_length=45, default="", db_default="")
    """Where it was used last."""
    started_at = models.DateTimeField()
    used_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=40, default="")

    class Meta:
        db_table = "accounts_token_family"
        indexes = [models.Index(fields=["ends_at"], name="token_family_ends")]


class RefreshToken(Entity):
    """One token of a family, by its keyed hash; ``place`` counts from 1 and has one token each."""

    family = models.ForeignKey(TokenFamily, on_delete=models.CASCADE, related_name="tokens")
    place = models.PositiveIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    successor = models.TextField(default="")
    """The next token for the reply that is given again; locked, and emptied when that is used."""

    class Meta:
        db_table = "accounts_refresh_token"
        constraints = [
            models.UniqueConstraint(fields=["family", "place"], name="refresh_token_one_successor")
        ]
