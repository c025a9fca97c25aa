"""How a device binds its entries. Twin: static/counter/db/log/chain.js."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Protocol

from theriac.core.database.json_text import canonical_json

PLACE = "theriac log 1"
_LONE = re.compile("[\ud800-\udfff]")


class LinkedEntry(Protocol):
    """What an entry's hash is over."""

    @property
    def index(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def previous(self) -> str: ...


def digest_of(wire: Mapping[str, Any]) -> str:
    """SHA-256 of a document as it was sent."""
    return digest_of_text(canonical_json(wire))


def digest_of_text(text: str) -> str:
    """SHA-256 of a text; half a character pair stands as browsers write it in JSON."""
    return sha256(_LONE.sub(lambda one: f"\\u{ord(one[0]):04x}", text).encode()).hexdigest()


def hash_of(chain: str, entry: LinkedEntry) -> str:
    """What binds an entry to all that it says and to the entry before."""
    parts = (PLACE, chain, entry.index, entry.kind, entry.key, entry.digest, entry.previous)
    return digest_of_text("\n".join(map(str, parts)))


def head_text(chain: str, index: int, hash_: str) -> str:
    """What a device signs of the newest entry."""
    return f"{chain}\n{index}\n{hash_}"
