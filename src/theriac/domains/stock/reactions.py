"""What stock does when stock changes: it looks at the minimums and the expiries.

A product whose state changed may have become one that is bought, or no longer is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.stock.alerting.expiry import review_branches
from theriac.domains.stock.alerting.low_stock import review_low_stock, review_minimums
from theriac.domains.stock.alerting.wants import review_wants, wants_due
from theriac.domains.stock.commands.counts.correct import correct_counts
from theriac.domains.stock.commands.reservations.rebook import rebook_reservation
from theriac.domains.stock.ports import SerialPack, serial_system
from theriac.domains.stock.queries.counts.late import late_for_counts, looked_at_in
from theriac.domains.stock.queries.reserving.stranded import stranded_among


@on_event("theriac.stock.updated.v1", name="stock.look_at_minimums")
def look_at_minimums(events: Sequence[OutboxEvent]) -> None:
    """Review every product and branch that changed, once each, and then what was wanted there."""
    pairs = {
        (UUID(event.data["product_id"]), event.branch_id)
        for event in events
        if event.branch_id is not None
    }
    review_low_stock(actor=SYSTEM, pairs=pairs)
    if due := wants_due(pairs):
        review_wants(actor=SYSTEM, want_ids=due)


@on_event("theriac.catalog.product.changed.v1", name="stock.look_at_what_is_bought")
def look_at_what_is_bought(events: Sequence[OutboxEvent]) -> None:
    """Review the minimums of products whose state may have changed."""
    review_minimums({UUID(str(event.data["product_id"])) for event in events})


@on_event("theriac.stock.updated.v1", name="stock.look_at_expiries")
def look_at_expiries(events: Sequence[OutboxEvent]) -> None:
    """Review the batches of every product and branch that changed."""
    changed: dict[UUID, set[UUID]] = defaultdict(set)
    for event in events:
        if event.branch_id is not None:
            changed[event.branch_id].add(UUID(event.data["product_id"]))
    if changed:
        review_branches(changed)


@on_event("theriac.stock.updated.v1", name="stock.keep_promises")
def keep_promises(events: Sequence[OutboxEvent]) -> None:
    """Keep other goods for whom what was kept is held or recalled now, as far as there are any."""
    pairs = {
        (UUID(event.data["product_id"]), event.branch_id)
        for event in events
        if event.branch_id is not None
    }
    for reservation_id in stranded_among(pairs):
        rebook_reservation(actor=SYSTEM, reservation_id=reservation_id)


@on_event("theriac.stock.updated.v1", name="stock.make_good_what_came_late")
def make_good_what_came_late(events: Sequence[OutboxEvent]) -> None:
    """Let posted counts stay right when a movement from before their look is booked."""
    documents = {UUID(str(event.data["document_id"])) for event in events}
    batches, since = late_for_counts(documents)
    if batches:
        correct_counts(actor=SYSTEM, batch_ids=batches, since=since)


@on_event("theriac.stock.counted.v1", name="stock.look_again_after_posting")
def look_again_after_posting(events: Sequence[OutboxEvent]) -> None:
    """Make good what was under way while a count was posted."""
    for event in events:
        batches = looked_at_in(UUID(str(event.data["count_id"])))
        for start in range(0, len(batches), 200):
            correct_counts(actor=SYSTEM, batch_ids=batches[start : start + 200])


@on_event("theriac.stock.serial.v1", name="stock.tell_serial_system")
def tell_serial_system(events: Sequence[OutboxEvent]) -> None:
    """Tell the national system, where there is one, what was sold and what came back."""
    system = serial_system()
    if system is None:
        return
    for event in events:
        pack = SerialPack(event.data["gtin"], event.data["serial"])
        state, sold_id = event.data["state"], event.data["sold_id"]
        if state == "sold":
            system.decommission(pack, sold_id=UUID(sold_id), at=event.recorded_at)
        elif state == "returned":
            system.reactivate(pack, sold_id=UUID(sold_id), at=event.recorded_at)
