"""Texts that a device seals to a public key and can't read back: HPKE, RFC 9180.

Mode base, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, one message a key encapsulation. The
text is ``1.<key id>.<encapsulated key and ciphertext>``; the key's id is the first half of the
SHA-256 of the public key's uncompressed point. HPKE's ``info`` is the text's place: it opens
nowhere else. Twin: static/counter/domain/sealing.js; both meet contracts/vectors/sealed_texts.json.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from theriac.core.sealing.encoding import CantOpen, join_parts, split_parts, to_bytes, to_text

PLACE = "theriac sealed 1"
SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def new_key_pair() -> tuple[str, bytes]:
    """The public key as text (its uncompressed point), the private one as bytes (PKCS #8)."""
    private = generate_private_key(SECP256R1())
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return public_text(private), der


def read_private_key(der: bytes) -> EllipticCurvePrivateKey:
    """The private key that ``new_key_pair`` made. Raises CantOpen."""
    try:
        key = load_der_private_key(der, password=None)
    except (ValueError, TypeError):
        raise CantOpen("not a private key") from None
    if not isinstance(key, EllipticCurvePrivateKey):
        raise CantOpen("another kind of key")
    return key


def public_text(private: EllipticCurvePrivateKey) -> str:
    """The public key of a private one, as text."""
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return to_text(point)


def key_id_of(public: str) -> str:
    """The id under which sealed texts name a public key: 32 hexadecimal digits."""
    return sha256(to_bytes(public)).hexdigest()[:32]


def place_of(purpose: str, ids: Sequence[object]) -> bytes:
    """Where a sealed text belongs: what it is for, then ids from the whole to the part."""
    return "\n".join([PLACE, purpose, *(str(one) for one in ids)]).encode()


def seal(content: bytes, public: str, place: bytes) -> str:
    """Seal to a public key for one place; the counter does it itself."""
    point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), to_bytes(public))
    return join_parts(key_id_of(public), SUITE.encrypt(content, point, info=place))


def key_of(text: str) -> str:
    """The id of the key that a text is sealed to. Raises CantOpen."""
    return split_parts(text)[0]


def unseal(text: str, private: EllipticCurvePrivateKey, place: bytes) -> bytes:
    """What was sealed for this place. Raises CantOpen."""
    try:
        return SUITE.decrypt(split_parts(text)[1], private, info=place)
    except (InvalidTag, ValueError):
        raise CantOpen("damaged, or from another place") from None
