"""Batches that goods went between when their products were merged, or taken apart again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from theriac.domains.stock.models import BatchTwin

AT_ONCE = 400


def twins_of(batch_ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """By batch, of those that have one: every batch that is the same goods, itself too.

    Goods that came over from a third batch belong to it too. One read for 400 batches, one more
    for each merge of what was merged before.
    """
    wanted = set(batch_ids)
    beside: dict[UUID, set[UUID]] = defaultdict(set)
    frontier, known = sorted(wanted), set(wanted)
    while frontier:
        met: set[UUID] = set()
        for start in range(0, len(frontier), AT_ONCE):
            some = frontier[start : start + AT_ONCE]
            rows = BatchTwin.objects.filter(Q(merged_batch_id__in=some) | Q(kept_batch_id__in=some))
            for merged, kept in rows.values_list("merged_batch_id", "kept_batch_id"):
                beside[merged].add(kept)
                beside[kept].add(merged)
                met |= {merged, kept}
        frontier = sorted(met - known)
        known |= met
    return {batch_id: _all(batch_id, beside) for batch_id in wanted if beside.get(batch_id)}


def _all(batch_id: UUID, beside: dict[UUID, set[UUID]]) -> set[UUID]:
    found, frontier = {batch_id}, {batch_id}
    while frontier:
        frontier = set[UUID]().union(*(beside[one] for one in frontier)) - found
        found |= frontier
    return found
