"""FHIR's Signature with a detached JWS (RFC 7515, appendix F), before and against its key."""

from __future__ import annotations

import json
import re
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.utils.translation import gettext as _
from jwt import PyJWS
from jwt.exceptions import PyJWTError

from theriac.domains.eprescriptions.problems import SignatureRefused

FORMAT = "application/jose"
ALGORITHMS = ("EdDSA", "ES256", "RS256")
LONGEST = 8_000
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_SEGMENT = re.compile(r"[A-Za-z0-9_-]+")
_THUMBPRINT = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class DetachedJws:
    """A signature as it was sent: whose key it names, by what, when it says it was made."""

    header: str
    signature: str
    algorithm: str
    thumbprint: str
    when: datetime

    @property
    def compact(self) -> str:
        """Header and signature with nothing between them."""
        return f"{self.header}..{self.signature}"


def read_signature(bundle: Mapping[str, Any]) -> DetachedJws:
    """The bundle's signature, not verified yet. Raises SignatureRefused."""
    told = bundle.get("signature")
    if not isinstance(told, dict):
        raise refusal("missing", _("The bundle isn’t signed. Add Bundle.signature."))
    if told.get("sigFormat") != FORMAT:
        raise refusal("format", _("Set Bundle.signature.sigFormat to application/jose."))
    when = instant_of(told.get("when"))
    if when is None:
        raise refusal("when", _("Set Bundle.signature.when to the time of signing, with its zone."))
    parts = _parts(told.get("data"))
    if len(parts) != 3 or parts[1] or not all(map(_SEGMENT.fullmatch, (parts[0], parts[2]))):
        raise refusal(
            "form",
            _("Bundle.signature.data must be base64 of a JWS in compact form with empty payload."),
        )
    header = _header(parts[0])
    algorithm, named = header.get("alg"), header.get("kid")
    if algorithm not in ALGORITHMS or "crit" in header or header.get("b64") is not None:
        raise refusal("algorithm", _("Sign by EdDSA, ES256 or RS256, without “crit” and “b64”."))
    if not isinstance(named, str) or not _THUMBPRINT.fullmatch(named):
        raise refusal("kid", _("Name the key by its RFC 7638 thumbprint in the header “kid”."))
    return DetachedJws(parts[0], parts[2], str(algorithm), named, when)


def holds(jws: DetachedJws, text: str, public_key: str, algorithm: str) -> bool:
    """Whether the key's holder signed exactly this text, by the key's own algorithm."""
    payload = urlsafe_b64encode(text.encode()).rstrip(b"=").decode()
    token = f"{jws.header}.{payload}.{jws.signature}"
    try:
        key: Any = load_pem_public_key(public_key.encode())
        PyJWS().decode_complete(token, key, algorithms=[algorithm])
    except (PyJWTError, ValueError, TypeError):
        return False
    return True


def instant_of(text: Any) -> datetime | None:
    """A FHIR instant; None for anything else."""
    if not isinstance(text, str) or not _INSTANT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def refusal(why: str, words: str) -> SignatureRefused:
    """The refusal of a signature; ``why`` is its code."""
    return SignatureRefused(words, field="Bundle.signature", why=why)


def _parts(data: Any) -> list[str]:
    if not isinstance(data, str) or len(data) > LONGEST:
        return []
    try:
        return b64decode(data, validate=True).decode("ascii").split(".")
    except ValueError:
        return []


def _header(segment: str) -> Mapping[str, Any]:
    try:
        read = json.loads(urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
