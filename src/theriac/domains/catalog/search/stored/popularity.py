"""How well each product sells at a branch, in levels: counted by those who sell, kept here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.catalog.events import ProductRanked
from theriac.domains.catalog.models.search import SearchEntry, SearchPopularity, SearchState
from theriac.domains.catalog.search.orders import Popularity, level_of
from theriac.domains.catalog.search.stored.history import new_mark

AT_ONCE = 500


def changed_levels(branch_id: UUID, weights: Mapping[UUID, int]) -> dict[UUID, int]:
    """The levels that aren't as kept, by product; 0 for what sells no more.

    ``weights`` are all that sell at the branch, by whatever measure doubles with a level.
    """
    kept = _levels(branch_id)
    now = {product_id: level_of(weight) for product_id, weight in weights.items() if weight > 0}
    return {
        product_id: now.get(product_id, 0)
        for product_id in kept.keys() | now.keys()
        if kept.get(product_id, 0) != now.get(product_id, 0)
    }


@command(name="catalog.rank_products", done=_("Counted bestsellers"), system_only=True)
def rank_products(*, actor: Actor, branch_id: UUID, levels: Mapping[UUID, int]) -> None:
    """Keep these levels of products at a branch, 0 for none; the other products keep theirs.

    Who keeps a copy of the catalogue hears of each.
    """
    ids = sorted(levels)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        SearchPopularity.objects.filter(branch_id=branch_id, product_id__in=some).delete()
        rows = [
            SearchPopularity(
                id=new_id(), branch_id=branch_id, product_id=product_id, level=levels[product_id]
            )
            for product_id in some
            if levels[product_id]
        ]
        insert_rows(SearchPopularity, rows)
    for product_id in ids:
        current_unit().announce(
            ProductRanked(
                subject=str(product_id), branch_id=branch_id, data={"product_id": product_id}
            )
        )
    SearchState.objects.update_or_create(id=1, defaults={"ranked": new_mark()})


def popularity_of(branch_id: UUID, ranked: str) -> Popularity:
    """What sells at the branch, as it was counted when it got the mark ``ranked``."""
    levels = {product_id.bytes: level for product_id, level in _levels(branch_id).items()}
    return Popularity((branch_id, ranked), levels)


def ranks_of(branch_id: UUID, product_ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """Standing and level of products at a branch, for a copy that searches by itself."""
    sells = SearchPopularity.objects.filter(
        branch_id=branch_id, product_id=OuterRef("product_id")
    ).values("level")
    entries = SearchEntry.objects.filter(product_id__in=product_ids).annotate(
        level=Coalesce(Subquery(sells), 0)
    )
    return {
        product_id: (standing, level)
        for product_id, standing, level in entries.values_list("product_id", "standing", "level")
    }


def _levels(branch_id: UUID) -> dict[UUID, int]:
    rows = SearchPopularity.objects.filter(branch_id=branch_id)
    return dict(rows.order_by().values_list("product_id", "level"))
