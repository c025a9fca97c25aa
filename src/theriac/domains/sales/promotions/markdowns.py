"""Batches that expire soon, each with a suggested price and what that does to the margin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.countries.registry import profile_for
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.catalog.queries.sale_facts import PackFact, ProductFact, sale_facts
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date, get_branch_with_settings
from theriac.domains.pricing.rules.ceilings import Ceiling, CeilingKind, batch_price
from theriac.domains.pricing.rules.markdown import STEPS, margin_bp, marked_down
from theriac.domains.pricing.rules.prices import (
    PackLevel,
    PriceRow,
    line_amount,
    resolve_price,
)
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stock.queries.batches.by_place import list_batches

DAYS = STEPS[-1][0]
MOST = 200
"""Batches that are told, those that expire first."""


@dataclass(frozen=True, slots=True)
class Markdown:
    """A batch on the shelf under so many days before its expiry, in its smallest sold pack.

    Amounts are minor units of a pack; ``cost`` is None where it isn't known, or not to be seen.
    """

    batch_id: UUID
    product_id: UUID
    product: str
    number: str
    expires_on: date
    days: int
    quantity: int
    pack_id: UUID
    pack: str
    units: int
    price: int
    suggested: int
    cost: int | None

    @property
    def margins(self) -> tuple[int | None, int | None]:
        """In basis points of the price: now, and marked down."""
        if self.cost is None:
            return None, None
        return margin_bp(self.price, self.cost), margin_bp(self.suggested, self.cost)

    @property
    def given_up(self) -> int:
        """What less is taken if all whole packs of it are sold marked down."""
        return (self.price - self.suggested) * (self.quantity // self.units)


@query(permission=SET_PRICES)
def list_markdowns(*, actor: Actor, branch_id: BranchId) -> list[Markdown]:
    """Sellable batches of the branch that go by the price list, those that expire first."""
    today = branch_date(branch_id)
    rows = (
        list_batches(actor=actor, branch_id=branch_id)
        .filter(
            quantity__gt=0,
            place__kind="shelf",
            batch__expires_on__gt=today,
            batch__expires_on__lt=today + timedelta(days=DAYS),
            batch__own_price_amount=None,
            batch__state="released",
        )
        .order_by("batch__expires_on", "id")[:MOST]
    )
    return _suggested(actor, branch_id, list(rows), today)


@query(permission=SET_PRICES)
def markdown_of(*, actor: Actor, branch_id: BranchId, batch_id: UUID) -> Markdown | None:
    """What the rule suggests for a batch; None where it suggests nothing."""
    found = list_batches(actor=actor, branch_id=branch_id).filter(
        batch_id=batch_id, batch__expires_on__isnull=False, quantity__gt=0
    )
    told = _suggested(actor, branch_id, list(found[:1]), branch_date(branch_id))
    return next((one for one in told if one.suggested < one.price), None)


def _suggested(
    actor: Actor, branch_id: BranchId, rows: Sequence[Any], today: date
) -> list[Markdown]:
    branch = get_branch_with_settings(branch_id)
    products = sale_facts({row.batch.product_id for row in rows})
    if branch is None:
        return []
    sells_at_mrp = profile_for(branch.pharmacy.country).sells_at_mrp
    is_cost_seen = actor.may(SEE_COSTS, branch_id)
    found = []
    for row in rows:
        product = products[row.batch.product_id]
        pack = min(
            (one for one in product.packs.values() if one.sellable),
            key=lambda one: one.factor,
            default=None,
        )
        price = (
            None
            if pack is None
            else _price(product, pack, row.batch, (branch_id, clock.now(), sells_at_mrp))
        )
        if pack is not None and price and product.sellable:
            found.append(_told(row, (product, pack, price), today, is_cost_seen=is_cost_seen))
    return found


def _price(
    product: ProductFact, pack: PackFact, batch: Any, place: tuple[UUID, datetime, bool]
) -> int | None:
    """What a pack of the batch costs now by the price list, or by its MRP."""
    branch_id, moment, sells_at_mrp = place
    packs: Mapping[UUID, PackFact] = product.packs
    levels = [PackLevel(one.id, one.factor, one.sellable) for one in packs.values()]
    rows = [
        PriceRow(one.id, row.branch_id, row.amount, row.valid_from)
        for one in packs.values()
        for row in one.prices
    ]
    listed = resolve_price(levels, rows, pack.id, branch_id=branch_id, moment=moment)
    mrp = (
        None
        if batch.mrp_amount is None
        else Ceiling(CeilingKind.MRP, batch.mrp_amount, batch.mrp_units)
    )
    price = batch_price(listed, mrp, sells_at_mrp=sells_at_mrp, pack_units=pack.factor)
    return None if price is None else line_amount(price, pack.factor)


def _told(
    row: Any, sold: tuple[ProductFact, PackFact, int], today: date, *, is_cost_seen: bool
) -> Markdown:
    product, pack, price = sold
    batch, days = row.batch, (row.batch.expires_on - today).days
    is_known = is_cost_seen and batch.cost_amount is not None
    cost = -(-batch.cost_amount * pack.factor // batch.cost_units) if is_known else None
    return Markdown(
        batch_id=batch.id,
        product_id=product.id,
        product=product.name,
        number=batch.number,
        expires_on=batch.expires_on,
        days=days,
        quantity=row.quantity,
        pack_id=pack.id,
        pack=pack.name,
        units=pack.factor,
        price=price,
        suggested=marked_down(price, days),
        cost=cost,
    )
