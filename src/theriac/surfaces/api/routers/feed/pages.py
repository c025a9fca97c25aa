"""The feed: everything once, product by product, then only what changed since."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.ids import new_id
from theriac.core.outbox.positions import kept_span
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.catalog.queries.products import list_products
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.ledger.changes import Changes, changes_after
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.place import branch_currency, branch_of
from theriac.surfaces.api.routers.feed.places import FeedPosition, read_place
from theriac.surfaces.api.routers.feed.rows import feed_batches, feed_products
from theriac.surfaces.api.schemas.feed import FeedPage, FeedWanted

router = Router(tags=["feed"])


@router.get(
    "/feed",
    **operation(
        "followFeed",
        "Keep a copy of products and stock",
        answers=FeedPage,
        may=[VIEW_STOCK],
        detail=(
            "What a counter keeps: products with packs, codes, prices and ceilings, and batches "
            "with what the branch's shelves have. Without `after` it tells everything in pages, "
            "with it what changed since; the order is that of commits, so nothing is passed over, "
            "and a row may come twice. After the books were restored, and for whoever comes again "
            "after the events that tell it are gone, a new snapshot begins by itself. It "
            f"needs `{VIEW_CATALOG.code}` besides."
        ),
    ),
)
def feed(request: HttpRequest, wanted: Query[FeedWanted]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    place = read_place(wanted.after, branch_id)
    kept = kept_span()
    if place is None or not kept.goes_on_from(place.position):
        place = FeedPosition(kept.last, new_id())
    if place.snapshot is not None:
        return respond(request, _snapshot(actor, branch_id, place, wanted.limit))
    changes = changes_after(
        actor=actor,
        branch_id=branch_id,
        position=place.position,
        latest=kept.last,
        limit=wanted.limit,
    )
    return respond(request, _changed(actor, branch_id, changes))


def _snapshot(actor: Actor, branch_id: UUID, place: FeedPosition, limit: int) -> FeedPage:
    """The next products of a snapshot; behind the last one its position counts."""
    ids = list(
        list_products(actor=actor)
        .filter(id__gt=place.product_id)
        .order_by("id")
        .values_list("id", flat=True)[: limit + 1]
    )
    page, more = ids[:limit], len(ids) > limit
    here = (
        FeedPosition(place.position, place.snapshot, page[-1])
        if more
        else FeedPosition(place.position)
    )
    currency = branch_currency(branch_id)
    return FeedPage(
        after=here.written(branch_id),
        more=more,
        snapshot=place.snapshot,
        products=feed_products(actor, branch_id, page, currency),
        batches=feed_batches(actor, branch_id, page, currency),
    )


def _changed(actor: Actor, branch_id: UUID, changes: Changes) -> FeedPage:
    """What changed, as it is now."""
    currency = branch_currency(branch_id)
    return FeedPage(
        after=FeedPosition(changes.position).written(branch_id),
        more=changes.more,
        snapshot=None,
        products=feed_products(actor, branch_id, changes.products, currency),
        batches=feed_batches(actor, branch_id, changes.stocked, currency, changes.batches),
    )
