"""A place in a list as a word for an address: plain values, sealed for the list that gave them.

The seal keeps values of another kind from reaching the database, which would refuse them.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings

_SEAL_BYTES = 12
_TAGS: Mapping[str, Callable[[str], Any]] = {
    "d": date.fromisoformat,
    "t": datetime.fromisoformat,
    "u": UUID,
}


def seal_cursor(values: Iterable[Any], bound: str) -> str:
    """The values as an opaque word, good only for the list that ``bound`` names.

    Raises TypeError for values it can't carry: texts, whole numbers, dates, instants and ids it
    can.
    """
    text = json.dumps(list(map(_plain, values)), separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(_seal(text, bound) + text).decode().rstrip("=")


def open_cursor(word: str, bound: str) -> list[Any] | None:
    """The values of a word; None for one that wasn't given out for this list."""
    try:
        raw = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        seal, text = raw[:_SEAL_BYTES], raw[_SEAL_BYTES:]
        if not hmac.compare_digest(seal, _seal(text, bound)):
            return None
        return list(map(_restored, json.loads(text)))
    except (ValueError, TypeError, KeyError, binascii.Error):
        return None


def _seal(text: bytes, bound: str) -> bytes:
    sealed = f"cursor|{bound}|".encode() + text
    return hmac.new(settings.SECRET_KEY.encode(), sealed, sha256).digest()[:_SEAL_BYTES]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, UUID):
        return {"u": value.hex}
    if isinstance(value, str | int):
        return value
    raise TypeError(f"a list can't be cut by a {type(value).__name__}")


def _restored(value: Any) -> Any:
    if isinstance(value, dict):
        ((tag, text),) = value.items()
        return _TAGS[tag](text)
    return value
