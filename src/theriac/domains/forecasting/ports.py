"""What forecasting asks of domains above: in which packs goods were bought."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID


class BoughtPacks(Protocol):
    """Knows the packs in which batches came."""

    def __call__(self, batch_ids: Collection[UUID]) -> Mapping[UUID, int]:
        """Base units of the pack by batch, in one statement; left out where none is known."""


_knowing: list[BoughtPacks] = []


def register_bought_packs(packs: BoughtPacks) -> None:
    """Let ``packs`` answer; the last one counts."""
    _knowing[:] = [packs]


def bought_packs(batch_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """In packs of how many base units each of these batches was bought."""
    return _knowing[0](batch_ids)
