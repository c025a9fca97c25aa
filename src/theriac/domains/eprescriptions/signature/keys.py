"""Public keys of prescribing systems: read from PEM or JWK, named by RFC 7638's thumbprint."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)
from django.utils.translation import gettext as _
from jwt import PyJWK
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm
from jwt.exceptions import PyJWTError

from theriac.domains.eprescriptions.problems import SystemRefused

LONGEST = 4000
RSA_BITS = range(2048, 8193)
_PRIVATE = ("d", "p", "q", "dp", "dq", "qi", "k")

PublicKey = Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey


@dataclass(frozen=True, slots=True)
class ReadKey:
    """A public key as PEM, the one algorithm that it signs by, and what names it."""

    pem: str
    algorithm: str
    thumbprint: str


def read_key(text: str) -> ReadKey:
    """The key of a PEM or JWK. Raises SystemRefused for anything else, private keys first."""
    told = text.strip()
    if len(told) > LONGEST or "PRIVATE KEY" in told:
        raise _refusal(_("Paste the public key only. Never send a private key to anybody."))
    key = _of_jwk(told) if told.startswith("{") else _of_pem(told)
    algorithm, jwk = _described(key)
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return ReadKey(pem, algorithm, thumbprint_of(jwk))


def thumbprint_of(jwk: Mapping[str, Any]) -> str:
    """RFC 7638: SHA-256 of the members that the key type needs, by name, without blanks."""
    needed = {"OKP": "crv kty x", "EC": "crv kty x y", "RSA": "e kty n"}[jwk["kty"]]
    told = {name: jwk[name] for name in needed.split()}
    text = json.dumps(told, separators=(",", ":"), sort_keys=True)
    return urlsafe_b64encode(sha256(text.encode()).digest()).rstrip(b"=").decode()


def _of_pem(text: str) -> Any:
    try:
        return load_pem_public_key(text.encode())
    except (ValueError, UnsupportedAlgorithm) as problem:
        raise _refusal(
            _("Paste the public key as PEM, beginning with -----BEGIN PUBLIC KEY-----, or as JWK.")
        ) from problem


def _of_jwk(text: str) -> Any:
    try:
        told = json.loads(text)
        if any(name in told for name in _PRIVATE):
            raise _refusal(_("Paste the public key only. Never send a private key to anybody."))
        return PyJWK(told).key
    except (ValueError, RecursionError, TypeError, KeyError, PyJWTError) as problem:
        raise _refusal(_("This isn’t a JWK. Paste the public key as PEM or JWK.")) from problem


def _described(key: Any) -> tuple[str, Mapping[str, Any]]:
    if isinstance(key, Ed25519PublicKey):
        return "EdDSA", OKPAlgorithm.to_jwk(key, as_dict=True)
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return "ES256", ECAlgorithm.to_jwk(key, as_dict=True)
    if isinstance(key, RSAPublicKey) and key.key_size in RSA_BITS:
        return "RS256", RSAAlgorithm.to_jwk(key, as_dict=True)
    raise _refusal(_("Use an Ed25519 key, an EC key on P-256, or an RSA key of 2048 bits or more."))


def _refusal(words: str) -> SystemRefused:
    return SystemRefused(words, field="public_key")
