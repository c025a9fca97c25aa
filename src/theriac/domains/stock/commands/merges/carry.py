"""Carrying the stock of a merged product to the kept one, and bringing it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.database.counters import lock_rows
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.catalog.ports import Carried, Merging, TakesPart
from theriac.domains.catalog.problems import ProductMergeRefused
from theriac.domains.stock.commands.merges.movements import CarriedGoods, move_between
from theriac.domains.stock.commands.merges.states import keep_withheld
from theriac.domains.stock.commands.put_in_bin import lie_alike
from theriac.domains.stock.models import (
    Balance,
    Batch,
    BatchBin,
    BatchPrice,
    BatchTwin,
    Movement,
    Place,
    Reservation,
)
from theriac.domains.stock.rules.twins import goods_key


class StockTakesPart(TakesPart):
    """What stock does for the catalogue when products are merged."""

    def has_moved(self, product_id: UUID) -> bool:
        """Whether a unit of it was ever booked."""
        return bool(Movement.objects.filter(product_id=product_id).exists())

    def require_settled(self, product_ids: tuple[UUID, UUID]) -> None:
        """Raise MergeRefused while units of these products are kept for somebody."""
        promised = (
            Reservation.objects.filter(product_id__in=product_ids, state=Reservation.State.ACTIVE)
            .exclude(purpose=Reservation.Purpose.QUOTA)
            .order_by("made_at", "id")
            .values_list("reference", flat=True)
            .first()
        )
        if promised is not None:
            raise ProductMergeRefused(
                _("Units of these products are reserved for %(whose)s. Sell or release them first.")
                % {"whose": promised}
            )

    def carry(self, merging: Merging) -> Carried:
        """Carry every balance to the batch that stands for its batch, place by place.

        Raises MergeRefused while goods of it are on their way.
        """
        balances = _locked_balances(merging.merged_id)
        if any(balance.place.kind == Place.Kind.TRANSIT for balance in balances):
            raise ProductMergeRefused(
                _(
                    "Units of this product are in transit between branches. Wait until they "
                    "are received."
                ),
                field="merged_id",
            )
        kept = _kept_batches(merging, {balance.batch_id for balance in balances})
        keep_withheld(kept, merging.reason)
        transfers = [
            CarriedGoods(
                branch_id=balance.branch_id,
                place_id=balance.place_id,
                from_batch=(balance.batch_id, merging.merged_id),
                to_batch=(kept[balance.batch_id], merging.kept_id),
                quantity=balance.quantity,
            )
            for balance in balances
        ]
        move_between(transfers, merging.reason, merging.merge_id)
        return Carried(sum(one.quantity for one in transfers), len(kept))

    def bring_back(self, merging: Merging) -> Carried:
        """Bring back what was carried in this merge and is still in its place."""
        net = _carried(merging)
        twins = _twins_of({batch_id for _place, batch_id in net}, merging.kept_id)
        there = _locked_quantities(twins.values())
        transfers: list[CarriedGoods] = []
        left = 0
        for (place_id, batch_id), (branch_id, quantity) in sorted(net.items()):
            kept_batch = twins[batch_id]
            given = min(quantity, there[(place_id, kept_batch)])
            there[(place_id, kept_batch)] -= given
            left += quantity - given
            if given:
                transfers.append(
                    CarriedGoods(
                        branch_id=branch_id,
                        place_id=place_id,
                        from_batch=(kept_batch, merging.kept_id),
                        to_batch=(batch_id, merging.merged_id),
                        quantity=given,
                    )
                )
        move_between(transfers, merging.reason, merging.merge_id)
        keep_withheld({one.from_batch[0]: one.to_batch[0] for one in transfers}, merging.reason)
        batches = len({one.to_batch for one in transfers})
        return Carried(sum(one.quantity for one in transfers), batches, left)


def _locked_balances(product_id: UUID) -> list[Balance]:
    """The product's balances with stock, as of now, locked in key order."""
    rows = Balance.objects.filter(product_id=product_id)
    ids = sorted(rows.values_list("id", flat=True))
    locked = lock_rows(Balance, "quantity", ids) if ids else {}
    found = []
    for balance in rows.select_related("place").order_by("id"):
        balance.quantity = locked.get(balance.id, 0)
        if balance.quantity:
            found.append(balance)
    return found


