"""The key that signs heads: Ed25519, from THERIAC_SEAL_KEY or a file beside the data."""

from __future__ import annotations

import os
import secrets
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings

FILE = "seal_signing_key"
SEED_BYTES = 32


class NoSigningKey(RuntimeError):
    """The key can't be read; the text says why and what to do."""


def signing_key() -> Ed25519PrivateKey:
    """This installation's key, made at first need. Raises NoSigningKey."""
    text = settings.SEAL_KEY or _kept(Path(settings.DATA_DIR) / FILE)
    try:
        seed = bytes.fromhex(text)
        if len(seed) != SEED_BYTES:
            raise ValueError
    except ValueError:
        raise NoSigningKey(
            f"THERIAC_SEAL_KEY, or the file {FILE} in THERIAC_DATA, isn't 64 hexadecimal digits. "
            "Put back the key of this installation, or remove it so that a new one is made."
        ) from None
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_of(key: Ed25519PrivateKey) -> str:
    """The public key in hexadecimal."""
    return key.public_key().public_bytes_raw().hex()


def key_name(public: str) -> str:
    """A short name of a public key: the first 8 digits of its SHA-256."""
    return sha256(bytes.fromhex(public)).hexdigest()[:8]


def is_signed(public: str, signature: str, content: bytes) -> bool:
    """Whether the signature (hexadecimal) is the key's over the content."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _kept(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as problem:
        raise NoSigningKey(f"{path} can't be written: {problem.strerror}.") from problem
    else:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(SEED_BYTES) + "\n")
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise NoSigningKey(f"{path} can't be read: {problem}.") from problem
