"""What recalls need of those above: for whom sales were, what left without stock, what was made."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
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


class BatchesMade(Protocol):
    """Reads what was compounded of goods."""

    def __call__(self, batch_ids: Collection[UUID]) -> set[UUID]:
        """The batches into which units of these went, by one step of making."""


_makes: list[BatchesMade] = []
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


def register_making(makes: BatchesMade) -> None:
    """Let ``makes`` say what was compounded; the last one counts."""
    _makes[:] = [makes]


def batches_made_of(batch_ids: Collection[UUID]) -> set[UUID]:
    """The batches that were compounded of these, by one step of making.

    Somebody must answer: no recall leaves what was made of it on the shelf unasked.
    """
    return _makes[0](batch_ids)
