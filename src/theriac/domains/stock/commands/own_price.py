"""Giving one batch a price of its own, such as a markdown before its expiry."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from fractions import Fraction
from math import ceil
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import (
    AskedFirst,
    NotFound,
    NotPermitted,
    require_confirmed,
    require_reason,
)
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.catalog.queries.sale_facts import PackFact, ProductFact, sale_facts
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import money_writer
from theriac.domains.stock.commands.batches import tell_every_branch
from theriac.domains.stock.ledger import lock_lying
from theriac.domains.stock.models import Balance, Batch, BatchPrice
from theriac.domains.stock.problems import BatchPriceRefused
from theriac.domains.stock.queries.batches.by_place import product_of_batch_at
from theriac.domains.stock.queries.last_costs import last_costs
from theriac.domains.stock.rules.last_costs import is_below
from theriac.domains.stock.rules.own_price import lowest_ceiling

MOST = 10**15


@command(
    name="stock.price_batch", done=gettext_lazy("Set a price for a batch"), permission=SET_PRICES
)
def price_batch(  # noqa: PLR0913
    *,
    actor: Actor,
    branch_id: BranchId,
    batch_id: UUID,
    version: int,
    pack_id: UUID,
    amount: int | None,
    reason: str,
    confirmed: Collection[str] = (),
) -> int:
    """Sell this batch alone at ``amount`` a pack from now on; None goes by the price list again.

    It holds wherever the batch lies, so that the right is asked at each of those branches. What was
    sold keeps its price. Returns the new version. Raises NotFound, NotPermitted, Stale,
    Unprocessable without a reason, BatchPriceRefused for an amount below 0 or above the batch's MRP
    or the ceiling of law, and AsksFirst for one below cost that isn't ``confirmed``.
    """
    require_reason(reason)
    product = sale_facts([product_of_batch_at(branch_id, batch_id)])
    lock_lying([batch_id])
    batch = locked(Batch.objects.filter(id=batch_id), missing=_("This batch isn’t on record."))
    changed = _("Another user changed this batch. Reload the page.")
    at_version(batch, version, changed)
    _require_right_where_it_lies(actor, batch_id)
    sold, pack = _pack_of(product[batch.product_id], pack_id)
    asked: list[AskedFirst] = []
    if amount is not None:
        _refuse_unfit(batch, sold, pack, amount)
        asked = _below_cost(batch, sold, pack, amount)
    taken_knowingly = require_confirmed(asked, confirmed)
    before = _told(batch)
    batch.own_price_amount, batch.own_price_units = amount, pack.factor if amount is not None else 1
    batch.own_price_from = moment = clock.now()
    insert_rows(BatchPrice, [_row(batch, moment)])
    kept = keep(batch, "own_price_amount", "own_price_units", "own_price_from")
    facts: dict[str, object] = {"before": before, "after": _told(batch)}
    if taken_knowingly:
        facts["confirmed"] = taken_knowingly
    current_unit().record("stock.batch", batch.id, reason=reason, facts=facts)
    tell_every_branch([batch])
    return kept


def _require_right_where_it_lies(actor: Actor, batch_id: UUID) -> None:
    lying = Balance.objects.filter(batch_id=batch_id, quantity__gt=0).order_by()
    branches = lying.values_list("branch_id", flat=True).distinct()
    if not all(actor.may(SET_PRICES, branch_id) for branch_id in branches):
        raise NotPermitted(
            _(
                "This batch is also at branches where you can’t set prices. Ask a person who "
                "can set prices at all of them."
            )
        )


def _pack_of(product: ProductFact, pack_id: UUID) -> tuple[ProductFact, PackFact]:
    pack = product.packs.get(pack_id)
    if pack is None:
        raise NotFound(_("This product doesn’t have this pack."), pack_id=pack_id)
    return product, pack


def _refuse_unfit(batch: Batch, product: ProductFact, pack: PackFact, amount: int) -> None:
    if not 0 <= amount <= MOST:
        raise BatchPriceRefused(_("Enter a price of 0 or more."), field="price")
    het = product.ceiling_at(clock.now())
    most = lowest_ceiling(
        None if batch.mrp_amount is None else Fraction(batch.mrp_amount, batch.mrp_units),
        None if het is None else Fraction(het.amount, het.units),
    )
    if most is not None and amount > most * pack.factor:
        raise BatchPriceRefused(
            _("The maximum price of this pack is %(most)s. Enter this price or less.")
            % {"most": money_writer()(int(most * pack.factor))},
            field="price",
        )


def _below_cost(
    batch: Batch, product: ProductFact, pack: PackFact, amount: int
) -> list[AskedFirst]:
    """What is asked of a price below what the batch cost, else its product the last time."""
    cost = (
        Fraction(batch.cost_amount, batch.cost_units)
        if batch.cost_amount is not None
        else last_costs([product.id]).get(product.id)
    )
    if cost is None or not is_below(amount, pack.factor, cost):
        return []
    least, written = ceil(cost * pack.factor), money_writer()
    words = _(
        "%(product)s, batch %(batch)s: 1 %(pack)s costs %(cost)s, more than its price %(price)s."
    ) % {
        "product": product.name,
        "batch": batch.number or "–",
        "pack": pack.name,
        "cost": written(least),
        "price": written(amount),
    }
    code = f"below_cost:{batch.id.hex}:{pack.id.hex}:{least}:{amount}"
    return [AskedFirst(code=code, words=words, yes=_("Sell below cost"))]


def _row(batch: Batch, moment: datetime) -> BatchPrice:
    return BatchPrice(
        id=new_id(),
        batch_id=batch.id,
        amount=batch.own_price_amount,
        units=batch.own_price_units,
        valid_from=moment,
    )


def _told(batch: Batch) -> dict[str, int | None]:
    return {"price": batch.own_price_amount, "units": batch.own_price_units}
