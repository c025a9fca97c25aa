"""Sign a FHIR Bundle as docs/domains/eprescriptions.md says: bundle.json key.pem > signed.json.

It needs the library cryptography and nothing of Theriac, so that an integrator can read and run it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def main(bundle: str, key: str) -> None:
    """Write the signed bundle of these two files. The key is an Ed25519 private key as PEM."""
    private = serialization.load_pem_private_key(Path(key).read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        sys.exit("This script signs with an Ed25519 key.")
    told = json.loads(Path(bundle).read_text(encoding="utf-8"))
    made = signed(told, private, datetime.now(UTC))
    sys.stdout.write(json.dumps(made, ensure_ascii=False, indent=1) + "\n")


def signed(bundle: dict[str, Any], key: Ed25519PrivateKey, when: datetime) -> dict[str, Any]:
    """The bundle with its signature."""
    rest = {name: value for name, value in bundle.items() if name != "signature"}
    header = base64url(json.dumps({"alg": "EdDSA", "kid": thumbprint(key)}).encode())
    payload = base64url(canonical(rest).encode())
    made = base64url(key.sign(f"{header}.{payload}".encode()))
    signature = {
        "type": [{"system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.1"}],
        "when": when.isoformat(timespec="seconds"),
        "who": {"identifier": bundle.get("identifier", {})},
        "sigFormat": "application/jose",
        "data": base64.b64encode(f"{header}..{made}".encode()).decode(),
    }
    return {**rest, "signature": signature}


def canonical(value: Any) -> str:
    """RFC 8785 for numbers between 1e-6 and 1e21."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    text = json.dumps(value, ensure_ascii=False)
    is_number = isinstance(value, float)
    return text.removesuffix(".0") if is_number else text


def thumbprint(key: Ed25519PrivateKey) -> str:
    """RFC 7638 of the public key."""
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    told = f'{{"crv":"Ed25519","kty":"OKP","x":"{base64url(raw)}"}}'
    return base64url(hashlib.sha256(told.encode()).digest())


def base64url(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


if __name__ == "__main__":
    main(*sys.argv[1:])
