"""Suppliers' scorecards as the API gives them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from theriac.core.facts.types import Day
from theriac.surfaces.api.schemas.types import Answer, Here


class ScorecardWanted(Here):
    """The days that a scorecard counts; the last year where none are named."""

    first_on: Day | None = None
    last_on: Day | None = None


class LeadSpread(Answer):
    """Hundredths of a calendar day from an order until its goods, over so many orders."""

    orders: int
    mean: int
    median: int
    least: int
    most: int


class CountedShare(Answer):
    """So many `part` of a `whole`; `share_bp` hundredths of a percent, null of nothing."""

    part: int
    whole: int
    share_bp: int | None


class SupplierScore(Answer):
    """How a supplier did, each figure with what it is counted from.

    `fill_lines` and `fill_units` are what came of what received and cancelled orders asked;
    `short` and `returned` base units of what came; `different` invoices that differed from their
    delivery. `moved_bp` is how the prices of `compared` products moved.
    """

    supplier_id: UUID
    supplier: str
    lead: LeadSpread | None
    orders: int
    fill_lines: CountedShare
    fill_units: CountedShare
    deliveries: int
    short: CountedShare
    returned: CountedShare
    different: CountedShare
    moved_bp: int | None
    compared: int


class SupplierScores(Answer):
    """Every supplier of whom something was ordered or came in these days, by name."""

    first_on: date
    last_on: date
    items: list[SupplierScore]


class ScoredOrder(Answer):
    """An order of a scorecard; `days` hundredths of a day, null where nothing came."""

    order_id: UUID
    number: str
    state: str
    ordered_on: date
    days: int | None
    lines: int
    full_lines: int
    ordered: int
    received: int


class ProductDrift(Answer):
    """A product of a scorecard; prices are hundredths of a minor unit for one base unit.

    `before` is the price before the last; null where it came once.
    """

    product_id: UUID
    deliveries: int
    units: int
    first: int
    before: int | None
    last: int
    over_period_bp: int | None
    since_before_bp: int | None
    short: CountedShare
    receipt_id: UUID
    last_on: date


class SupplierRecord(Answer):
    """A supplier's score with the orders, the newest first, and products that it rests on."""

    first_on: date
    last_on: date
    currency: str
    score: SupplierScore
    orders: list[ScoredOrder]
    products: list[ProductDrift]
