"""What a sale takes: nothing of a batch that was held or recalled since the sale chose it."""

from __future__ import annotations

import pytest

from tests.support.recalls import recall_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command
from theriac.core.ids import new_id
from theriac.core.problems import Busy
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.commands.take import LineTake, SaleDocument, lock_shelf, take_for_sale
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.queries.sellable import ShelfBatch, shelf_batches

pytestmark = pytest.mark.django_db


@command(name="test_take.take", done="Sample")
def take(*, actor: Actor, branch_id: BranchId, chosen: ShelfBatch, even_withheld: bool) -> None:
    """Take three units of what was chosen before."""
    lock_shelf(branch_id, [chosen])
    now = clock.now()
    document = SaleDocument(new_id(), branch_id, "MLT-K1-1", now, now.date())
    take_for_sale(document, [LineTake(new_id(), chosen, 3)], even_withheld=even_withheld)


def chosen_and_then_withheld(shop: Shop, way: str) -> ShelfBatch:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 10)
    (chosen,) = shelf_batches(shop.branch_id, [medicine.id])[medicine.id]
    if way == "hold":
        hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch_id, reason="asked")
    else:
        recall_of(shop, [batch_id])
    return chosen


@pytest.mark.rows("STK-23", "STK-24")
@pytest.mark.parametrize("way", ["hold", "recall"])
def test_a_batch_that_was_withheld_since_it_was_chosen_is_not_taken(shop: Shop, way: str) -> None:
    chosen = chosen_and_then_withheld(shop, way)

    with pytest.raises(Busy):
        take(actor=SYSTEM, branch_id=shop.branch_id, chosen=chosen, even_withheld=False)

    assert not Movement.objects.filter(kind="sale").exists()
    assert Balance.objects.get().quantity == 10


@pytest.mark.parametrize("way", ["hold", "recall"])
def test_what_left_the_shop_already_is_taken_all_the_same(shop: Shop, way: str) -> None:
    chosen = chosen_and_then_withheld(shop, way)

    take(actor=SYSTEM, branch_id=shop.branch_id, chosen=chosen, even_withheld=True)

    assert Movement.objects.get(kind="sale").quantity == 3
    assert Balance.objects.get().quantity == 7
