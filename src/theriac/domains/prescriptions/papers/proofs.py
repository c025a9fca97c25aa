"""The proof on a copy: which prescription, copied when, under a keyed hash; it names nobody.

No table is needed: what the copy said is counted again from the dispenses up to that instant. The
hash is HMAC-SHA-256 under the server's secret, cut to 96 bits: nobody else can write one.
"""

from __future__ import annotations

import hmac
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from theriac.core.secrets import keyed_hash

LETTERS = 43
_FACTS, _MAC = 20, 12


@dataclass(frozen=True, slots=True)
class CopyProof:
    """Of which prescription a copy was made, and when, to the second."""

    prescription_id: UUID
    copied_at: datetime


def written_proof(proof: CopyProof) -> str:
    """The proof as 43 letters that an address takes."""
    seconds = int(proof.copied_at.timestamp())
    facts = proof.prescription_id.bytes + struct.pack(">I", seconds)
    return urlsafe_b64encode(facts + _mac(facts)).decode().rstrip("=")


def read_proof(text: str) -> CopyProof | None:
    """What a proof says; None where this server didn't write it."""
    if len(text) != LETTERS or not text.isascii():
        return None
    try:
        whole = urlsafe_b64decode(f"{text}=")
    except (Error, ValueError):
        return None
    facts, mac = whole[:_FACTS], whole[_FACTS:]
    if not hmac.compare_digest(mac, _mac(facts)):
        return None
    (seconds,) = struct.unpack(">I", facts[16:])
    return CopyProof(UUID(bytes=facts[:16]), datetime.fromtimestamp(seconds, tz=UTC))


def _mac(facts: bytes) -> bytes:
    return sha256(keyed_hash(f"copy of a prescription:{facts.hex()}").encode()).digest()[:_MAC]
