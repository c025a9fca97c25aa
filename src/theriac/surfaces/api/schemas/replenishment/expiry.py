"""The expiry board: what is near its expiry and what of it will stay unsold."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from theriac.surfaces.api.schemas.types import Answer, CostSeen, FlagInAddress, WantedHere

BandName = Literal["expired", "stop", "look", "far"]
ProposalName = Literal["move_out", "return", "transfer", "markdown"]


class ExpiryTotal(Answer):
    """A tile: batches, their value at cost, and what of them will stay unsold, at cost."""

    batches: int
    value: CostSeen
    unsold: int
    loss: CostSeen


class ExpiryTile(ExpiryTotal):
    """A band of days left: `first` to `last`; of what is expired `first` is null, `last` 0."""

    band: BandName
    first: int | None
    last: int


class ExpiryLine(Answer):
    """A batch on the shelf. `sold` is the product's sale of the 90 whole days before `today`."""

    batch_id: UUID
    product_id: UUID
    product: str
    number: str
    expires_on: date
    days_left: int
    band: BandName
    held: bool
    quantity: int
    value: CostSeen
    sold: int
    unsold: int
    loss: CostSeen
    proposals: list[ProposalName]
    transfer_to: UUID | None


class ExpiryBoard(Answer):
    """Tiles, their sum, and a page of lines: each tile is exactly the sum of its lines."""

    today: date
    tiles: list[ExpiryTile]
    total: ExpiryTotal
    items: list[ExpiryLine]
    next: str | None
    previous: str | None


class ExpiryWanted(WantedHere):
    """Filters of the lines; the tiles stay the whole branch's."""

    band: BandName | None = None
    unsold: FlagInAddress | None = None
