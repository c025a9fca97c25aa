"""The keys of rows that were read together, fetched with one reading of the key store.

The keys live as long as the rows: no cache outlives a reading, so a destroyed key is gone for
every later one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from theriac.core.privacy.keys import make_keys, open_keys, refuse_missing

STATE = "theriac_key_peers"


class Peers:
    """The owners of rows that were read together; their keys when the first is asked for."""

    __slots__ = ("_keys", "_owners")

    def __init__(self, owners: Collection[UUID]) -> None:
        self._owners = frozenset(owners)
        self._keys: dict[UUID, bytes] | None = None

    def __contains__(self, owner: UUID) -> bool:
        return owner in self._owners

    def key_to_write(self, owner: UUID, *, is_house: bool) -> bytes:
        """The same; the pharmacy's own key is made at its first writing. Raises Erased."""
        if is_house and owner not in self._read():
            make_keys([owner])
            self._keys = None
        return self.key(owner)

    def key(self, owner: UUID) -> bytes:
        """The owner's key. Raises Erased or Unreadable."""
        key = self._read().get(owner)
        if key is None:
            refuse_missing(owner)
        return key

    def _read(self) -> dict[UUID, bytes]:
        if self._keys is None:
            self._keys = open_keys(self._owners)
        return self._keys


def peers_of(instance: Any, owner: UUID) -> Peers:
    """Those with which the row was read; a row that wasn't has none but itself."""
    peers: Peers | None = getattr(instance._state, STATE, None)
    if peers is None or owner not in peers:
        peers = Peers([owner])
        set_peers(instance, peers)
    return peers


def set_peers(instance: Any, peers: Peers) -> None:
    """Note with whom the row was read."""
    setattr(instance._state, STATE, peers)
