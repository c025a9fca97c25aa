"""Goods that come back without their receipt: what may come back of a batch, and for how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.merged import families_of
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.customer_returns.drafts import UnreceiptedGoods
from theriac.domains.customer_returns.goods import ReturnedPart, ReturnRules
from theriac.domains.customer_returns.problems import PriceTooHigh, ReturnTooMuch
from theriac.domains.customer_returns.refunds import RefundTerms
from theriac.domains.customer_returns.rules import (
    DESTRUCTION,
    QUARANTINE,
    SEALED,
    LineShare,
    share_at,
)
from theriac.domains.organisation.queries.branches import get_settings, pharmacy_currency
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.sales.queries.sold_goods import SoldAt, lowest_price
from theriac.domains.stock.commands.deliveries.brought_back import (
    StandingBatch,
    standing_batches,
)
from theriac.domains.stock.queries.batches.by_place import was_batch_at


def parts_unreceipted(
    branch_id: UUID, lines: Sequence[UnreceiptedGoods], rules: ReturnRules
) -> list[ReturnedPart]:
    """The goods, batch by batch: sealed ones to quarantine, others to be destroyed.

    Raises NotFound, ReturnTooMuch, PriceTooHigh, NotReturnable.
    """
    batches = standing_batches(one.batch_id for one in lines)
    for index, one in enumerate(lines):
        if one.batch_id not in batches or not was_batch_at(branch_id, one.batch_id):
            raise NotFound(
                _("This branch never had this batch. Scan the pack again."),
                field=f"lines.{index}.batch_id",
            )
    products = sale_facts({one.product_id for one in batches.values()})
    for batch in batches.values():
        rules.refuse_registered(products[batch.product_id])
    _refuse_more_than_sold(lines, batches)
    found = []
    for index, one in enumerate(lines):
        batch = batches[one.batch_id]
        found.append(
            ReturnedPart(
                sale_line_id=None,
                product_id=batch.product_id,
                batch_id=batch.batch_id,
                batch=batch,
                quantity=one.quantity,
                condition=one.condition,
                goes=QUARANTINE if one.condition == SEALED else DESTRUCTION,
                share=_share(one, batch, products[batch.product_id].name, rules, index),
            )
        )
    return found


def terms_unreceipted(rules: ReturnRules) -> RefundTerms:
    """How it is refunded: in cash, unless somebody says otherwise."""
    settings = get_settings()
    return RefundTerms(
        profile=rules.profile,
        currency=pharmacy_currency(),
        multiple=settings.cash_rounding if settings else 1,
        left={},
    )


def units_with_customers(batch_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many base units of each batch customers have at most: those sold, less what came back."""
    accounts = accounts_of(sorted(set(batch_ids)))
    return {batch_id: accounts[batch_id].sold for batch_id in set(batch_ids)}


def lowest_recent_price(product_id: UUID, rules: ReturnRules) -> SoldAt | None:
    """The lowest price of the product, or what it was merged with, in the days that are set."""
    settings = get_settings()
    since = rules.today - timedelta(days=settings.unreceipted_days if settings else 0)
    return lowest_price(families_of([product_id])[product_id], since)


def _refuse_more_than_sold(
    lines: Sequence[UnreceiptedGoods], batches: Mapping[UUID, StandingBatch]
) -> None:
    sold = units_with_customers([one.batch_id for one in batches.values()])
    units: dict[UUID, int] = defaultdict(int)
    for index, one in enumerate(lines):
        key = batches[one.batch_id].batch_id
        units[key] += one.quantity
        left = sold[key]
        if units[key] > left:
            words = _("Customers have at most %(left)s base units of this batch. Enter less.")
            raise ReturnTooMuch(words % {"left": left}, field=f"lines.{index}.quantity", left=left)


def _share(
    one: UnreceiptedGoods, batch: StandingBatch, product: str, rules: ReturnRules, index: int
) -> LineShare:
    """The amount with the tax that its lowest price bore."""
    sold = lowest_recent_price(batch.product_id, rules)
    most = sold.total * one.quantity // sold.units if sold else 0
    if sold is None or one.amount > most:
        words = _("%(product)s: refund at most %(most)s, its lowest recent price.")
        money = format_money(Money(most, pharmacy_currency()), rules.profile.code)
        raise PriceTooHigh(
            words % {"product": product, "most": money}, field=f"lines.{index}.amount", most=most
        )
    return share_at(LineShare(sold.total, sold.tax, sold.taxes), one.amount)
