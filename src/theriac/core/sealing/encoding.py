"""How encrypted bytes stand in a text: three parts, ``version.key.bytes`` (base64url, bare)."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

VERSION = "1"


class CantOpen(Exception):
    """An encrypted text is damaged, isn't where it belongs, or its key isn't here."""


def to_text(content: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    """The bytes of a text that ``to_text`` made; no other text has them. Raises CantOpen."""
    try:
        content = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        raise CantOpen("not base64url") from None
    if to_text(content) != text:
        raise CantOpen("not base64url as it is written")
    return content


def join_parts(key_id: str, content: bytes) -> str:
    """The text of these bytes, encrypted under the key of this id."""
    return f"{VERSION}.{key_id}.{to_text(content)}"


def split_parts(text: str) -> tuple[str, bytes]:
    """The id of the key and the encrypted bytes. Raises CantOpen."""
    parts = text.split(".")
    if len(parts) != 3 or parts[0] != VERSION:
        raise CantOpen("another form")
    return parts[1], to_bytes(parts[2])
