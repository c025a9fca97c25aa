"""The quotas of one lease as rows: made, raised, lowered, told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Sum

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.database.counters import change_guarded
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.stock.models import Balance, QuotaLease, Reservation, ReservedBatch
from theriac.domains.stock.reserved.hold import Pick, end, hold, locked_with_balances
from theriac.domains.stock.waiting_lines import note_line

ACTIVE = Reservation.State.ACTIVE
QUOTA = Reservation.Purpose.QUOTA


def quotas_of(lease_id: UUID, product_ids: Iterable[UUID]) -> dict[UUID, Reservation]:
    """The lease's standing quotas of these products."""
    rows = Reservation.objects.filter(
        holder_id=lease_id, state=ACTIVE, product_id__in=list(product_ids)
    )
    return {row.product_id: row for row in rows}


def batches_of(reservation_ids: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, int]]]:
    """What each holds by batch, in the order in which it came to hold them."""
    found: dict[UUID, list[tuple[UUID, int]]] = defaultdict(list)
    rows = ReservedBatch.objects.filter(reservation_id__in=reservation_ids, quantity__gt=0)
    for key, batch_id, units in rows.order_by("id").values_list(
        "reservation_id", "batch_id", "quantity"
    ):
        found[key].append((batch_id, units))
    return found


def own_units(terminal_id: UUID, product_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Base units by batch that a terminal's quotas hold of these products."""
    leases = QuotaLease.objects.filter(terminal_id=terminal_id).values("id")
    rows = (
        ReservedBatch.objects.filter(
            reservation__holder_id__in=leases,
            reservation__product_id__in=list(product_ids),
            reservation__state=ACTIVE,
        )
        .order_by()
        .values_list("batch_id")
        .annotate(units=Sum("quantity"))
    )
    return {batch_id: int(units) for batch_id, units in rows}


def quota_totals(branch_id: UUID, product_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Base units by product that all quotas of the branch hold."""
    rows = (
        Reservation.objects.filter(
            branch_id=branch_id, purpose=QUOTA, state=ACTIVE, product_id__in=list(product_ids)
        )
        .order_by()
        .values_list("product_id")
        .annotate(units=Sum("quantity"))
    )
    return {product_id: int(units) for product_id, units in rows}


def quota_row(
    actor: Actor, lease: QuotaLease, product_id: UUID, quantity: int, reference: str
) -> Reservation:
    """A new quota of a lease."""
    return Reservation(
        id=new_id(),
        branch_id=lease.branch_id,
        product_id=product_id,
        purpose=QUOTA,
        state=ACTIVE,
        quantity=quantity,
        asked=quantity,
        holder_id=lease.id,
        reference=reference[:60],
        open_key=f"{lease.id}:{product_id}",
        expires_at=None,
        made_by=actor.id,
        made_at=clock.now(),
        ended_by=None,
        ended_at=None,
        ended_reason="",
        version=1,
    )


def raise_quotas(
    new: Sequence[tuple[Reservation, Sequence[Pick]]],
    raised: Mapping[UUID, Sequence[Pick]],
) -> None:
    """Write new quotas, and what standing ones (by id) get besides; balances are locked."""
    hold(new)
    rows = {row.id: row for row in Reservation.objects.filter(id__in=raised)}
    known = {
        (one.reservation_id, one.balance_id): one
        for one in ReservedBatch.objects.filter(reservation_id__in=raised)
    }
    changes: dict[UUID, int] = defaultdict(int)
    fresh: list[ReservedBatch] = []
    for reservation_id, picks in raised.items():
        for pick in picks:
            changes[pick.balance_id] += pick.quantity
            held = known.get((reservation_id, pick.balance_id))
            if held is not None:
                held.quantity += pick.quantity
                continue
            fresh.append(
                ReservedBatch(
                    id=new_id(),
                    reservation_id=reservation_id,
                    balance_id=pick.balance_id,
                    batch_id=pick.batch_id,
                    quantity=pick.quantity,
                )
            )
        row = rows[reservation_id]
        row.quantity += sum(pick.quantity for pick in picks)
        row.asked = max(row.asked, row.quantity)
        row.version += 1
    ReservedBatch.objects.bulk_update(list(known.values()), ["quantity"], batch_size=200)
    insert_rows(ReservedBatch, fresh)
    Reservation.objects.bulk_update(
        list(rows.values()), ["quantity", "asked", "version"], batch_size=200
    )
    change_guarded(Balance, "reserved", changes)


def lower_quotas(lease_id: UUID, kept: Mapping[UUID, tuple[int, int]]) -> None:
    """Free what a device gave back: by product what it keeps, and the version that it knew.

    The last batches first, as the device does.
    A quota that was raised since stays as it is: what was said is older than that.
    """
    wanted = {
        row.id: kept[row.product_id][0]
        for row in quotas_of(lease_id, kept).values()
        if row.version == kept[row.product_id][1] and row.quantity > kept[row.product_id][0]
    }
    if not wanted:
        return
    rows, batches = locked_with_balances(wanted)
    changes: dict[UUID, int] = defaultdict(int)
    for row in rows:
        left = row.quantity - wanted[row.id]
        for batch in [one for one in reversed(batches) if one.reservation_id == row.id]:
            given = min(left, batch.quantity)
            batch.quantity -= given
            changes[batch.balance_id] -= given
            left -= given
        row.quantity = wanted[row.id] + left
        row.version += 1
        note_line(row.branch_id, row.product_id)
    ReservedBatch.objects.bulk_update(batches, ["quantity"], batch_size=200)
    Reservation.objects.bulk_update(rows, ["quantity", "version"], batch_size=200)
    change_guarded(Balance, "reserved", {key: change for key, change in changes.items() if change})


def end_quotas(lease_id: UUID, at_once: int) -> bool:
    """Release so many of a lease's quotas; whether some are left."""
    ids = list(
        Reservation.objects.filter(holder_id=lease_id, state=ACTIVE).values_list("id", flat=True)[
            : at_once + 1
        ]
    )
    end(ids[:at_once], Reservation.State.LAPSED)
    return len(ids) > at_once
