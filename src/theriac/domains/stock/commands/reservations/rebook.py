"""Keeping a promise with other goods when the ones that were kept can't be given any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command
from theriac.core.database.counters import Contended, change_guarded
from theriac.core.database.documents import keep
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.stock.commands.reservations.reserve import ATTEMPTS, picked
from theriac.domains.stock.models import Balance, Reservation, ReservedBatch
from theriac.domains.stock.queries.sellable import shelf_batches
from theriac.domains.stock.queries.stranded import stranded_reservations, unsellable
from theriac.domains.stock.reserved.hold import Pick, lock_free, tell


def rebook_branches() -> int:
    """Every reservation of every branch that holds such goods; how many base units were moved."""
    stranded = [one for branch in list_branches() for one in stranded_reservations(branch.id)]
    return sum(rebook_reservation(actor=SYSTEM, reservation_id=one) for one in stranded)


@command(
    name="stock.rebook_reservation",
    done=gettext_lazy("Reserved replacement goods"),
    system_only=True,
)
def rebook_reservation(*, actor: Actor, reservation_id: UUID) -> int:
    """Let it hold sellable goods in place of withheld and expired ones; how many base units.

    As far as there are any that nobody else keeps; what can't be replaced stays as it is, and is
    tried again when stock changes. Raises Contended.
    """
    for _attempt in range(ATTEMPTS):
        row = Reservation.objects.filter(id=reservation_id, state=Reservation.State.ACTIVE).first()
        if row is None:
            return 0
        stranded = _stranded(row)
        picks = _others(row, sum(one.quantity for one in stranded))
        if not picks:
            return 0
        if _is_as_seen(row, stranded, picks):
            return _move(row, stranded, picks)
    raise Contended("stock changed while a reservation was kept with other goods")


def _stranded(row: Reservation) -> list[ReservedBatch]:
    rows = ReservedBatch.objects.filter(
        unsellable(row.branch_id), reservation_id=row.id, quantity__gt=0
    )
    return list(rows.order_by("id"))


def _others(row: Reservation, units: int) -> list[Pick]:
    """What of the shelf may be kept instead, at most so many units."""
    product = sale_facts({row.product_id}).get(row.product_id)
    if not units or product is None:
        return []
    batches = shelf_batches(row.branch_id, [row.product_id])[row.product_id]
    how = (row.branch_id, product.largest_pack, product.rotation)
    picks, short = picked(batches, units, *how)
    if 0 < short < units:
        picks, _short = picked(batches, units - short, *how)
    return picks


def _is_as_seen(row: Reservation, stranded: Sequence[ReservedBatch], picks: Sequence[Pick]) -> bool:
    """Lock balances, then the reservation, in the order of everybody; whether nothing changed."""
    balances = [*(one.balance_id for one in stranded), *(pick.balance_id for pick in picks)]
    free = lock_free(balances)
    now = Reservation.objects.select_for_update().filter(id=row.id, version=row.version).first()
    if now is None or now.state != Reservation.State.ACTIVE:
        return False
    same = [(one.id, one.quantity) for one in _stranded(row)]
    return same == [(one.id, one.quantity) for one in stranded] and all(
        free.get(pick.balance_id, 0) >= pick.quantity for pick in picks
    )


def _move(row: Reservation, stranded: Sequence[ReservedBatch], picks: Sequence[Pick]) -> int:
    units = left = sum(pick.quantity for pick in picks)
    changes: dict[UUID, int] = defaultdict(int)
    for one in stranded:
        given = min(one.quantity, left)
        left -= given
        changes[one.balance_id] -= given
        ReservedBatch.objects.filter(id=one.id).update(quantity=F("quantity") - given)
    held = set(
        ReservedBatch.objects.filter(reservation_id=row.id).values_list("balance_id", flat=True)
    )
    new = []
    for pick in picks:
        changes[pick.balance_id] += pick.quantity
        if pick.balance_id in held:
            rows = ReservedBatch.objects.filter(reservation_id=row.id, balance_id=pick.balance_id)
            rows.update(quantity=F("quantity") + pick.quantity)
        else:
            new.append(
                ReservedBatch(
                    id=new_id(),
                    reservation_id=row.id,
                    balance_id=pick.balance_id,
                    batch_id=pick.batch_id,
                    quantity=pick.quantity,
                )
            )
    insert_rows(ReservedBatch, new)
    change_guarded(Balance, "reserved", {key: change for key, change in changes.items() if change})
    keep(row)
    batches = [*(one.batch_id for one in stranded), *(pick.batch_id for pick in picks)]
    tell(row, batches, _("The reserved units can’t be sold. Other units are reserved instead."))
    return units
