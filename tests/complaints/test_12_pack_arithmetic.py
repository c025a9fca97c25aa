"""Complaint 12: pack arithmetic is unreadable ("0.6 packs"), wrong, or off by 0.000…1 tablet.

open-msupply #9466, #6059, #7022, #5357; care_fe #15765; hmis #15761.
"""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.core.quantity import PackCount, split_into_packs
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.commands.adjust import adjust_stock
from theriac.domains.stock.models import Balance


@pytest.mark.rows("STK-30", "CAT-05")
def test_a_quantity_is_always_whole_packs_and_adds_up() -> None:
    assert split_into_packs(234, [1, 10, 100]) == [
        PackCount(100, 2),
        PackCount(10, 3),
        PackCount(1, 4),
    ]
    chance = random.Random(12)
    for _ in range(10_000):
        factors = [1, chance.randint(2, 30), 1]
        factors[2] = factors[1] * chance.randint(2, 20)
        quantity = chance.randint(0, 10**9)
        parts = split_into_packs(quantity, factors)
        assert sum(part.factor * part.count for part in parts) == quantity


@pytest.mark.django_db
@pytest.mark.rows("CAT-05")
def test_splitting_and_giving_back_leaves_the_exact_balance(request: pytest.FixtureRequest) -> None:
    shop: Shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100_000)
    chance = random.Random(7)
    balance = 100_000
    began = clock.now()
    for turn in range(1000 if request.config.getoption("--long") else 40):
        factor = chance.choice([1, 10, 100])
        packs = chance.randint(1, 3)
        item = SaleItem(product_id=medicine.id, pack_id=medicine.packs[factor], packs=packs)
        # Another day now and then: what one person may change alone adds up within a day.
        with clock.at(began + timedelta(days=turn // 40)):
            complete_sale(
                actor=shop.owner,
                branch_id=shop.branch_id,
                terminal_id=shop.api_terminal_id,
                draft=SaleDraft(items=[item]),
            )
            balance -= factor * packs
            if chance.random() < 0.5:
                balance += 7
                adjust_stock(
                    actor=shop.owner,
                    branch_id=shop.branch_id,
                    batch_id=batch,
                    counted=balance,
                    reason="given back",
                )
        assert Balance.objects.get().quantity == balance
