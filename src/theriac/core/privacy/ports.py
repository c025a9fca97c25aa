"""The port of the key store: named keys, each wrapped, apart from the database.

The one that comes with Theriac is an SQLite file (``sqlite_store``); another database or a
service follows by keeping this protocol. A store never sees a key unwrapped.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A key under its name, as it is kept."""

    name: str
    wrapped: str


@dataclass(frozen=True, slots=True)
class DestroyedKey:
    """A key that is gone: when, and the SHA-256 of what was kept ("" where none was)."""

    name: str
    destroyed_at: datetime
    fingerprint: str


class KeyStore(Protocol):
    """Keeps wrapped keys. What is written is durable before a call returns.

    Every method raises KeyStoreFails when the store can't be reached.
    """

    def add(self, keys: Sequence[WrappedKey]) -> int:
        """Keep those whose name is new and wasn't destroyed; how many."""

    def find(self, names: Collection[str]) -> dict[str, str]:
        """The wrapped keys of these names; what isn't here is left out."""

    def beginning(self, prefix: str, after: str = "", limit: int = 500) -> list[WrappedKey]:
        """Those whose name begins so, by name, behind ``after``."""

    def replace(self, key: WrappedKey, wrapped: str) -> bool:
        """Keep it wrapped otherwise, unless it changed meanwhile; whether it was."""

    def destroy(self, names: Sequence[str], at: datetime) -> None:
        """Remove the keys and note their names for ever; one that isn't here is noted too."""

    def discard(self, names: Sequence[str]) -> None:
        """Remove keys that never belonged to anybody; nothing is noted of them."""

    def destroyed(self, names: Collection[str] | None = None) -> list[DestroyedKey]:
        """The list of destroyed keys, or those of these names."""

    def copy_to(self, path: Path) -> None:
        """Write a whole copy into a new file, while others write."""
