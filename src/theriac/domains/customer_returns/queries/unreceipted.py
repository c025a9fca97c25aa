"""What a return without a receipt would come to, before anybody approves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.customer_returns.approval import content_unreceipted
from theriac.domains.customer_returns.drafts import UnreceiptedReturnNew
from theriac.domains.customer_returns.goods import ReturnedPart
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.queries.returnable import rules_here
from theriac.domains.customer_returns.refunds import Refund, refund_of
from theriac.domains.customer_returns.unreceipted import (
    lowest_recent_price,
    parts_unreceipted,
    terms_unreceipted,
    units_with_customers,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.queries.sold_goods import SoldAt
from theriac.domains.stock.commands.deliveries.brought_back import standing_batches
from theriac.domains.stock.queries.batches.scanned import batches_scanned_at


@dataclass(frozen=True, slots=True)
class BroughtBatch:
    """A batch that may come back: base units that customers have of it, and what is refunded.

    ``lowest`` is the lowest recent price of its product; None where nothing was sold in these days,
    so that nothing is refunded.
    """

    batch_id: UUID
    product_id: UUID
    product: str
    number: str
    expires_on: date | None
    left: int
    lowest: SoldAt | None


@query(permission=ACCEPT_RETURNS)
def brought_batches(*, actor: Actor, branch_id: BranchId, text: str) -> list[BroughtBatch]:
    """The batches of the branch that a scan of the pack, or a typed batch number, names."""
    found = batches_scanned_at(branch_id, text)
    names = product_names(one.product_id for one in found)
    standing = standing_batches(one.batch_id for one in found)
    left = units_with_customers([one.batch_id for one in standing.values()])
    rules = rules_here(branch_id)
    products = {one.product_id for one in found}
    prices = {product_id: lowest_recent_price(product_id, rules) for product_id in products}
    return [
        BroughtBatch(
            batch_id=one.batch_id,
            product_id=one.product_id,
            product=names[one.product_id],
            number=one.number,
            expires_on=one.expires_on,
            left=left[standing[one.batch_id].batch_id],
            lowest=prices[one.product_id],
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class UnreceiptedAsked:
    """What a return without a receipt would come to; ``asks`` is what somebody else approves."""

    parts: Sequence[ReturnedPart]
    refund: Refund
    asks: Mapping[str, Any]


@query(permission=ACCEPT_RETURNS)
def ask_unreceipted(
    *, actor: Actor, branch_id: BranchId, draft: UnreceiptedReturnNew
) -> UnreceiptedAsked:
    """What ``return_unreceipted`` would do now; nothing is locked or written. Raises as it does."""
    rules = rules_here(branch_id)
    parts = parts_unreceipted(branch_id, draft.lines, rules)
    refund = refund_of(sum(one.share.amount for one in parts), draft, terms_unreceipted(rules))
    return UnreceiptedAsked(parts, refund, content_unreceipted(parts, refund))
