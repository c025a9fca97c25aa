"""An authenticator in software: sets up a passkey for a person, and answers questions with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestedCredentialData

from theriac.domains.accounts.models import User

ORIGIN = "http://testserver"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class SoftPasskey:
    """One key pair; ``counter`` is what it signs next, 0 for one that doesn't count."""

    credential_id: bytes
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    counter: int = 0

    def answer(
        self,
        options: Mapping[str, Any],
        *,
        origin: str = ORIGIN,
        flags: int = PRESENT | VERIFIED,
    ) -> dict[str, Any]:
        """The assertion to these options, as a browser writes it in JSON."""
        asked = options["publicKey"]
        client = json.dumps(
            {"type": "webauthn.get", "challenge": asked["challenge"], "origin": origin}
        ).encode()
        data = _data(asked["rpId"], flags, self.counter)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        name = websafe_encode(self.credential_id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
            },
        }


def with_passkey(user_id: UUID, counter: int = 0, host: str = "testserver") -> SoftPasskey:
    """Set a passkey up for the person, as allauth keeps it."""
    made = SoftPasskey(sha256(f"{user_id}{counter}".encode()).digest(), counter=counter)
    public = ES256.from_cryptography_key(made.key.public_key())
    kept = AttestedCredentialData.create(bytes(16), made.credential_id, public)
    data = _data(host, PRESENT | VERIFIED | ATTESTED, counter) + bytes(kept)
    client = json.dumps({"type": "webauthn.create", "challenge": "AAAA", "origin": ORIGIN}).encode()
    name = websafe_encode(made.credential_id)
    Authenticator.objects.create(
        user=User.objects.get(id=user_id),
        type=Authenticator.Type.WEBAUTHN,
        data={
            "name": "Key",
            "credential": {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {
                    "clientDataJSON": websafe_encode(client),
                    "attestationObject": websafe_encode(
                        cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
                    ),
                },
            },
        },
    )
    return made


def _data(host: str, flags: int, counter: int) -> bytes:
    return sha256(host.encode()).digest() + bytes([flags]) + counter.to_bytes(4, "big")
