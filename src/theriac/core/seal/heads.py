"""Heads as they are published: a text of a few lines, signed, that fits into a letter.

The form is a C2SP checkpoint (https://c2sp.org/tlog-checkpoint) in a signed note
(https://c2sp.org/signed-note): origin, size, root in Base64, when it was made; an empty line; and
the signature with the key's id. It signs every byte up to the empty line.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from theriac.core.seal.keys import is_signed, public_of

SIGNER = "theriac"
ED25519 = b"\x01"
NOTE = re.compile(
    r"(?P<text>theriac/(?P<log>[0-9a-f]{32})\n(?P<size>\d{1,18})\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"made (?P<made>\S{1,40})\n)\n\u2014 theriac (?P<signature>[A-Za-z0-9+/]{91}=)\n"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A root over the first ``size`` rows of a log; root and signature in hexadecimal."""

    log: str
    size: int
    root: str
    made_at: datetime
    signature: str = ""
    key_id: str = ""

    def text(self) -> str:
        """What is signed."""
        root = base64.b64encode(bytes.fromhex(self.root)).decode()
        made = self.made_at.astimezone(UTC).isoformat(timespec="microseconds")
        return f"theriac/{self.log}\n{self.size}\n{root}\nmade {made.replace('+00:00', 'Z')}\n"

    def note(self, public: str) -> str:
        """The whole note with its signature line."""
        line = base64.b64encode(_key_id(public) + bytes.fromhex(self.signature)).decode()
        return f"{self.text()}\n\u2014 {SIGNER} {line}\n"

    def is_signed_by(self, public: str) -> bool:
        """Whether the signature is this key's."""
        return is_signed(public, self.signature, self.text().encode())


def signed_head(
    log: str, size: int, root: bytes, made_at: datetime, key: Ed25519PrivateKey
) -> Head:
    """What a log of ``size`` leaves held at ``made_at``, signed by its operator."""
    head = Head(log, size, root.hex(), made_at)
    signature = key.sign(head.text().encode()).hex()
    return Head(log, size, root.hex(), made_at, signature, _key_id(public_of(key)).hex())


def read_note(text: str) -> Head:
    """The head that a note holds; its signature isn't checked here. Raises ValueError."""
    found = NOTE.fullmatch(text)
    if found is None:
        raise ValueError("it isn't a head of Theriac")
    signed = base64.b64decode(found["signature"])
    return Head(
        found["log"],
        int(found["size"]),
        base64.b64decode(found["root"]).hex(),
        datetime.fromisoformat(found["made"]),
        signed[4:].hex(),
        signed[:4].hex(),
    )


def _key_id(public: str) -> bytes:
    return sha256(SIGNER.encode() + b"\n" + ED25519 + bytes.fromhex(public)).digest()[:4]
