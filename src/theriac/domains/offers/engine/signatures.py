"""Whether a callback is the engine's: Standard Webhooks, HMAC-SHA256 over ``id.timestamp.body``."""

from __future__ import annotations

import base64
import binascii
import hmac
from hashlib import sha256

SECRET_START = "whsec_"  # noqa: S105 (how Standard Webhooks marks a secret)
MOST_AWAY = 300
"""Seconds that a timestamp may be away from our clock, either way."""
LONGEST = 200


def is_signed(
    secret: str, *, message_id: str, timestamp: str, signature: str, body: bytes, now: int
) -> bool:
    """Whether one of the signatures is right and the timestamp near; False without a secret."""
    key = _key(secret)
    if key is None or not message_id or max(len(message_id), len(timestamp)) > LONGEST:
        return False
    if not (timestamp.isascii() and timestamp.isdigit()) or abs(int(timestamp) - now) > MOST_AWAY:
        return False
    try:
        signed = f"{message_id}.{timestamp}.".encode() + body
    except UnicodeEncodeError:
        return False
    right = base64.b64encode(hmac.new(key, signed, sha256).digest())
    given = [one.encode("utf-8", "replace") for one in signature[:2_000].split(" ")]
    return any(
        version == b"v1" and hmac.compare_digest(said, right)
        for version, _comma, said in (one.partition(b",") for one in given)
    )


def _key(secret: str) -> bytes | None:
    try:
        key = base64.b64decode(secret.removeprefix(SECRET_START), validate=True)
    except (binascii.Error, ValueError):
        return None
    return key or None
