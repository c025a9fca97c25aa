"""The script for integrators signs what the product verifies."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.support.eprescriptions import KEY, a_bundle, parsed, pem_of
from tests.support.scripts import script
from theriac.domains.eprescriptions.signature.canonical import signed_text
from theriac.domains.eprescriptions.signature.jws import holds, read_signature
from theriac.domains.eprescriptions.signature.keys import read_key

pytestmark = pytest.mark.rows("RX-06")


def test_it_signs_as_is_verified() -> None:
    bundle = a_bundle()
    bundle["entry"][0]["resource"]["multipleBirthInteger"] = 2
    bundle["entry"][1]["resource"]["weight"] = {"value": 12.50, "é": [True, None, 1.0]}
    program = script("sign_bundle")
    made = program.signed(bundle, KEY, datetime(2026, 11, 22, tzinfo=UTC))
    key = read_key(pem_of(KEY))
    jws = read_signature(made)
    assert (jws.thumbprint, program.thumbprint(KEY)) == (key.thumbprint, key.thumbprint)
    text = signed_text(parsed(made))
    assert text == program.canonical(json.loads(json.dumps(bundle)))
    assert holds(jws, text, key.pem, key.algorithm)
    assert not holds(jws, text.replace("21", "12"), key.pem, key.algorithm)
