"""Where the units of a recall went and where the rest lies: bounded reads over its batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from theriac.core.actor import Actor
from theriac.core.query import branches_seen, query
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.recalls.models import RecallBatch
from theriac.domains.recalls.ports import patients_of_sales
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.recalls.rules import Accounted
from theriac.domains.stock.models import Balance, Batch, Movement, Place
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.ledger.receipts import CAME_IN

AT_ONCE = 400
MOST_TOLD = 20
"""Sales that the life of one batch tells; a common one has thousands."""
_NOWHERE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Units of a batch that a sale gave away, to a patient who is known or to nobody known."""

    sale_id: UUID
    number: str
    batch_id: UUID
    branch_id: UUID
    quantity: int
    occurred_at: datetime
    patient_id: UUID | None


@dataclass(frozen=True, slots=True)
class Lying:
    """What one place has of a batch."""

    batch_id: UUID
    branch_id: UUID
    branch: str
    place: str
    place_kind: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Transferred:
    """Units that went from a branch towards another."""

    batch_id: UUID
    from_branch: str
    to_branch: str
    quantity: int
    number: str
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """From whom a batch came, and when."""

    batch_id: UUID
    supplier_id: UUID | None
    quantity: int
    number: str
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class Trace:
    """All that the books know of a recall's batches."""

    batches: tuple[Batch, ...]
    accounts: dict[UUID, Accounted]
    total: Accounted
    lying: tuple[Lying, ...]
    deliveries: tuple[Delivery, ...]
    transfers: tuple[Transferred, ...]
    origins: tuple[Origin, ...]

    @property
    def known(self) -> tuple[Delivery, ...]:
        """To patients who are known."""
        return tuple(one for one in self.deliveries if one.patient_id)

    @property
    def patients(self) -> int:
        """How many different patients are known."""
        return len({one.patient_id for one in self.known})

    @property
    def walk_ins(self) -> int:
        """Sales to nobody known."""
        return len({one.sale_id for one in self.deliveries if one.patient_id is None})

    @property
    def walk_in_units(self) -> int:
        """What they took."""
        return sum(one.quantity for one in self.deliveries if one.patient_id is None)


@dataclass(frozen=True, slots=True)
class Life:
    """What the branches that somebody sees know of one batch.

    ``deliveries`` holds the newest alone, of ``sales`` in all.
    """

    lying: tuple[Lying, ...]
    deliveries: tuple[Delivery, ...]
    sales: int
    transfers: tuple[Transferred, ...]
    origins: tuple[Origin, ...]


@query(permission=VIEW_STOCK)
def trace_recall(*, actor: Actor, recall_id: UUID) -> Trace:
    """The trace of every branch: a recall concerns all of the pharmacy."""
    rows = RecallBatch.objects.filter(recall_id=recall_id)
    return trace_batches(list(rows.values_list("batch_id", flat=True)))


@query(permission=VIEW_STOCK)
def life_of_batch(*, actor: Actor, batch_id: UUID) -> Life:
    """From whom a batch came, where it lies and who got it, at the branches the actor sees."""
    seen = branches_seen(actor, VIEW_STOCK)
    there = Balance.objects.filter(batch_id=batch_id, quantity__gt=0, **seen)
    moved = Movement.objects.filter(batch_id=batch_id, **seen)
    sold = moved.filter(kind=Movement.Kind.SALE).order_by()
    at = sold.values("document_id").annotate(at=Max("occurred_at")).order_by("-at", "document_id")
    newest = [row["document_id"] for row in at[:MOST_TOLD]]
    others = moved.filter(kind__in=(Movement.Kind.TRANSFER, *CAME_IN)).order_by("occurred_at", "id")
    rows = list(others.values_list(*_MOVED)[:AT_ONCE])
    suppliers = dict(Batch.objects.filter(id=batch_id).values_list("id", "supplier_id"))
    names = {branch.id: branch.name for branch in list_branches()}
    return Life(
        lying=_lying(there.values_list(*_LYING), names),
        deliveries=tuple(
            _deliveries(list(sold.filter(document_id__in=newest).values_list(*_MOVED)))
        ),
        sales=sold.values("document_id").distinct().count(),
        transfers=tuple(_transfers(rows, names)),
        origins=_origins(rows, suppliers),
    )


