"""Products that stand for one another since they were merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from theriac.domains.catalog.models import Pack, Product

_AT_ONCE = 400


def standing_for(product_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """By product: the one that stands for it now, itself where it wasn't merged."""
    wanted = set(product_ids)
    stands = {product_id: product_id for product_id in wanted}
    while True:
        into = _into(set(stands.values()))
        if not into:
            return stands
        stands = {one: into.get(now, now) for one, now in stands.items()}


def absorbed_by(product_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """By product that was merged into one of these, at whatever remove: that one of these.

    One read where nothing was merged, one more for each merge of what was merged before.
    """
    root_of = {product_id: product_id for product_id in product_ids}
    found: dict[UUID, UUID] = {}
    frontier = set(root_of)
    while frontier:
        merged = _merged_into(frontier)
        met = {one: (root_of | found)[into] for one, into in merged.items() if one not in root_of}
        frontier = set(met) - set(found)
        found |= met
    return found


def families_of(product_ids: Iterable[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    """By product: every product that stands or stood apart and is now one with it, itself too.

    Two reads where nothing was merged, two more for each merge of what was merged before.
    """
    stands = standing_for(product_ids)
    roots = set(stands.values())
    members: dict[UUID, set[UUID]] = {root: {root} for root in roots}
    for product_id, root in absorbed_by(roots).items():
        members[root].add(product_id)
    return {product_id: frozenset(members[root]) for product_id, root in stands.items()}


def packs_standing_for(pack_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, UUID | None]]:
    """By pack: the product that stands for its product now, and that one's pack of its size.

    None where the product that stands for it has no pack of that size.
    """
    rows = list(Pack.objects.filter(id__in=set(pack_ids)).values_list("id", "product_id", "factor"))
    stands = standing_for(product_id for _id, product_id, _factor in rows)
    targets = {now for one, now in stands.items() if one != now}
    sizes: dict[tuple[UUID, int], UUID] = {}
    if targets:
        there = Pack.objects.filter(product_id__in=targets).order_by("-level")
        sizes = {(pack.product_id, pack.factor): pack.id for pack in there}
    found: dict[UUID, tuple[UUID, UUID | None]] = {}
    for pack_id, product_id, factor in rows:
        now = stands[product_id]
        found[pack_id] = (now, pack_id if now == product_id else sizes.get((now, factor)))
    return found


def _into(product_ids: set[UUID]) -> dict[UUID, UUID]:
    """Of those that were merged: the product that each was merged into."""
    found: dict[UUID, UUID] = {}
    for some in _pieces(product_ids):
        rows = Product.objects.filter(id__in=some, merged_into__isnull=False)
        found.update(rows.values_list("id", "merged_into_id"))
    return found


def _merged_into(product_ids: set[UUID]) -> dict[UUID, UUID]:
    """What was merged into these, each with what it was merged into."""
    found: dict[UUID, UUID] = {}
    for some in _pieces(product_ids):
        rows = Product.objects.filter(merged_into_id__in=some)
        found.update(rows.values_list("id", "merged_into_id"))
    return found


def _pieces(product_ids: set[UUID]) -> Iterable[list[UUID]]:
    ids = sorted(product_ids)
    return [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
