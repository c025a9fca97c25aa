"""Goods of a merged product that a counter sold before it knew: taken from what stands for it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.database.counters import lock_rows
from theriac.domains.catalog.queries.product_facts import standing_for
from theriac.domains.stock.commands.merges.movements import CarriedGoods, move_between
from theriac.domains.stock.models import Balance, Batch, BatchTwin
from theriac.domains.stock.models.batch import is_withheld
from theriac.domains.stock.queries.places import shelf_of


def lend_for_sale(branch_id: UUID, missing: Mapping[UUID, int]) -> dict[UUID, bool]:
    """Bring missing base units back onto the batches that a device printed, where they went over.

    ``missing`` is by batch. Goes through every merge, and gives no more than there is. Returns the
    batches that got units, and for each whether what stands for it is withheld: then the
    sale disagrees with that, as it would with its own batch. Inside the sale's unit of work.
    """
    held: dict[UUID, bool] = {}
    for batch_id, quantity in missing.items():
        chain = _chain(batch_id)
        if len(chain) > 1 and _lend(branch_id, chain, quantity):
            last = Batch.objects.values_list("state", flat=True).get(id=chain[-1][0])
            held[batch_id] = is_withheld(last)
    return held


def standing_for_batch(batch_id: UUID) -> tuple[UUID, UUID]:
    """The batch that has the goods of this one now, after every merge, with its product."""
    last = _chain(batch_id)[-1]
    return last[0], last[1]


def _chain(batch_id: UUID) -> list[tuple[UUID, UUID, UUID]]:
    """The batch and those that stand for it now, each with its product and the merge that led on.

    A merge that was undone leads nowhere, for the product then stands by itself.
    """
    chain: list[tuple[UUID, UUID, UUID]] = []
    current: UUID | None = batch_id
    while current is not None and current not in {one[0] for one in chain}:
        product_id = Batch.objects.values_list("product_id", flat=True).get(id=current)
        merge_id, kept_id = standing_for(product_id)
        chain.append((current, product_id, merge_id or product_id))
        current = (
            BatchTwin.objects.filter(merged_batch_id=current, kept_product_id=kept_id)
            .values_list("kept_batch_id", flat=True)
            .first()
            if kept_id is not None
            else None
        )
    return chain


def _lend(branch_id: UUID, chain: list[tuple[UUID, UUID, UUID]], quantity: int) -> int:
    """Move from the last of the chain towards the first; the base units that arrived."""
    shelf_id = shelf_of(branch_id).id
    last = Balance.objects.filter(batch_id=chain[-1][0], place_id=shelf_id)
    balance_id = last.values_list("id", flat=True).first()
    if balance_id is None:
        return 0
    given = min(quantity, lock_rows(Balance, "quantity", [balance_id])[balance_id])
    if given == 0:
        return 0
    reason = _("Sold at a counter as the merged product")
    for (batch_id, product_id, merge_id), (kept_batch, kept_id, _merge) in reversed(
        list(pairwise(chain))
    ):
        back = CarriedGoods(
            branch_id=branch_id,
            place_id=shelf_id,
            from_batch=(kept_batch, kept_id),
            to_batch=(batch_id, product_id),
            quantity=given,
        )
        move_between([back], reason, merge_id)
    return given
