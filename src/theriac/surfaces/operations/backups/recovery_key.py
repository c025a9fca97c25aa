"""The recovery key: the one secret of a pharmacy that its owner keeps on paper.

A P-256 private key and three bytes of its SHA-256, as 14 groups of four letters (RFC 4648 Base32,
which has no 0, 1 or 8). The machine keeps the public half alone, in its data folder: that seals
what a backup needs to become a pharmacy again (``recovery``), and opens nothing.
"""

from __future__ import annotations

import os
import secrets
from base64 import b32decode, b32encode
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)

from theriac.core.sealing.sealed import public_text

FILE = "recovery_public_key"
SECRET_BYTES, CHECK_BYTES, GROUP = 32, 3, 4
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many private keys P-256 has (SEC 2, 2.4.2)."""
MISTAKEN = str.maketrans({"0": "O", "1": "I", "8": "B", " ": "", "-": "", "\n": "", "\r": ""})


class RecoveryKeyUnfit(ValueError):
    """What was typed isn't a recovery key, or not this pharmacy's; the text says which."""


def new_recovery_key() -> str:
    """A new one, as it is printed."""
    number = 1 + secrets.randbelow(ORDER - 1)
    secret = number.to_bytes(SECRET_BYTES, "big")
    text = b32encode(secret + _check(secret)).decode()
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def read_recovery_key(text: str) -> EllipticCurvePrivateKey:
    """The private key of a text, however it was spaced. Raises RecoveryKeyUnfit."""
    letters = text.upper().translate(MISTAKEN).strip()
    try:
        content = b32decode(letters)
    except ValueError:  # binascii.Error is one
        content = b""
    secret, check = content[:SECRET_BYTES], content[SECRET_BYTES:]
    if len(secret) != SECRET_BYTES or check != _check(secret):
        raise RecoveryKeyUnfit(
            "That isn't a whole recovery key: it has 14 groups of four letters, and one of them "
            "differs. Compare it with the paper, group by group."
        )
    return derive_private_key(int.from_bytes(secret, "big"), SECP256R1())


def keep_public_half(folder: Path, printed: str) -> None:
    """Let what is sealed in ``folder`` from now on open with this key alone."""
    unfinished = folder / f"{FILE}.{os.getpid()}"
    unfinished.write_text(public_text(read_recovery_key(printed)) + "\n", encoding="ascii")
    unfinished.replace(folder / FILE)


def public_half(folder: Path) -> str | None:
    """The public half that lies in ``folder``; None where no recovery key was made."""
    path = folder / FILE
    return path.read_text("ascii").strip() if path.exists() else None


def _check(secret: bytes) -> bytes:
    return sha256(secret).digest()[:CHECK_BYTES]
