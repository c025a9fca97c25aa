"""Lots: a product and the number that its maker printed, whatever batches the books made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from theriac.domains.catalog.queries.merged import families_of
from theriac.domains.stock.models import Batch
from theriac.domains.stock.queries.batches.twins import twins_of
from theriac.domains.stock.rules.lots import lot_key

Lot = tuple[UUID, str]
"""A product and the key of a lot number."""
AT_ONCE = 400


def batches_of_lots(lots: Iterable[tuple[UUID, str]]) -> set[UUID]:
    """The batches in the books of the same products and lot numbers, at whatever branch.

    Of products that were merged too, and where goods went from one batch to its twin both. One
    read for 400 products; a lot without a number has none.
    """
    wanted = Lots(lots)
    found: set[UUID] = set()
    for some in wanted.products():
        rows = Batch.objects.filter(product_id__in=some)
        for batch_id, product_id, number in rows.values_list("id", "product_id", "number"):
            if wanted.of(product_id, number):
                found.add(batch_id)
    return found.union(*twins_of(found).values())


class Lots:
    """Lots that are asked for, by product and number; products that were merged are one."""

    def __init__(self, lots: Iterable[tuple[UUID, str]]) -> None:
        keys = {(product_id, lot_key(number)) for product_id, number in lots if lot_key(number)}
        self._families = families_of(product_id for product_id, _key in keys)
        self._asked: dict[Lot, set[Lot]] = defaultdict(set)
        for product_id, key in keys:
            for member in self._families[product_id]:
                self._asked[member, key].add((product_id, key))

    def products(self) -> list[list[UUID]]:
        """Whose batches may be meant, 400 at a time."""
        ids = sorted(set[UUID]().union(*self._families.values()))
        return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]

    def of(self, product_id: UUID, number: str) -> set[Lot]:
        """The lots that a batch of this product and number belongs to, as they were asked for."""
        return self._asked.get((product_id, lot_key(number)), set())
