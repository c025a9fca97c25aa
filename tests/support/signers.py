"""A device's own key, as a browser would keep it: to pair with, and to sign what is sent."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from theriac.core.sealing.encoding import to_text
from theriac.core.sealing.sealed import public_text
from theriac.core.sealing.signatures import HALF, signed_bytes


@dataclass(frozen=True)
class Signer:
    """One device's pair of keys."""

    private: EllipticCurvePrivateKey = field(
        default_factory=lambda: generate_private_key(SECP256R1())
    )

    @property
    def public_key(self) -> str:
        return public_text(self.private)

    def sign(self, purpose: str, content: bytes) -> str:
        der = self.private.sign(signed_bytes(purpose, content), ECDSA(SHA256()))
        return to_text(b"".join(part.to_bytes(HALF) for part in decode_dss_signature(der)))
