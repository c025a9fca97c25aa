"""Goods that a person at the counter had in the hand although the books had none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.pushes.books import Disagreement
from theriac.domains.sales.pushes.sale import PushedFound, PushedSale
from theriac.domains.stock.commands.found import FoundGoods, bring_in_found
from theriac.domains.stock.permissions import ADJUST_STOCK


def take_in(pushed: PushedSale, branch_id: UUID, people: Mapping[UUID, Actor]) -> list[PushedFound]:
    """Adjust in what was found by somebody who may; the rest stays out, and is short.

    Returns what came in.
    """
    products = {line.product_id for line in pushed.lines}
    found = [
        one
        for one in pushed.found
        if one.product_id in products and _may(people.get(one.permitted_by), branch_id)
    ]
    goods = [
        FoundGoods(
            batch_id=one.batch_id,
            product_id=one.product_id,
            quantity=one.quantity,
            number=one.number,
            expires_on=one.expires_on,
        )
        for one in found
    ]
    taken = (
        bring_in_found(branch_id=branch_id, goods=goods, occurred_at=pushed.occurred_at)
        if goods
        else set()
    )
    return [one for one in found if one.batch_id in taken]


def counts_asked(pushed: PushedSale, found: Sequence[PushedFound]) -> list[Disagreement]:
    """One case a batch: the books were wrong about it, so that somebody counts the product."""
    return [
        Disagreement(
            DiscrepancyCase.Kind.COUNT_ASKED,
            next((line for line in pushed.lines if line.product_id == one.product_id), None),
            facts={"batch_id": one.batch_id, "batch": one.number, "found": one.quantity},
        )
        for one in found
    ]


def _may(person: Actor | None, branch_id: UUID) -> bool:
    return person is not None and person.may(ADJUST_STOCK, branch_id)
