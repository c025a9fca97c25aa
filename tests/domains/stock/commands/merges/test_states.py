"""Held goods stay held, recalled units in their recall, through merges and their undoing."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.merging import two_of
from tests.support.recalls import recall_of
from tests.support.shop import Medicine, Shop, stock_up
from theriac.core.outbox.models import OutboxEvent
from theriac.domains.catalog.commands.merge import merge_products, unmerge_products
from theriac.domains.catalog.problems import ProductMergeRefused
from theriac.domains.recalls.commands.open import withdraw_recall
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.domains.stock.models import Balance, Batch

pytestmark = pytest.mark.django_db


def joined(shop: Shop, kept: Medicine, merged: Medicine) -> UUID:
    return merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="twice")


def apart(shop: Shop, merge_id: UUID) -> None:
    unmerge_products(actor=shop.owner, merge_id=merge_id, reason="two after all")


def hold(shop: Shop, batch_id: UUID) -> None:
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch_id, reason="asked")


def lying() -> tuple[UUID, str]:
    """The one batch that has stock, and its state."""
    row = Balance.objects.select_related("batch").get(quantity__gt=0)
    return row.batch_id, str(row.batch.state)


@pytest.mark.rows("STK-23", "CAT-17")
def test_what_is_held_after_a_merge_is_held_when_it_comes_back(shop: Shop) -> None:
    kept, merged = two_of(shop)
    first = stock_up(shop, merged, 10)
    merge_id = joined(shop, kept, merged)
    hold(shop, lying()[0])

    apart(shop, merge_id)

    assert lying() == (first, "held")


@pytest.mark.rows("STK-23", "CAT-17")
def test_what_is_held_between_two_merges_is_held_after_the_second(shop: Shop) -> None:
    kept, merged = two_of(shop)
    first = stock_up(shop, merged, 10)
    merge_id = joined(shop, kept, merged)
    stands_for = lying()[0]
    apart(shop, merge_id)
    hold(shop, first)
    told = OutboxEvent.objects.filter(type="theriac.stock.updated.v1").count()

    joined(shop, kept, merged)

    assert lying() == (stands_for, "held")
    assert OutboxEvent.objects.filter(type="theriac.stock.updated.v1").count() > told


def test_what_was_released_stays_released(shop: Shop) -> None:
    kept, merged = two_of(shop)
    first = stock_up(shop, merged, 10)
    hold(shop, first)
    release_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=first, reason="fine")

    apart(shop, joined(shop, kept, merged))

    assert lying() == (first, "released")
    assert set(Batch.objects.values_list("state", flat=True)) == {"released"}


@pytest.mark.rows("STK-24", "CAT-17")
def test_products_of_an_open_recall_are_neither_merged_nor_taken_apart(shop: Shop) -> None:
    kept, merged = two_of(shop)
    first = stock_up(shop, merged, 10)
    recall = recall_of(shop, [first])
    with pytest.raises(ProductMergeRefused, match=recall.number):
        joined(shop, kept, merged)
    assert lying() == (first, "recalled")
    withdraw_recall(
        actor=shop.owner, branch_id=shop.branch_id, recall_id=recall.id, reason="wrong number"
    )
    merge_id = joined(shop, kept, merged)

    again = recall_of(shop, [lying()[0]])

    with pytest.raises(ProductMergeRefused, match=again.number):
        apart(shop, merge_id)
    assert lying() == (lying()[0], "recalled")
