"""A callback counts only if the engine signed it just now."""

from __future__ import annotations

import base64

import pytest

from theriac.domains.offers.engine.signatures import is_signed

pytestmark = pytest.mark.rows("PUR-03")
# The example of the specification (standardwebhooks.com).
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
GIVEN = {
    "message_id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "timestamp": "1614265330",
    "signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    "body": b'{"test": 2432232314}',
    "now": 1614265330,
}


def test_the_specifications_example_is_signed() -> None:
    assert is_signed(SECRET, **GIVEN)  # type: ignore[arg-type]
    several = f"v1a,xxxx v1,{'A' * 43}= {GIVEN['signature']}"
    assert is_signed(SECRET, **{**GIVEN, "signature": several})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {"message_id": "msg_other"},
        {"message_id": ""},
        {"timestamp": "1614265331"},
        {"timestamp": "x"},
        {"timestamp": "١٦١٤٢٦٥٣٣٠"},
        {"timestamp": "-1614265330"},
        {"now": 1614265330 + 301},
        {"now": 1614265330 - 301},
        {"body": b'{"test": 2432232315}'},
        {"signature": ""},
        {"signature": "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
        {"signature": "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
        {"message_id": "\udce9"},
    ],
)
def test_anything_else_isnt(changed: dict[str, object]) -> None:
    assert not is_signed(SECRET, **{**GIVEN, **changed})  # type: ignore[arg-type]


def test_nothing_is_signed_without_a_secret() -> None:
    for secret in ("", "whsec_", "whsec_???", base64.b64encode(b"another").decode()):
        assert not is_signed(secret, **GIVEN)  # type: ignore[arg-type]
