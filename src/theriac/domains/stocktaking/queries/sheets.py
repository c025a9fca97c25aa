"""A count's sheets as whoever counts sees them: no expected figure, no difference, no balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.stock.queries.places import place_title
from theriac.domains.stocktaking.models import StockCount
from theriac.domains.stocktaking.permissions import REVIEW_COUNT, VIEW_COUNTS
from theriac.domains.stocktaking.queries.lines import Judged, count_limits, judged_lines


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A batch in a place. ``state``: open, again (somebody else counts it), or counted.

    ``mine`` is what the reader entered last, None where others did or nobody. ``locked`` where the
    reader may not count it now.
    """

    id: UUID
    product_id: UUID
    product: str
    batch_id: UUID
    batch: str
    expires_on: date | None
    place: str
    sheet: str
    state: str
    mine: int | None
    mine_at: datetime | None
    locked: bool


@query(permission=VIEW_COUNTS)
def sheet_lines(
    *, actor: Actor, branch_id: UUID, count: StockCount, sheet: str | None = None
) -> list[SheetLine]:
    """The lines of a count, or of one of its sheets, by product and expiry."""
    lines = judged_lines(count)
    if sheet is not None:
        lines = [one for one in lines if one.line.sheet == sheet]
    names = product_names({one.line.product_id for one in lines})
    alone = any(one.again for one in lines) and count_limits(branch_id).alone
    found = [_line(one, names, actor, alone=alone) for one in lines]
    return sorted(found, key=lambda one: (one.sheet, one.product.casefold(), str(one.expires_on)))


def progress_by_sheet(lines: Sequence[SheetLine]) -> dict[str, tuple[int, int]]:
    """How many lines each sheet has, and how many of them are done."""
    found: dict[str, tuple[int, int]] = {}
    for line in lines:
        whole, done = found.get(line.sheet, (0, 0))
        found[line.sheet] = (whole + 1, done + (line.state == "counted"))
    return found


def _line(one: Judged, names: dict[UUID, str], actor: Actor, *, alone: bool) -> SheetLine:
    line = one.line
    mine = [look for look in one.looks if look.person_id == actor.id]
    last = max(mine, key=lambda look: look.looked_at, default=None)
    asks = line.asked_by == actor.id
    waits = one.again and (bool(mine) or asks) and not alone
    knows = bool(one.looks) and not one.again and actor.may(REVIEW_COUNT, line.count.branch_id)
    # Whoever counted first isn't told that the line is counted again: it stays counted for them.
    state = "counted" if waits and mine else "again" if one.again else "counted"
    if one.look is None:
        state = "open"
    return SheetLine(
        id=line.id,
        product_id=line.product_id,
        product=names.get(line.product_id, ""),
        batch_id=line.batch_id,
        batch=line.batch.number,
        expires_on=line.batch.expires_on,
        place=place_title(line.place.kind, line.place.name),
        sheet=line.sheet,
        state=state,
        mine=last.counted if last else None,
        mine_at=last.looked_at if last else None,
        locked=waits or knows,
    )
