"""What stock needs of others.

Who received what it gave to a sale, and what a national system of serial numbers says of a pack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class PatientsOfSales(Protocol):
    """Reads for whom sales were."""

    def __call__(self, sale_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
        """The patient's id by sale; a sale that was for nobody known is left out."""


class LateUnits(Protocol):
    """Reads which units left the shop although the ledger had none to give."""

    def __call__(
        self, batch_ids: Sequence[UUID], product_ids: Sequence[UUID]
    ) -> Mapping[UUID, int]:
        """Base units by printed batch, of sales whose case is still open."""


@dataclass(frozen=True, slots=True)
class SaleRecords:
    """What the domain that sells tells of its sales."""

    patients: PatientsOfSales
    late: LateUnits


_records: list[SaleRecords] = []


def register_sale_records(records: SaleRecords) -> None:
    """Let ``records`` answer. Raises ValueError when another does already."""
    if _records and _records[0] != records:
        raise ValueError("the records of sales are declared twice")
    _records[:] = [records]


def patients_of_sales(sale_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """The patients of these sales; none where nothing sells."""
    return _records[0].patients(sale_ids) if _records and sale_ids else {}


def late_units(batch_ids: Sequence[UUID], product_ids: Sequence[UUID]) -> Mapping[UUID, int]:
    """Units sold of these batches that no movement took yet; none where nothing sells."""
    return _records[0].late(batch_ids, product_ids) if _records and batch_ids else {}


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
