"""Secrets that machines hold: random, shown once, kept as keyed hashes."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from django.conf import settings

READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_secret() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def new_readable_code(length: int) -> str:
    """Random characters that people don't mistake for one another when typing them."""
    return "".join(secrets.choice(READABLE) for _ in range(length))


def readable_code_of(text: str, length: int) -> str:
    """The same characters for the same text, which nobody knows without THERIAC_API_KEY_SECRET.

    At most 32: as many as bytes of the hash, of which each gives one of 32 signs evenly.
    """
    digest = hmac.new(settings.API_KEY_SECRET.encode(), text.encode(), sha256).digest()
    return "".join(READABLE[byte % len(READABLE)] for byte in digest[:length])


def keyed_hash(secret: str) -> str:
    """HMAC-SHA-256 of a secret under THERIAC_API_KEY_SECRET."""
    return hmac.new(settings.API_KEY_SECRET.encode(), secret.encode(), sha256).hexdigest()
