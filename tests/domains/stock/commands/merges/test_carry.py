"""Products whose units have to be accounted for under their own number aren't merged."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.recalls import recall_of
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.stocktaking import begin
from theriac.domains.catalog.commands.merge import merge_products, unmerge_products
from theriac.domains.catalog.models import ProductMerge
from theriac.domains.catalog.problems import ProductMergeRefused
from theriac.domains.recalls.commands.open import withdraw_recall
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stock.queries.bins import bins_of
from theriac.domains.stocktaking.commands.recount import cancel_count

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-17")]
TWICE = "Entered twice"


@pytest.fixture
def kept(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def merged(shop: Shop) -> Medicine:
    return add_medicine(shop, "Paracetamol 500mg tab")


@pytest.mark.rows("STK-24")
@pytest.mark.parametrize("of", ["kept", "merged"])
def test_products_of_an_open_recall_stay_apart_until_it_ends(
    shop: Shop, kept: Medicine, merged: Medicine, of: str
) -> None:
    stock_up(shop, kept, 10)
    batch_id = stock_up(shop, kept if of == "kept" else merged, 5, batch_number="R-1")
    recall = recall_of(shop, [batch_id])
    pair: dict[str, Any] = {"kept_id": kept.id, "merged_id": merged.id, "reason": TWICE}

    with pytest.raises(
        ProductMergeRefused, match=f"{recall.number}. Close the recall first".replace(".", r"\.")
    ):
        merge_products(actor=shop.owner, **pair)
    assert not ProductMerge.objects.exists()

    withdraw_recall(
        actor=shop.owner, branch_id=shop.branch_id, recall_id=recall.id, reason="A mistake"
    )
    assert merge_products(actor=shop.owner, **pair)


@pytest.mark.rows("STK-24")
def test_a_merge_isnt_undone_within_an_open_recall(
    shop: Shop, kept: Medicine, merged: Medicine
) -> None:
    stock_up(shop, merged, 5, batch_number="R-1")
    merge_id = merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason=TWICE)
    recall_of(shop, [Batch.objects.get(product_id=kept.id).id])
    with pytest.raises(ProductMergeRefused, match="Close the recall first"):
        unmerge_products(actor=shop.owner, merge_id=merge_id, reason="Other goods")


def test_products_that_are_being_counted_stay_apart_until_the_count_ends(
    shop: Shop, kept: Medicine, merged: Medicine
) -> None:
    stock_up(shop, merged, 5)
    count_id = begin(shop)
    pair: dict[str, Any] = {"kept_id": kept.id, "merged_id": merged.id, "reason": TWICE}
    with pytest.raises(ProductMergeRefused, match="These products are already being counted in"):
        merge_products(actor=shop.owner, **pair)
    cancel_count(
        actor=shop.owner, branch_id=shop.branch_id, count_id=count_id, version=1, reason="Later"
    )
    assert merge_products(actor=shop.owner, **pair)


def test_carried_goods_lie_where_they_lay_and_are_one_with_what_lies_there(
    shop: Shop, kept: Medicine, merged: Medicine
) -> None:
    same = {"batch_number": "K-1", "days": 300}
    here = stock_up(shop, kept, 10, shelf="A-1", **same)
    stock_up(shop, merged, 5, shelf="A-1", **same)
    stock_up(shop, merged, 7, shelf="B-2", **same)

    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason=TWICE)

    rows = Balance.objects.filter(product_id=kept.id, quantity__gt=0)
    units = dict(rows.values_list("batch_id", "quantity"))
    bins = bins_of(shop.branch_id, units)
    assert units[here] == 15
    assert sorted((bins[batch_id], quantity) for batch_id, quantity in units.items()) == [
        ("A-1", 15),
        ("B-2", 7),
    ]