def _kept_batches(merging: Merging, batch_ids: set[UUID]) -> dict[UUID, UUID]:
    """The batch of the kept product for each: the one of before, one of the same goods, or new."""
    found = _twins_of(batch_ids, merging.kept_id)
    missing = Batch.objects.filter(id__in=batch_ids - set(found)).order_by("id")
    known = list(Batch.objects.filter(product_id=merging.kept_id).order_by("-id"))
    lies = _bins(batch_ids | {batch.id for batch in known})
    same = {goods_key(batch, lies[batch.id]): batch.id for batch in known}
    made: list[Batch] = []
    twins: list[BatchTwin] = []
    for batch in missing:
        key, merged_batch_id = goods_key(batch, lies[batch.id]), batch.id
        if key not in same:
            batch.id, batch.product_id, batch.version = new_id(), merging.kept_id, 1
            made.append(batch)
            same[key] = batch.id
        twins.append(
            BatchTwin(
                id=new_id(),
                merged_batch_id=merged_batch_id,
                kept_batch_id=same[key],
                kept_product_id=merging.kept_id,
                merge_id=merging.merge_id,
                made_at=clock.now(),
            )
        )
        found[merged_batch_id] = same[key]
    insert_rows(Batch, made)
    insert_rows(BatchPrice, [_price_of(batch) for batch in made if batch.own_price_from])
    insert_rows(BatchTwin, twins)
    lie_alike({twin.merged_batch_id: twin.kept_batch_id for twin in twins})
    return found


def _bins(batch_ids: Iterable[UUID]) -> Mapping[UUID, frozenset[tuple[UUID, UUID]]]:
    found: dict[UUID, frozenset[tuple[UUID, UUID]]] = defaultdict(frozenset)
    rows = BatchBin.objects.filter(batch_id__in=list(batch_ids))
    for batch_id, branch_id, bin_id in rows.values_list("batch_id", "branch_id", "bin_id"):
        found[batch_id] |= {(branch_id, bin_id)}
    return found


def _twins_of(batch_ids: Iterable[UUID], kept_product_id: UUID) -> dict[UUID, UUID]:
    rows = BatchTwin.objects.filter(
        merged_batch_id__in=list(batch_ids), kept_product_id=kept_product_id
    )
    return dict(rows.values_list("merged_batch_id", "kept_batch_id"))


def _carried(merging: Merging) -> Mapping[tuple[UUID, UUID], tuple[UUID, int]]:
    """What merging carried of each of the product's batches, by place, less what came back."""
    rows = Movement.objects.filter(
        product_id=merging.merged_id, kind=Movement.Kind.MERGE, line_id=merging.merge_id
    )
    net: dict[tuple[UUID, UUID], int] = defaultdict(int)
    branches: dict[tuple[UUID, UUID], UUID] = {}
    outside = set(Place.objects.filter(kind=Place.Kind.OUTSIDE).values_list("id", flat=True))
    columns = ("from_place_id", "to_place_id", "batch_id", "branch_id")
    summed = rows.order_by().values_list(*columns).annotate(units=Sum("quantity"))
    for from_place, to_place, batch_id, branch_id, units in summed:
        came = from_place in outside
        key = (to_place if came else from_place, batch_id)
        net[key] += -units if came else units
        branches[key] = branch_id
    return {key: (branches[key], units) for key, units in net.items() if units > 0}


def _locked_quantities(batch_ids: Iterable[UUID]) -> dict[tuple[UUID, UUID], int]:
    rows = Balance.objects.filter(batch_id__in=set(batch_ids)).values_list(
        "id", "place_id", "batch_id"
    )
    known = {balance_id: (place_id, batch_id) for balance_id, place_id, batch_id in rows}
    locked = lock_rows(Balance, "quantity", sorted(known)) if known else {}
    found: dict[tuple[UUID, UUID], int] = defaultdict(int)
    for balance_id, quantity in locked.items():
        found[known[balance_id]] = quantity
    return found


def _price_of(batch: Batch) -> BatchPrice:
    """The own price that a batch took over."""
    return BatchPrice(
        id=new_id(),
        batch_id=batch.id,
        amount=batch.own_price_amount,
        units=batch.own_price_units,
        valid_from=batch.own_price_from or clock.now(),
    )
