"""Heads: the text that is signed, published and read again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from theriac.core.seal.heads import read_note, signed_head
from theriac.core.seal.keys import public_of

KEY = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
LOG = "0f" * 16
MADE = datetime(2026, 11, 20, 11, 0, 0, 5, tzinfo=UTC)


def test_a_head_is_a_note_of_a_few_lines() -> None:
    head = signed_head(LOG, 1234, bytes(32), MADE, KEY)
    lines = head.note(public_of(KEY)).split("\n")
    assert lines[:5] == [
        f"theriac/{LOG}",
        "1234",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "made 2026-11-20T11:00:00.000005Z",
        "",
    ]
    assert lines[5].startswith("\u2014 theriac ")
    assert lines[6:] == [""]


def test_what_is_read_is_what_was_signed() -> None:
    head = signed_head(LOG, 1234, bytes(32), MADE, KEY)
    again = read_note(head.note(public_of(KEY)))
    assert again == head
    assert again.is_signed_by(public_of(KEY))
    other = Ed25519PrivateKey.from_private_bytes(bytes([8]) * 32)
    assert not again.is_signed_by(public_of(other))


@pytest.mark.parametrize("text", ["", "theriac/x\n", "hello"])
def test_another_text_is_no_head(text: str) -> None:
    with pytest.raises(ValueError, match="isn't a head"):
        read_note(text)
