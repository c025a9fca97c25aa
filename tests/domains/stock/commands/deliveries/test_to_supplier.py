"""Goods leave for their supplier from quarantine first, and come back where they lay."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.deliveries.to_supplier import (
    GoodsOut,
    give_to_supplier,
    take_from_supplier,
)
from theriac.domains.stock.ledger import Document, Move, balances_for, post
from theriac.domains.stock.models import Balance, Batch, Movement, Place
from theriac.domains.stock.problems import InsufficientStock, QuantityRefused
from theriac.domains.stock.queries.places import shelf_of

pytestmark = pytest.mark.django_db


@command(name="test_to_supplier.set_apart", done="Sample")
def set_apart(*, actor: Actor, branch_id: BranchId, batch_id: UUID, quantity: int) -> None:
    """Move units from the shelf into quarantine."""
    product_id = Batch.objects.get(id=batch_id).product_id
    shelf = shelf_of(branch_id).id
    apart = Place.objects.get(branch_id=branch_id, kind=Place.Kind.QUARANTINE).id
    source = balances_for(branch_id, {batch_id: product_id}, shelf)[batch_id]
    target = balances_for(branch_id, {batch_id: product_id}, apart)[batch_id]
    unit = current_unit()
    post(
        Document(kind=Movement.Kind.TRANSFER, id=unit.effect_id, branch_id=branch_id),
        [Move(batch_id, product_id, shelf, apart, quantity, source, target)],
    )
    unit.record("stock.adjustment", unit.effect_id, reason="set apart")


def lying(batch_id: UUID) -> dict[str, int]:
    rows = Balance.objects.filter(batch_id=batch_id).values_list("place__kind", "quantity")
    return dict(rows)


def give(shop: Shop, batch_id: UUID, quantity: int) -> UUID:
    document_id = new_id()
    give_to_supplier(
        actor=shop.owner,
        branch_id=shop.branch_id,
        document_id=document_id,
        number="RS-1",
        reason="PT Enseval",
        goods=[GoodsOut(batch_id, quantity, new_id())],
    )
    return document_id


def take_back(shop: Shop, first: UUID) -> None:
    take_from_supplier(
        actor=shop.owner,
        branch_id=shop.branch_id,
        document_id=new_id(),
        first_document_id=first,
        number="RSX-1",
        reason="no room",
    )


def test_what_lies_apart_goes_first_and_comes_back_there(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 50)
    set_apart(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, quantity=20)
    first = give(shop, batch, 30)
    assert lying(batch) == {"shelf": 20, "quarantine": 0}
    take_back(shop, first)
    assert lying(batch) == {"shelf": 30, "quarantine": 20}
    assert [one.code for check in run_checks() for one in check.violations] == []


def test_more_than_there_is_is_refused(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop), 50)
    with pytest.raises(InsufficientStock) as refused:
        give(shop, batch, 51)
    assert refused.value.facts["available"] == 50
    assert "51 requested, 50 available. Return at most this quantity" in str(refused.value.detail)
    with pytest.raises(QuantityRefused):
        give(shop, batch, 0)
    assert lying(batch) == {"shelf": 50}


def test_another_branch_neither_gives_nor_takes_what_is_here(shop: Shop) -> None:
    there = replace(shop, branch_id=second_branch(shop))
    batch = stock_up(shop, add_medicine(shop), 50)
    with pytest.raises(InsufficientStock):
        give(there, batch, 1)
    first = give(shop, batch, 30)

    take_back(there, first)

    assert lying(batch) == {"shelf": 20}
    assert not Movement.objects.filter(branch_id=there.branch_id).exists()
