"""Access tokens of programs, written and read (RFC 7519, 9068, 8037); pure, but for the clock.

An access token is a JWT signed with Ed25519 and lives minutes. It is taken while its family hasn't
ended, the account is open and the password is the one of the sign-in. Refresh tokens rotate
(``commands/tokens``): of each only the keyed hash is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings

from theriac.core import clock
from theriac.core.ids import new_id, parse_id
from theriac.core.sealing.encoding import CantOpen, to_bytes

ALGORITHM = "EdDSA"
AUDIENCE = "theriac-api"
TYPE = "at+jwt"
LONGEST = 2_000
SKEW = timedelta(seconds=5)
"""How far ahead an issuing process's clock may be."""
_REQUIRED = ["iss", "aud", "sub", "sid", "iat", "exp", "jti"]


@dataclass(frozen=True, slots=True)
class TokenNames:
    """What a token says before anything of it is believed: which key and which family."""

    key_id: str
    family_id: UUID


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says once its signature, issuer, audience and times hold."""

    person_id: UUID
    family_id: UUID
    ends_at: datetime


def write_access_token(
    private_key: Ed25519PrivateKey, key_id: str, *, person_id: UUID, family_id: UUID
) -> tuple[str, datetime]:
    """A signed token for this person and family, and when it ends."""
    issued_at = clock.now()
    ends_at = issued_at + timedelta(minutes=settings.ACCESS_TOKEN_MINUTES)
    claims = {
        "iss": settings.TOKEN_ISSUER,
        "aud": AUDIENCE,
        "sub": str(person_id),
        "sid": str(family_id),
        "iat": int(issued_at.timestamp()),
        "exp": int(ends_at.timestamp()),
        "jti": str(new_id()),
    }
    headers = {"kid": key_id, "typ": TYPE}
    return jwt.encode(claims, private_key, algorithm=ALGORITHM, headers=headers), ends_at


def name_in(token: str) -> TokenNames | None:
    """The key and family that a text names, when it has the form of our tokens."""
    if len(token) > LONGEST:
        return None
    try:
        header = jwt.get_unverified_header(token)
        claims = jwt.decode(token, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError):
        return None
    family_id = parse_id(str(claims.get("sid", "")))
    key_id = header.get("kid")
    fits = header.get("alg") == ALGORITHM and header.get("typ") == TYPE
    if not fits or family_id is None or not isinstance(key_id, str) or len(key_id) > 40:
        return None
    return TokenNames(key_id, family_id)


def read_access_token(token: str, public_key: str) -> Claims | None:
    """The token's claims; None unless algorithm, signature, issuer, audience and times hold."""
    try:
        claims = jwt.decode(
            token,
            _public(public_key),
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=settings.TOKEN_ISSUER,
            options={
                "require": _REQUIRED,
                "verify_exp": False,  # our own clock judges the times
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
        times = [int(claims[name]) for name in ("iat", "exp")]
    except (jwt.PyJWTError, CantOpen, ValueError, TypeError):
        return None
    now = clock.now()
    person_id, family_id = parse_id(str(claims["sub"])), parse_id(str(claims["sid"]))
    if person_id is None or family_id is None:
        return None
    if not times[0] - SKEW.total_seconds() <= now.timestamp() < times[1]:
        return None
    return Claims(person_id, family_id, datetime.fromtimestamp(times[1], tz=now.tzinfo))


@lru_cache(maxsize=32)
def _public(text: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(to_bytes(text))
