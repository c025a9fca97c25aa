"""Entering what was found, blind; and goods that stand on no sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_absent, insert_if_absent
from theriac.core.facts.records import record
from theriac.core.facts.types import Count, Id, Instant
from theriac.core.problems import Conflict, NotFound, Unprocessable
from theriac.domains.catalog.queries.product_facts import known_products
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.found import batch_of_lot
from theriac.domains.stock.ledger import balances_for
from theriac.domains.stock.models import Balance
from theriac.domains.stock.queries.bins import bins_of
from theriac.domains.stock.queries.places import shelf_of
from theriac.domains.stocktaking.commands.begin import RECORD, line_of
from theriac.domains.stocktaking.commands.open_count import locked_count
from theriac.domains.stocktaking.models import CountEntry, CountLine, StockCount
from theriac.domains.stocktaking.permissions import COUNT_STOCK, REVIEW_COUNT
from theriac.domains.stocktaking.problems import CountedByYou
from theriac.domains.stocktaking.queries.lines import Judged, count_limits, judged_lines
from theriac.domains.stocktaking.rules import look_instant

MOST_AT_ONCE = 500


@record
class CountFound:
    """One look: the id is the program's own, so that sending it again changes nothing."""

    id: Id
    line_id: Id
    counted: Count
    looked_at: Instant | None = None


@command(
    name="stocktaking.enter_counts",
    done=gettext_lazy("Entered counted quantities"),
    permission=COUNT_STOCK,
)
def enter_counts(
    *,
    actor: Actor,
    branch_id: BranchId,
    count_id: UUID,
    found: Sequence[CountFound],
    way: str,
    sent_at: datetime | None = None,
) -> int:
    """Keep what was found, all or nothing; returns how many were new. An id known is left alone.

    ``sent_at`` is the device's clock at the sending, by which its looks are put right. A look
    without an instant is now. Raises NotFound, CountEnded, CountedByYou, Unprocessable for a look
    before the count began.
    """
    if len(found) > MOST_AT_ONCE:
        raise Unprocessable(_("Too many lines at once. Send them in parts."), field="entries")
    known = set(
        CountEntry.objects.filter(id__in=[one.id for one in found]).values_list("id", flat=True)
    )
    new = [one for one in found if one.id not in known]
    if not new:
        return 0
    count = locked_count(branch_id, count_id)
    lines = {one.line.id: one for one in judged_lines(count, only={one.line_id for one in new})}
    now = clock.now()
    entries = {
        one.id: _entry(actor, count, lines, position, one, (now, sent_at, way))
        for position, one in enumerate(new)
    }
    kept = insert_absent(CountEntry, [entries[key] for key in sorted(entries)])
    facts = {"lines": len({one.line_id for one in new}), "way": way}
    current_unit().record(RECORD, count.id, reason="entered", facts=facts)
    return kept


@command(
    name="stocktaking.add_found_batch",
    done=gettext_lazy("Added a found batch to a sheet"),
    permission=COUNT_STOCK,
)
def add_found_batch(
    *,
    actor: Actor,
    branch_id: BranchId,
    count_id: UUID,
    product_id: UUID,
    number: str,
    expires_on: date | None,
    shelf: str = "",
) -> UUID:
    """Put a batch that was found and stands on no sheet onto one; returns the line's id.

    A batch that the books don't have is made, with nothing in it. Raises NotFound, CountEnded,
    Conflict where another open count has it.
    """
    count = locked_count(branch_id, count_id)
    if product_id not in known_products([product_id]):
        raise NotFound(_("This product isn't in the catalogue."), field="product_id")
    place = shelf_of(branch_id)
    batch_id = batch_of_lot(product_id, number.strip()[:60], expires_on, shelf, branch_id)
    existing = CountLine.objects.filter(count_id=count.id, batch_id=batch_id, place_id=place.id)
    line_id: UUID | None = existing.values_list("id", flat=True).first()
    if line_id is not None:
        return line_id
    balance_id = balances_for(branch_id, {batch_id: product_id}, place.id)[batch_id]
    row = Balance.objects.select_related("batch", "place").get(id=balance_id)
    known = bins_of(branch_id, [batch_id]).get(batch_id, "")
    line = line_of(count, row, shelf.strip()[:40] or known)
    if not insert_if_absent(CountLine, line):
        raise Conflict(_("This batch is in another open stock count. Count it there."))
    facts = {"batch_id": batch_id, "number": number.strip()[:60]}
    current_unit().record(RECORD, count.id, reason="found", facts=facts)
    return line.id


def _entry(
    actor: Actor,
    count: StockCount,
    lines: Mapping[UUID, Judged],
    position: int,
    one: CountFound,
    sending: tuple[datetime, datetime | None, str],
) -> CountEntry:
    now, sent_at, way = sending
    field = f"entries.{position}.counted"
    line = lines.get(one.line_id)
    if line is None:
        raise NotFound(_("This line isn’t on the sheets of this stock count."), field=field)
    told_at = one.looked_at or now
    looked_at = look_instant(told_at, sent_at, now)
    if looked_at < count.begun_at:
        raise Unprocessable(
            _(
                "The stock count started after this time. Count again and enter the current "
                "quantity."
            ),
            field=f"entries.{position}.looked_at",
        )
    _check_person(actor, line, count.branch_id, field)
    return CountEntry(
        id=one.id,
        line_id=one.line_id,
        counted=one.counted,
        looked_at=looked_at,
        told_at=told_at,
        way=way,
        person_id=actor.id,
        recorded_at=now,
    )


def _check_person(actor: Actor, line: Judged, branch_id: UUID, field: str) -> None:
    """Who counted a line that waits for another look, or saw its figures, doesn't count it."""
    mine = any(look.person_id == actor.id for look in line.looks)
    if not line.looks:
        return
    if line.again and (mine or line.line.asked_by == actor.id):
        if count_limits(branch_id).alone:
            return
        raise CountedByYou(
            _("You counted this or requested the recount. Another person must recount it."),
            field=field,
        )
    if not line.again and actor.may(REVIEW_COUNT, branch_id):
        raise CountedByYou(
            _("You can see the expected quantity here. Request a recount by another person."),
            field=field,
        )
