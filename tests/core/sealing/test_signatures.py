"""A signature holds for its key, its purpose and its content, and for nothing else."""

from __future__ import annotations

import pytest

from tests.support.signers import Signer
from theriac.core.sealing.encoding import to_bytes, to_text
from theriac.core.sealing.signatures import holds, is_public_key

CONTENT = b'{"sales": []}'


def test_it_holds_for_what_was_signed() -> None:
    signer = Signer()
    assert holds(signer.public_key, "push", CONTENT, signer.sign("push", CONTENT))


@pytest.mark.parametrize(
    ("purpose", "content"), [("saved", CONTENT), ("push", CONTENT + b" "), ("push\n", CONTENT)]
)
def test_it_holds_for_nothing_else(purpose: str, content: bytes) -> None:
    signer = Signer()
    signature = signer.sign("push", CONTENT)
    assert not holds(signer.public_key, purpose, content, signature)


def test_it_holds_for_no_other_key() -> None:
    assert not holds(Signer().public_key, "push", CONTENT, Signer().sign("push", CONTENT))


@pytest.mark.parametrize(
    "signature",
    ["", "?", "A" * 85, to_text(bytes(64)), to_text(b"\xff" * 64), to_text(bytes(63)), "é"],
)
def test_what_is_no_signature_never_holds(signature: str) -> None:
    assert not holds(Signer().public_key, "push", CONTENT, signature)


def test_a_public_key_is_a_point_of_the_curve() -> None:
    point = to_bytes(Signer().public_key)
    assert is_public_key(to_text(point))
    for other in (b"", point[:-1], point + b"0", b"\x04" + bytes(64), b"\x05" + point[1:]):
        assert not is_public_key(to_text(other))
    assert not is_public_key("no base64url!")
    assert not holds("", "push", CONTENT, Signer().sign("push", CONTENT))
