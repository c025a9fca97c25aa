"""What a branch sold of a product, day by day."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day
from theriac.surfaces.api.schemas.types import Answer, Here


class DemandWanted(Here):
    """Which branch, and from which day to which; without them, the 90 days before today."""

    since: Day | None = Field(default=None, description="The first day.")
    until: Day | None = Field(
        default=None, description="The last day: at most 731 are told, and none that isn't over."
    )


class DayDemand(Answer):
    """Base units sold on a day of the branch, by when the goods were sold.

    `ran_out`: for a part of the day nothing could be sold, so that more may have been wanted.
    `out`: for all of it. `asked` is what customers asked for besides and it wasn't in stock.
    """

    day: date
    units: int
    asked: int
    state: Literal["in_stock", "ran_out", "out"]


class ProductDemand(Answer):
    """Each day in order. The rate is `units` and `asked`, not sold, over `days_in_stock`.

    Days without stock don't count, nor what was asked for on them, except where `out_counted`: then
    more was asked for on them a day than was demanded on the others, and all days count.

    `kept_through` is the last day that is known, null before the first night.
    """

    product_id: UUID
    branch_id: UUID
    units: int
    asked: int
    days_in_stock: int
    days_out: int
    out_counted: bool
    kept_through: date | None
    days: list[DayDemand]
