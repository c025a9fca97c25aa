"""What a device signs with a key that it alone holds: ECDSA, P-256, SHA-256 (FIPS 186-5).

A public key is the text of its uncompressed point; a signature is r and s, 32 bytes each, as
WebCrypto gives it, base64url. What is signed begins with what it is for, so that no signature
passes for another. Twin: static/counter/app/signing.js.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from theriac.core.sealing.encoding import CantOpen, to_bytes

PLACE = "theriac device 1"
POINT, HALF = 65, 32
"""Bytes of an uncompressed point, and of either part of a signature."""


def is_public_key(text: str) -> bool:
    """Whether the text is a point of the curve, as a device tells its public key."""
    return _point(text) is not None


def holds(public: str, purpose: str, content: bytes, signature: str) -> bool:
    """Whether the key's holder signed this content for this purpose."""
    key = _point(public)
    try:
        raw = to_bytes(signature)
    except CantOpen:
        return False
    if key is None or len(raw) != 2 * HALF:
        return False
    r, s = int.from_bytes(raw[:HALF]), int.from_bytes(raw[HALF:])
    try:
        key.verify(encode_dss_signature(r, s), signed_bytes(purpose, content), ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def signed_bytes(purpose: str, content: bytes) -> bytes:
    """The bytes under the signature: what they are for, a line each, then the content."""
    return f"{PLACE}\n{purpose}\n".encode() + content


def _point(text: str) -> EllipticCurvePublicKey | None:
    try:
        raw = to_bytes(text)
        if len(raw) != POINT:
            return None
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw)
    except (CantOpen, ValueError):
        return None
