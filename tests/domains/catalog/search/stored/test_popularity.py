"""How well products sell at a branch: kept in levels, heard of by copies, first among equals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.domains.catalog.events import ProductRanked
from theriac.domains.catalog.queries.search import search_products, search_ranks
from theriac.domains.catalog.search.stored.popularity import changed_levels, rank_products
from theriac.domains.organisation.commands.found import open_branch

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-18")]


def rank(shop: Shop, weights: dict[UUID, int]) -> dict[UUID, int]:
    levels = changed_levels(shop.branch_id, weights)
    if levels:
        rank_products(actor=SYSTEM, branch_id=shop.branch_id, levels=levels)
    return levels


def heard() -> list[tuple[str, UUID | None]]:
    rows = OutboxEvent.objects.filter(type=ProductRanked.type)
    return sorted(rows.values_list("subject", "branch_id"))


def test_only_what_moved_by_a_level_is_kept_and_told(shop: Shop) -> None:
    one, other = (add_medicine(shop, f"Zinc {name}").id for name in "ab")
    assert rank(shop, {one: 8, other: 3, UUID(int=7): 0}) == {one: 4, other: 2}
    assert rank(shop, {one: 15, other: 2}) == {}
    assert rank(shop, {one: 16}) == {one: 5, other: 0}
    ranks = search_ranks(actor=shop.owner, branch_id=shop.branch_id, product_ids=[one, other])
    assert [ranks[key][1] for key in (one, other)] == [5, 0]
    assert heard() == sorted(2 * [(str(one), shop.branch_id), (str(other), shop.branch_id)])


def test_what_a_branch_sells_comes_first_there_and_at_once(shop: Shop) -> None:
    one, other = (add_medicine(shop, f"Zinc {name}").id for name in "ab")
    elsewhere = open_branch(
        actor=SYSTEM, pharmacy_id=shop.pharmacy_id, code="KMG", name="Kemang", time_zone="UTC"
    )

    def found(branch_id: UUID | None) -> tuple[UUID, ...]:
        return search_products(actor=shop.owner, text="zinc", branch_id=branch_id).product_ids

    assert found(shop.branch_id) == found(elsewhere) == found(None) == (one, other)
    rank(shop, {other: 40})
    assert found(shop.branch_id) == (other, one)
    assert found(elsewhere) == found(None) == (one, other)


def test_what_was_rolled_back_no_longer_orders(shop: Shop) -> None:
    one, other, third = (add_medicine(shop, f"Zinc {name}").id for name in "abc")

    def first() -> UUID:
        found = search_products(actor=shop.owner, text="zinc", branch_id=shop.branch_id)
        return found.product_ids[0]

    with transaction.atomic():
        rank(shop, {other: 40})
        assert first() == other
        transaction.set_rollback(True)
    assert first() == one
    rank(shop, {third: 40})
    assert first() == third


def test_of_what_sells_as_well_what_is_in_stock_comes_first(
    shop: Shop, django_assert_num_queries: Any
) -> None:
    medicines = [add_medicine(shop, f"Zinc {name}") for name in "abc"]
    stock_up(shop, medicines[2], 5)
    search_products(actor=shop.owner, text="zinc", branch_id=shop.branch_id)
    with django_assert_num_queries(2):
        found = search_products(actor=shop.owner, text="zinc", limit=2, branch_id=shop.branch_id)
    assert found.product_ids == (medicines[2].id, medicines[0].id)
    assert (found.total, len(found.ties)) == (3, 2)
