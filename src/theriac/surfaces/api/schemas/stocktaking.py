"""Counts of stock: sheets without figures, entries, differences, posting, the morning's list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import (
    Day,
    Id,
    Instant,
    Reason,
    Text20,
    Text40,
    Text60,
    Text120,
)
from theriac.domains.stocktaking.commands.enter import CountFound
from theriac.surfaces.api.schemas.types import (
    WITHHELD,
    Answer,
    ApprovalId,
    Body,
    CostSeen,
    Page,
    PageSize,
    Position,
    WantedHere,
)

ScopeName = Literal["whole", "shelf", "class", "products", "due", "controlled", "never"]
StateName = Literal["open", "posted", "cancelled"]
LineState = Literal["open", "again", "counted"]
VarianceState = Literal["open", "again", "counted", "posted"]
ReasonName = Literal["controlled", "risk", "never", "class_a", "class_b", "class_c"]


class CountsWanted(WantedHere):
    """Which counts."""

    state: StateName | None = None


class LinesWanted(Body):
    """Which lines of a count: of one sheet, from a place on."""

    sheet: Text40 | None = None
    start: Position = 0
    limit: PageSize = 100


class CountBegun(Body):
    """What is to be counted: `names` of shelves or ABC classes, or products.

    `controlled` is what goes into a register, `never` the products without a posted count here.
    """

    scope: ScopeName
    names: Annotated[list[Text40], Field(max_length=100)] = []
    product_ids: Annotated[list[Id], Field(max_length=1000)] = []
    note: Text120 = ""


class StockCount(Answer):
    """A count. `counted` of its `lines` were looked at."""

    id: UUID
    number: str
    scope: ScopeName
    scope_of: str
    state: StateName
    note: str
    begun_at: datetime
    begun_by: str
    ended_at: datetime | None
    lines: int
    counted: int
    version: int


class StockCountPage(Page[StockCount]):
    """A page of counts, the newest first."""


class CountSheetLine(Answer):
    """A batch in a place, without any expected figure; `mine` is what the reader entered."""

    id: UUID
    product_id: UUID
    product: str
    batch_id: UUID
    batch: str
    expires_on: date | None
    place: str
    sheet: str
    state: LineState
    mine: int | None
    mine_at: datetime | None
    locked: bool


class CountSheet(Answer):
    """Lines of a count from `start` on, of `total`."""

    items: list[CountSheetLine]
    start: int
    total: int


class CountEntries(Body):
    """Looks of one device; `sent_at` is its clock now, by which its looks are put right."""

    entries: Annotated[list[CountFound], Field(min_length=1, max_length=500)]
    sent_at: Instant | None = None


class CountFoundBatch(Body):
    """Goods on no sheet; the batch is made where the books don't have it."""

    product_id: Id
    number: Text60 = ""
    expires_on: Day | None = None
    shelf: Text20 = ""


class CountLineAdded(Answer):
    """The line on which the found batch is counted."""

    line_id: UUID


class CountLook(Body):
    """Lines that somebody else is to count again."""

    line_ids: Annotated[list[Id], Field(min_length=1, max_length=500)]


class CountPost(Body):
    """`leave_out`: post without the lines that nobody counted."""

    leave_out: bool = False
    approval_id: ApprovalId | None = None


class CountCancel(Body):
    """Why the count is given up."""

    reason: Reason


class CountVariance(Answer):
    """A line with its figures; null while somebody is still to look.

    `difference` is counted less expected at the look; `late` is what came in afterwards from
    before the look and was made good.
    """

    line_id: UUID
    product_id: UUID
    product: str
    batch_id: UUID
    batch: str
    expires_on: date | None
    sheet: str
    place: str
    state: VarianceState
    counted: int | None
    looked_at: datetime | None
    people: list[str]
    expected: int | None
    difference: int | None
    value: int | None = Field(
        description=f"The difference at cost, minor units, with its sign. {WITHHELD}"
    )
    late: int


class CountVariances(Answer):
    """Lines from `start` on, of `total`, the largest value first; the sums of all of them."""

    items: list[CountVariance]
    start: int
    total: int
    units_over: int
    units_short: int
    value_over: CostSeen
    value_short: CostSeen


class CountDueItem(Answer):
    """A product on the morning's list."""

    product_id: UUID
    product: str
    reason: ReasonName
    done: bool


class CountPlan(Answer):
    """What is to be counted at the branch today, in its order."""

    items: list[CountDueItem]
    done: int
