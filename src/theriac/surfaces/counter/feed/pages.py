"""The pages of the feed: a snapshot product by product, then only what changed since."""

from __future__ import annotations

from uuid import UUID

from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.outbox.positions import last_position
from theriac.domains.catalog.queries.products import list_products
from theriac.domains.stock.queries.ledger.changes import changes_after
from theriac.surfaces.counter.feed.batches import batches_out
from theriac.surfaces.counter.feed.context import context_of
from theriac.surfaces.counter.feed.places import After, InSnapshot
from theriac.surfaces.counter.feed.products import products_out
from theriac.surfaces.counter.terminals import PairedDevice
from theriac.surfaces.counter.wire.feed import PageOut

PRODUCTS_A_PAGE = 500
EVENTS_A_PAGE = 1000
IDLE_EVENTS = 1000
"""After so many events of other kinds a device is moved on, so that its next question is short."""


def snapshot_page(device: PairedDevice, place: InSnapshot | None) -> PageOut:
    """One page of everything; the first brings the context, and the sum where more follow."""
    around = context_of(device) if place is None else None
    listed = list_products(actor=device.actor)
    first = place is None
    if place is None:
        digest = around.digest if around else ""
        place = InSnapshot(new_id(), After(last_position(), digest), UUID(int=0))
    ids = list(
        listed.filter(id__gt=place.product_id)
        .order_by("id")
        .values_list("id", flat=True)[: PRODUCTS_A_PAGE + 1]
    )
    page, more = ids[:PRODUCTS_A_PAGE], len(ids) > PRODUCTS_A_PAGE
    branch_id = device.point.branch_id
    return PageOut(
        position=str(place.after),
        cursor=str(InSnapshot(place.snapshot, place.after, page[-1])) if more else None,
        snapshot=str(place.snapshot),
        total=listed.count() if first and more else None,
        as_of=clock.now(),
        settings=around.settings if around else None,
        people=around.people if around else None,
        products=products_out(device.actor, branch_id, page),
        batches=batches_out(device.actor, branch_id, page),
    )


def changes_page(device: PairedDevice, after: After, latest: int) -> PageOut | None:
    """What changed beyond ``after``; None when nothing did that the device should hear of.

    ``latest`` is the last position given. Where there is none beyond ``after``, a poll costs the
    device's own reads and one look at the trail.
    """
    around = context_of(device)
    branch_id = device.point.branch_id
    changes = changes_after(
        actor=device.actor,
        branch_id=branch_id,
        position=after.position,
        latest=latest,
        limit=EVENTS_A_PAGE,
    )
    renewed = around.digest != after.digest and not changes.more
    if not changes.looked_at and not renewed and latest < after.position + IDLE_EVENTS:
        return None
    here = After(changes.position, around.digest if renewed else after.digest)
    return PageOut(
        position=str(here),
        cursor=str(here) if changes.more else None,
        snapshot=None,
        as_of=clock.now(),
        settings=around.settings if renewed else None,
        people=around.people if renewed else None,
        products=products_out(device.actor, branch_id, changes.products),
        batches=batches_out(device.actor, branch_id, changes.stocked, changes.batches),
    )
