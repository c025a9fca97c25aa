"""Complaint 6: two clerks sell the same box; a line silently becomes 0, a row falls below zero.

hmis #19263, #19874; saleor #543; magento2 #6363.
"""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core.actor import Actor
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.models import Sale, SaleLine
from theriac.domains.stock.models import Balance
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db


def sell(shop: Shop, clerk: Actor, *items: SaleItem) -> CompletedSale:
    return complete_sale(
        actor=clerk,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=items),
    )


def test_the_second_clerk_is_told_what_is_left_and_nothing_becomes_zero() -> None:
    shop = open_shop()
    scarce = add_medicine(shop, "Clarithromycin 500 mg tablet")
    plenty = add_medicine(shop, "Zinc 20 mg tablet")
    stock_up(shop, scarce, 3)
    stock_up(shop, plenty, 100)
    first, second = (add_staff("cashier", shop.branch_id, name) for name in ("andi", "dewi"))
    sell(shop, first, SaleItem(product_id=scarce.id, quantity=3))

    with pytest.raises(InsufficientStock) as told:
        sell(
            shop,
            second,
            SaleItem(product_id=plenty.id, quantity=5),
            SaleItem(product_id=scarce.id, quantity=3),
        )

    facts = told.value.facts
    assert (facts["product_id"], facts["position"], facts["available"]) == (scarce.id, 2, 0)
    assert Sale.objects.count() == 1
    assert SaleLine.objects.get().quantity == 3
    assert sorted(Balance.objects.values_list("quantity", flat=True)) == [0, 100]
