"""What is kept encrypted under the environment's secrets, and opens only where it was put.

AES-256-GCM under a key derived by HKDF-SHA-256 from the secret, the place as additional data. The
text names its secret by an id, so that the secret can be changed: a variable holds the new one
first and the old ones after it. ``lock`` and ``unlock`` take THERIAC_SEALING_SECRET.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from theriac.core.sealing.ciphers import KEY_BYTES, decrypt, encrypt
from theriac.core.sealing.encoding import CantOpen, split_parts

KEY_USE = b"theriac at rest 1 key"
ID_USE = b"theriac at rest 1 id"


@dataclass(frozen=True, slots=True)
class SecretRing:
    """The secrets of one variable, the newest first; ``variable`` is its name."""

    secrets: Sequence[str]
    variable: str

    def lock(self, content: bytes, place: str) -> str:
        """Encrypt under the newest; ``place`` names the row and field where the text stands."""
        secret = self.secrets[0]
        return encrypt(_derive(secret, KEY_USE, KEY_BYTES), _id_of(secret), content, place)

    def unlock(self, text: str, place: str) -> bytes:
        """What was locked at this place under any of them. Raises CantOpen."""
        secret_id = split_parts(text)[0]
        secret = next((one for one in self.secrets if _id_of(one) == secret_id), None)
        if secret is None:
            raise CantOpen(f"its secret isn't among those of {self.variable}")
        return decrypt(_derive(secret, KEY_USE, KEY_BYTES), text, place)

    def is_newest(self, text: str) -> bool:
        """Whether it is locked under the newest. Raises CantOpen for a text of another form."""
        return split_parts(text)[0] == _id_of(self.secrets[0])


def _sealing() -> SecretRing:
    return SecretRing(settings.SEALING_SECRETS, "THERIAC_SEALING_SECRET")


def lock(content: bytes, place: str) -> str:
    """Encrypt under the newest sealing secret."""
    return _sealing().lock(content, place)


def unlock(text: str, place: str) -> bytes:
    """What was locked at this place. Raises CantOpen."""
    return _sealing().unlock(text, place)


def is_newest(text: str) -> bool:
    """Whether the text is locked under the newest secret. Raises CantOpen for another form."""
    return _sealing().is_newest(text)


@lru_cache(maxsize=64)
def _id_of(secret: str) -> str:
    return _derive(secret, ID_USE, 4).hex()


@lru_cache(maxsize=32)
def _derive(secret: str, use: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=use).derive(secret.encode())
