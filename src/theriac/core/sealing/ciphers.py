"""AES-256-GCM over a text that names its key: a random nonce of 96 bits in front, a place beside.

The place is the additional data: what was encrypted for one place opens at no other.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from theriac.core.sealing.encoding import CantOpen, join_parts, split_parts

NONCE = 12
KEY_BYTES = 32


def encrypt(key: bytes, key_id: str, content: bytes, place: str) -> str:
    """The text of ``content`` under ``key``, which it names by ``key_id``, for one place."""
    nonce = os.urandom(NONCE)
    return join_parts(key_id, nonce + AESGCM(key).encrypt(nonce, content, place.encode()))


def decrypt(key: bytes, text: str, place: str) -> bytes:
    """What was encrypted under ``key`` for this place. Raises CantOpen."""
    encrypted = split_parts(text)[1]
    try:
        return AESGCM(key).decrypt(encrypted[:NONCE], encrypted[NONCE:], place.encode())
    except (InvalidTag, ValueError):
        raise CantOpen("damaged, or from another place") from None
