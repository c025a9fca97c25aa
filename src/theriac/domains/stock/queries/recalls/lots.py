"""Which recalls concern a lot, or a batch: asked before goods are taken in, and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from theriac.domains.catalog.queries.merged import families_of
from theriac.domains.stock.models import Batch, Recall, RecallBatch
from theriac.domains.stock.queries.recalls.twins import twins_of
from theriac.domains.stock.rules.recall_lines import lot_key

Lot = tuple[UUID, str]
"""A product and the key of a lot number."""
AT_ONCE = 400
MARK = ("recall_id", "recall__number", "recall__state")


@dataclass(frozen=True, slots=True)
class RecallMark:
    """A recall by its number; one that isn't open is closed, never withdrawn."""

    recall_id: UUID
    number: str
    is_open: bool


def batches_of_lots(lots: Iterable[tuple[UUID, str]]) -> set[UUID]:
    """The batches in the books of the same products and lot numbers, at whatever branch.

    Of products that were merged too, and where goods went from one batch to its twin both. One
    read for 400 products; a lot without a number has none.
    """
    wanted = _Lots(lots)
    found: set[UUID] = set()
    for some in wanted.products():
        rows = Batch.objects.filter(product_id__in=some)
        for batch_id, product_id, number in rows.values_list("id", "product_id", "number"):
            if wanted.of(product_id, number):
                found.add(batch_id)
    return found.union(*twins_of(found).values())


def recalls_of_lots(lots: Iterable[tuple[UUID, str]]) -> dict[Lot, tuple[RecallMark, ...]]:
    """The recalls that froze a batch of the same product and lot number, by the lot.

    Closed ones too: what a recall took off the shelves is not to come back unseen.

    One read for 400 products; for other domains' commands, so nothing is asked.
    """
    wanted = _Lots(lots)
    found: dict[Lot, dict[UUID, RecallMark]] = defaultdict(dict)
    for some in wanted.products():
        rows = _standing().filter(batch__product_id__in=some)
        for product_id, number, *mark in rows.values_list(
            "batch__product_id", "batch__number", *MARK
        ):
            for lot in wanted.of(product_id, number):
                found[lot][mark[0]] = _mark(*mark)
    return {
        lot: tuple(sorted(marks.values(), key=lambda one: one.number))
        for lot, marks in found.items()
    }


class _Lots:
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


def recalls_of_batches(batch_ids: Sequence[UUID]) -> dict[UUID, tuple[RecallMark, ...]]:
    """The recalls that keep each of these batches frozen, closed ones too; one read."""
    found: dict[UUID, list[RecallMark]] = defaultdict(list)
    rows = _standing().filter(batch_id__in=list(batch_ids)).order_by("recall__number")
    for batch_id, *mark in rows.values_list("batch_id", *MARK):
        found[batch_id].append(_mark(*mark))
    return {batch_id: tuple(marks) for batch_id, marks in found.items()}


def _standing() -> QuerySet[RecallBatch]:
    return RecallBatch.objects.exclude(recall__state=Recall.State.WITHDRAWN)


def _mark(recall_id: UUID, number: str, state: str) -> RecallMark:
    return RecallMark(recall_id, number, state == Recall.State.OPEN)
