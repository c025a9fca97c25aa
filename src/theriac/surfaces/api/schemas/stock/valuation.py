"""Stock as it was, what it is worth, how long it lasts, where it is, and the nightly proofs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from theriac.core.facts.types import Id, Instant
from theriac.surfaces.api.schemas.catalog.products import ProductsWantedHere
from theriac.surfaces.api.schemas.stock.batches import BatchInPlace
from theriac.surfaces.api.schemas.types import Answer, CostSeen, Money, Page, Wanted, WantedHere

CoverWindow = Annotated[
    Literal[7, 30, 90],
    BeforeValidator(lambda text: int(text) if text in ("7", "30", "90") else text),
]


class PastWanted(WantedHere):
    """Which moment, and which product; without `at`, now."""

    at: Instant | None = Field(
        default=None, description="Movements that the server recorded before it count."
    )
    product_id: Id | None = None


class PastStock(Answer):
    """A page of what the branch had before `at`; the totals are of the whole branch."""

    at: datetime
    batches: int
    units: int
    value: CostSeen
    items: list[BatchInPlace]
    next: str | None
    previous: str | None


class ValueLine(Answer):
    """Batches of one legal class in one place, at cost, each batch's cost rounded down.

    `consigned` is the suppliers' and not in `value`; `without_cost` counts batches without one.
    """

    branch_id: UUID
    place_id: UUID
    place: str
    kind: str
    legal_class: str
    batches: int
    value: Money
    consigned: Money
    without_cost: int


class StockValue(Answer):
    """All lines of the branches that may be seen, the most value first, and their sum."""

    total: Money
    items: list[ValueLine]


class CoverWanted(ProductsWantedHere):
    """Filters of the list of products, and over how many days the rate of sale is taken."""

    window: CoverWindow = 30


class Cover(Answer):
    """`days` that what may be sold lasts at the rate of `sold` in `window` days; null: no sale.

    On `days_out` of these there was nothing to sell; they don't count for the rate.
    """

    product_id: UUID
    product: str
    available: int
    on_hand: int
    sold: int
    window: int
    days: int | None
    days_out: int


class CoverPage(Page[Cover]):
    """A page of covers, in the order of the products."""


class Whereabouts(Answer):
    """What one branch has of the product, in base units; cover at the rate of 30 days."""

    branch_id: UUID
    branch: str
    available: int
    on_shelf: int
    quarantined: int
    in_transit: int
    next_expiry: date | None
    sold: int
    days: int | None


class WhereaboutsOfProduct(Answer):
    """Each branch that may be seen, by name."""

    items: list[Whereabouts]


class ProofsWanted(Wanted):
    """Which page of the proofs."""


class Proof(Answer):
    """One comparison of every balance and snapshot with the movements."""

    id: UUID
    begun_at: datetime
    ended_at: datetime
    balances: int
    movements: int
    snapshots: int
    lines: int
    differences: int


class ProofPage(Page[Proof]):
    """A page of proofs, the newest first."""
