"""What a counter sold comes out of its own quota where nothing else is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from theriac.core.database.counters import change_guarded
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.stock.models import Balance, QuotaLease, Reservation, ReservedBatch
from theriac.domains.stock.reserved.hold import lock_free
from theriac.domains.stock.reserved.lapse import lapse_here
from theriac.domains.stock.reserved.quotas import ACTIVE, QUOTA


def draw_for_sale(
    branch_id: UUID, terminal_id: UUID, missing: Mapping[UUID, tuple[UUID, UUID, int]]
) -> bool:
    """Free units of these balances for a sale that its counter made; whether any came free.

    ``missing``: by balance its batch, its product and how many units. First what lapsed, then the
    counter's own quota in that batch. Where its quota is of another batch of the product, quotas
    of others move there, so that a batch taken from the shelf's front costs nobody a unit. Asked
    only where something is short, so that an ordinary sale reads nothing for it.
    """
    products = {product_id for _batch, product_id, _units in missing.values()}
    lapsed = lapse_here(branch_id, products)
    leases = QuotaLease.objects.filter(terminal_id=terminal_id).values("id")
    quotas = Reservation.objects.filter(
        branch_id=branch_id, purpose=QUOTA, state=ACTIVE, product_id__in=products
    )
    own = set(quotas.filter(holder_id__in=leases).values_list("id", flat=True))
    if not own:
        return lapsed
    held = ReservedBatch.objects.filter(reservation__in=quotas, quantity__gt=0)
    lock_free({*held.values_list("balance_id", flat=True), *missing})
    rows = {row.id: row for row in quotas.select_for_update().order_by("id")}
    batches = list(
        ReservedBatch.objects.filter(reservation_id__in=rows, quantity__gt=0).order_by("id")
    )
    drawn = _Drawn(rows, batches, own)
    for balance_id, (batch_id, product_id, units) in sorted(missing.items()):
        left = units - drawn.take(balance_id, units)
        if left:
            drawn.swap(balance_id, batch_id, product_id, left)
    drawn.write()
    return lapsed or bool(drawn.freed)


class _Drawn:
    """Quotas of some products while a sale draws on them; balances and rows are locked."""

    def __init__(
        self, rows: dict[UUID, Reservation], batches: list[ReservedBatch], own: set[UUID]
    ) -> None:
        self.rows, self.batches, self.own = rows, batches, own
        self.freed: dict[UUID, int] = defaultdict(int)
        self.fresh: list[ReservedBatch] = []

    def take(self, balance_id: UUID, units: int) -> int:
        """Own quota of this very balance; how many units."""
        taken = 0
        for one in self.batches:
            if one.balance_id == balance_id and one.reservation_id in self.own:
                given = min(one.quantity, units - taken)
                self._lower(one, given)
                self.freed[balance_id] += given
                taken += given
        return taken

    def swap(self, balance_id: UUID, batch_id: UUID, product_id: UUID, units: int) -> None:
        """Own quota of another batch goes to those whose quota is of this one."""
        for mine in self.batches:
            row = self.rows[mine.reservation_id]
            if row.id not in self.own or row.product_id != product_id:
                continue
            for theirs in [one for one in self.batches if one.balance_id == balance_id]:
                if theirs.reservation_id in self.own:
                    continue
                given = min(mine.quantity, theirs.quantity, units)
                if given <= 0:
                    continue
                self._lower(mine, given)
                theirs.quantity -= given
                self._give(theirs.reservation_id, mine, given)
                self.freed[balance_id] += given
                units -= given

    def _lower(self, one: ReservedBatch, units: int) -> None:
        one.quantity -= units
        row = self.rows[one.reservation_id]
        row.quantity -= units
        row.version += 1 if units else 0

    def _give(self, reservation_id: UUID, like: ReservedBatch, units: int) -> None:
        for one in [*self.batches, *self.fresh]:
            if (one.reservation_id, one.balance_id) == (reservation_id, like.balance_id):
                one.quantity += units
                return
        known = ReservedBatch.objects.filter(
            reservation_id=reservation_id, balance_id=like.balance_id
        ).first()
        if known is not None:
            known.quantity += units
            self.batches.append(known)
            return
        self.fresh.append(
            ReservedBatch(
                id=new_id(),
                reservation_id=reservation_id,
                balance_id=like.balance_id,
                batch_id=like.batch_id,
                quantity=units,
            )
        )

    def write(self) -> None:
        """Keep all of it, and lower what the balances say is reserved."""
        ReservedBatch.objects.bulk_update(self.batches, ["quantity"], batch_size=200)
        insert_rows(ReservedBatch, self.fresh)
        Reservation.objects.bulk_update(
            list(self.rows.values()), ["quantity", "version"], batch_size=200
        )
        changes = {key: -units for key, units in self.freed.items() if units}
        change_guarded(Balance, "reserved", changes)
