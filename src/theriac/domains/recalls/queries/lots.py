"""Which recalls concern a lot, or a batch: asked before goods are taken in, and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from theriac.domains.recalls.models import Recall, RecallBatch
from theriac.domains.stock.queries.batches.lots import Lot, Lots

MARK = ("recall_id", "recall__number", "recall__state")


@dataclass(frozen=True, slots=True)
class RecallMark:
    """A recall by its number; one that isn't open is closed, never withdrawn."""

    recall_id: UUID
    number: str
    is_open: bool


def recalls_of_lots(lots: Iterable[tuple[UUID, str]]) -> dict[Lot, tuple[RecallMark, ...]]:
    """The recalls that froze a batch of the same product and lot number, by the lot.

    Closed ones too: what a recall took off the shelves is not to come back unseen.

    One read for 400 products; for other domains' commands, so nothing is asked.
    """
    wanted = Lots(lots)
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
