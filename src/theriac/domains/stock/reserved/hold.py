"""Holding units of balances for somebody, and letting them go again.

Whoever calls has locked nothing yet: balances are locked first, in key order, then reservations,
so that a sale, a count and a release never wait for each other in a circle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.counters import Contended, change_guarded, lock_rows
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.stock.events import StockUpdated
from theriac.domains.stock.models import Balance, Place, Reservation, ReservedBatch
from theriac.domains.stock.waiting_lines import note_line

RECORD = "stock.reservation"
FREE = "quantity - reserved"
"""What of a balance no reservation holds."""

State = Reservation.State


@dataclass(frozen=True, slots=True)
class Pick:
    """``quantity`` base units of a batch in one place."""

    balance_id: UUID
    batch_id: UUID
    quantity: int


def lock_free(balance_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Lock the balances in key order; what of each is free, as of now."""
    return lock_rows(Balance, FREE, sorted(set(balance_ids)))


def lock_product(branch_id: UUID, product_id: UUID) -> None:
    """Lock what a branch's shelves have of a product, before the line of who waits for it."""
    rows = Balance.objects.filter(
        branch_id=branch_id,
        product_id=product_id,
        quantity__gt=0,
        place__kind=Place.Kind.SHELF,
    )
    lock_free(rows.values_list("id", flat=True))


def hold(held: Sequence[tuple[Reservation, Sequence[Pick]]]) -> None:
    """Keep new reservations with what they hold; the caller holds the locks of the balances.

    Raises Contended where a balance has no longer so much free.
    """
    insert_rows(Reservation, [reservation for reservation, _picks in held])
    insert_rows(
        ReservedBatch,
        [
            ReservedBatch(
                id=new_id(),
                reservation_id=reservation.id,
                balance_id=pick.balance_id,
                batch_id=pick.batch_id,
                quantity=pick.quantity,
            )
            for reservation, picks in held
            for pick in picks
        ],
    )
    changes: dict[UUID, int] = defaultdict(int)
    for _reservation, picks in held:
        for pick in picks:
            changes[pick.balance_id] += pick.quantity
    change_guarded(Balance, "reserved", changes)


def locked_with_balances(
    ids: Iterable[UUID], others: Iterable[UUID] = ()
) -> tuple[list[Reservation], list[ReservedBatch]]:
    """Those of the reservations that stand still, locked after the balances that they hold.

    ``others`` are balances that are locked with them, in one order. Raises Contended when one came
    to hold another balance meanwhile.
    """
    wanted = list(ids)
    standing = ReservedBatch.objects.filter(
        reservation_id__in=wanted, reservation__state=State.ACTIVE
    )
    locked = set(lock_free({*standing.values_list("balance_id", flat=True), *others}))
    rows = list(
        Reservation.objects.select_for_update()
        .filter(id__in=wanted, state=State.ACTIVE)
        .order_by("id")
    )
    found = {row.id for row in rows}
    held = ReservedBatch.objects.filter(reservation_id__in=found).select_related("batch")
    batches = list(held.order_by("id"))
    if any(batch.balance_id not in locked for batch in batches):
        raise Contended("a reservation came to hold another batch")
    return rows, batches


def end(ids: Iterable[UUID], state: str, *, reason: str = "") -> list[Reservation]:
    """End those that stand still, and free what they hold; what they held stays to be read."""
    wanted = list(ids)
    if not wanted:
        return []
    rows, batches = locked_with_balances(wanted)
    changes: dict[UUID, int] = defaultdict(int)
    for batch in batches:
        changes[batch.balance_id] -= batch.quantity
    change_guarded(Balance, "reserved", {key: change for key, change in changes.items() if change})
    now, actor = clock.now(), current_unit().actor
    for row in rows:
        row.state, row.open_key = state, None
        row.ended_at, row.ended_by, row.ended_reason = now, actor.id, reason[:120]
        row.version += 1
    names = ["state", "open_key", "ended_at", "ended_by", "ended_reason", "version"]
    Reservation.objects.bulk_update(rows, names, batch_size=200)
    by_reservation: dict[UUID, list[UUID]] = defaultdict(list)
    for batch in batches:
        by_reservation[batch.reservation_id].append(batch.batch_id)
    for row in rows:
        tell(row, by_reservation[row.id], reason)
    return rows


def end_of_holders(holder_ids: Iterable[UUID], *, reason: str) -> None:
    """Free what is kept for those who don't need it any more, in the running command."""
    rows = Reservation.objects.filter(holder_id__in=list(holder_ids), state=State.ACTIVE)
    end(rows.values_list("id", flat=True), State.RELEASED, reason=reason)


def tell(
    row: Reservation,
    batch_ids: Sequence[UUID],
    reason: str = "",
    changed: Mapping[str, Any] | None = None,
) -> None:
    """Leave the record, and let the counters follow; a quota only concerns its own terminal.

    Who waits for the product is served of what comes free; an offer follows its reservation.
    """
    frees = row.state not in (State.ACTIVE, State.TAKEN)
    if frees or row.purpose == Reservation.Purpose.WAITLIST:
        note_line(row.branch_id, row.product_id)
    if row.purpose == Reservation.Purpose.QUOTA:
        return
    facts = {
        "product_id": row.product_id,
        "purpose": row.purpose,
        "quantity": row.quantity,
        "state": row.state,
        **(changed or {}),
    }
    current_unit().record(RECORD, row.id, reason=reason, facts=facts, branch_id=row.branch_id)
    current_unit().announce(
        StockUpdated(
            subject=f"{row.branch_id}/{row.product_id}",
            branch_id=row.branch_id,
            data={
                "product_id": row.product_id,
                "document_kind": "reservation",
                "document_id": row.id,
                "batches": [{"batch_id": batch_id, "change": 0} for batch_id in batch_ids],
            },
        )
    )