def trace_batches(batch_ids: Sequence[UUID]) -> Trace:
    """The same of any batches."""
    ids = sorted(batch_ids)
    accounts = accounts_of(ids)
    total = Accounted()
    for one in accounts.values():
        total = total.plus(one)
    batches, lying, moved = [], [], []
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        batches += list(Batch.objects.filter(id__in=some))
        lying += list(
            Balance.objects.filter(batch_id__in=some, quantity__gt=0).values_list(*_LYING)
        )
        moved += list(
            Movement.objects.filter(
                batch_id__in=some,
                kind__in=(Movement.Kind.SALE, Movement.Kind.TRANSFER, *CAME_IN),
            ).values_list(*_MOVED)
        )
    names = {branch.id: branch.name for branch in list_branches()}
    return Trace(
        batches=tuple(sorted(batches, key=lambda one: (one.number, str(one.id)))),
        accounts=accounts,
        total=total,
        lying=_lying(lying, names),
        deliveries=tuple(_deliveries(moved)),
        transfers=tuple(_transfers(moved, names)),
        origins=_origins(moved, {batch.id: batch.supplier_id for batch in batches}),
    )


_LYING = ("batch_id", "branch_id", "place__name", "place__kind", "quantity")
_MOVED = (
    "kind",
    "document_id",
    "document_number",
    "batch_id",
    "branch_id",
    "quantity",
    "occurred_at",
    "from_place_id",
    "to_place_id",
)
_Row = tuple[str, UUID, str, UUID, UUID, int, datetime, UUID, UUID]


def _lying(found: Iterable[Any], names: dict[UUID, str]) -> tuple[Lying, ...]:
    """What each place has, branch by branch."""
    return tuple(
        Lying(batch_id, branch_id, names.get(branch_id, ""), place, kind, units)
        for batch_id, branch_id, place, kind, units in sorted(found, key=lambda row: row[1])
    )


def _origins(moved: Sequence[_Row], suppliers: Mapping[UUID, UUID | None]) -> tuple[Origin, ...]:
    """What came in from outside."""
    return tuple(
        Origin(row[3], suppliers.get(row[3]), row[5], row[2], row[6])
        for row in moved
        if row[0] in CAME_IN
    )


def _deliveries(moved: Sequence[_Row]) -> list[Delivery]:
    """One line a sale and batch, the newest first."""
    units: dict[tuple[UUID, UUID], int] = defaultdict(int)
    first: dict[tuple[UUID, UUID], _Row] = {}
    for row in moved:
        if row[0] == Movement.Kind.SALE:
            units[row[1], row[3]] += row[5]
            first.setdefault((row[1], row[3]), row)
    patients = patients_of_sales(sorted({sale_id for sale_id, _batch in units}))
    found = [
        Delivery(key[0], row[2], key[1], row[4], units[key], row[6], patients.get(key[0]))
        for key, row in first.items()
    ]
    return sorted(found, key=lambda one: (one.occurred_at, one.number), reverse=True)


def _transfers(moved: Sequence[_Row], names: dict[UUID, str]) -> list[Transferred]:
    """Movements between places of two branches; within one they are no news."""
    rows = [row for row in moved if row[0] == Movement.Kind.TRANSFER]
    places = {key for row in rows for key in row[7:9]}
    at: dict[UUID, UUID] = {
        place_id: branch_id
        for place_id, branch_id in Place.objects.filter(id__in=places).values_list(
            "id", "branch_id"
        )
        if branch_id is not None
    }
    return [
        Transferred(
            row[3],
            names.get(at.get(row[7], _NOWHERE), ""),
            names.get(at.get(row[8], _NOWHERE), ""),
            row[5],
            row[2],
            row[6],
        )
        for row in rows
        if at.get(row[7]) != at.get(row[8])
    ]
