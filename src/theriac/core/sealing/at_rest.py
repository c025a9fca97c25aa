"""What is kept encrypted under THERIAC_SEALING_SECRET, and opens only where it was put.

AES-256-GCM under a key derived by HKDF-SHA-256 from the secret, a random nonce of 96 bits in front,
the place as additional data. The text names its secret by an id, so that the secret can be changed:
the variable holds the new one first and the old ones after it.
"""

from __future__ import annotations

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from theriac.core.sealing.encoding import CantOpen, join_parts, split_parts

NONCE = 12
KEY_USE = b"theriac at rest 1 key"
ID_USE = b"theriac at rest 1 id"


def lock(content: bytes, place: str) -> str:
    """Encrypt under the newest secret; ``place`` names the row and field where the text stands."""
    secret = settings.SEALING_SECRETS[0]
    nonce = os.urandom(NONCE)
    encrypted = AESGCM(_derive(secret, KEY_USE, 32)).encrypt(nonce, content, place.encode())
    return join_parts(_id_of(secret), nonce + encrypted)


def unlock(text: str, place: str) -> bytes:
    """What was locked at this place. Raises CantOpen."""
    secret_id, encrypted = split_parts(text)
    secret = next((one for one in settings.SEALING_SECRETS if _id_of(one) == secret_id), None)
    if secret is None:
        raise CantOpen("its secret isn't among those of THERIAC_SEALING_SECRET")
    cipher = AESGCM(_derive(secret, KEY_USE, 32))
    try:
        return cipher.decrypt(encrypted[:NONCE], encrypted[NONCE:], place.encode())
    except (InvalidTag, ValueError):
        raise CantOpen("damaged, or from another place") from None


def is_newest(text: str) -> bool:
    """Whether the text is locked under the newest secret. Raises CantOpen for another form."""
    return split_parts(text)[0] == _id_of(settings.SEALING_SECRETS[0])


def _id_of(secret: str) -> str:
    return _derive(secret, ID_USE, 4).hex()


@lru_cache(maxsize=32)
def _derive(secret: str, use: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=use).derive(secret.encode())
