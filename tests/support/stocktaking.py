"""Counts of a shop's stock, begun, entered and posted through the domain's own commands."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop
from theriac.core.actor import Actor
from theriac.core.ids import new_id
from theriac.core.outbox.relay import relay_once
from theriac.domains.stock.models import Balance
from theriac.domains.stocktaking.commands.begin import CountScope, begin_count
from theriac.domains.stocktaking.commands.enter import CountFound, enter_counts
from theriac.domains.stocktaking.commands.post import post_count
from theriac.domains.stocktaking.models import CountLine, StockCount


def begin(shop: Shop, kind: str = "whole", **scope: Any) -> UUID:
    """A count of everything, unless told otherwise."""
    return begin_count(
        actor=shop.owner, branch_id=shop.branch_id, scope=CountScope(kind=kind, **scope)
    )


def line_of(count_id: UUID, batch_id: UUID) -> UUID:
    """The line of a batch on the shelf."""
    line = CountLine.objects.get(count_id=count_id, batch_id=batch_id)
    return UUID(str(line.id))


def enter(
    shop: Shop,
    count_id: UUID,
    batch_id: UUID,
    counted: int,
    *,
    by: Actor | None = None,
    looked_at: datetime | None = None,
    **sending: Any,
) -> int:
    """Enter one look."""
    found = CountFound(
        id=new_id(), line_id=line_of(count_id, batch_id), counted=counted, looked_at=looked_at
    )
    return enter_counts(
        actor=by or shop.owner,
        branch_id=shop.branch_id,
        count_id=count_id,
        found=[found],
        way=sending.pop("way", "screen"),
        **sending,
    )


def post(shop: Shop, count_id: UUID, by: Actor | None = None, **options: Any) -> UUID:
    """Post the count."""
    return post_count(
        actor=by or shop.owner, branch_id=shop.branch_id, count_id=count_id, **options
    )


def relayed() -> None:
    """Let every reaction happen that is due, in the background too."""
    while relay_once() or run_due_jobs():
        pass


def balance(batch_id: UUID) -> int:
    """Base units of the batch, over all places."""
    return sum(Balance.objects.filter(batch_id=batch_id).values_list("quantity", flat=True))


def a_count(shop: Shop) -> UUID:
    """An open count of one product of which one batch is counted; begun at first need."""
    found = StockCount.objects.filter(state="open").values_list("id", flat=True).first()
    if found is not None:
        return UUID(str(found))
    row = Balance.objects.filter(branch_id=shop.branch_id, quantity__gt=0).order_by("id")[0]
    count = begin(shop, "products", product_ids=[row.product_id])
    enter(shop, count, row.batch_id, int(row.quantity))
    return count
