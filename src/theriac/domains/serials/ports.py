"""What serial numbers need of others: what a national system says of a pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True, order=True)
class SerialPack:
    """One pack: its GTIN in 14 digits, and the serial that is its own among those of the GTIN."""

    gtin: str
    serial: str


class SerialWord(StrEnum):
    """What a system says of a pack."""

    SALEABLE = "saleable"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SerialAnswer:
    """A system's word, and its own sentence for the person at the counter ("" for none)."""

    word: SerialWord
    sentence: str = ""


class SerialSystemSilent(Exception):
    """The system gave no answer in time; the text says what happened, for the log."""


class SerialSystem(Protocol):
    """A national verification system (EMVO, DSCSA, BPOM) beside the pharmacy's own book.

    The own book always holds. An adapter in ``integrations`` implements this and registers itself
    with ``register_serial_system``; without one, nothing outside is asked or told. No method runs
    inside a transaction of ours. Each may raise SerialSystemSilent: a scan then goes by the own
    book, and what was to be told is told again.
    """

    def verify(self, pack: SerialPack) -> SerialAnswer:
        """Whether the pack may be sold, within 400 ms: somebody waits for it at the counter."""
        ...

    def decommission(self, pack: SerialPack, *, sold_id: UUID, at: datetime) -> None:
        """The pack was sold. Called at least once; ``sold_id`` tells repetitions apart."""
        ...

    def reactivate(self, pack: SerialPack, *, sold_id: UUID, at: datetime) -> None:
        """The pack that was sold under ``sold_id`` came back. Called at least once."""
        ...


_systems: list[SerialSystem] = []


def register_serial_system(system: SerialSystem | None) -> None:
    """Ask ``system`` at each scan and tell it each sale; None: nobody but the own book."""
    _systems[:] = [] if system is None else [system]


def serial_system() -> SerialSystem | None:
    """The system that is asked besides the own book, if any."""
    return _systems[0] if _systems else None
