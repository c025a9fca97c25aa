"""Public keys: PEM and JWK of three algorithms, named by RFC 7638; anything else is refused."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from tests.support.eprescriptions import KEY, pem_of
from theriac.domains.eprescriptions.problems import SystemRefused
from theriac.domains.eprescriptions.signature.keys import read_key

pytestmark = pytest.mark.rows("RX-06")
RFC_8037 = {
    "kty": "OKP",
    "crv": "Ed25519",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}


def test_a_key_is_named_by_its_thumbprint() -> None:
    """The one of RFC 8037, appendix A.3."""
    read = read_key(json.dumps(RFC_8037))
    assert read.thumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    assert (read.algorithm, read_key(read.pem)) == ("EdDSA", read)
    assert read_key(pem_of(ec.generate_private_key(ec.SECP256R1()))).algorithm == "ES256"
    assert read_key(pem_of(rsa.generate_private_key(65537, 2048))).algorithm == "RS256"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a key",
        "{",
        "[]",
        '{"kty":"oct","k":"AAAA"}',
        json.dumps({**RFC_8037, "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}),
        json.dumps({**RFC_8037, "x": "AAAA"}),
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        pem_of(ec.generate_private_key(ec.SECP384R1())),
        pem_of(rsa.generate_private_key(65537, 1024)),
    ],
)
def test_anything_else_is_no_key(text: str) -> None:
    with pytest.raises(SystemRefused) as refused:
        read_key(text)
    assert refused.value.field == "public_key"


def test_another_kind_of_key_is_refused() -> None:
    with pytest.raises(SystemRefused):
        read_key(pem_of(ed25519.Ed25519PrivateKey.generate()).replace("PUBLIC", "PRIVATE"))
