"""Complaint 20: legal numbers have gaps.

odoo #13242, #22234; erpnext #6298; OCA/server-tools #2040; wcpos/woocommerce-pos #717;
OCA/l10n-spain PR #2582.
"""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import Sale
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db


def sell(shop: Shop, item: SaleItem) -> str:
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[item]),
    ).sale.number


@pytest.mark.parametrize("country", ["id", "in", "generic"])
def test_a_refused_sale_takes_no_number(country: str) -> None:
    shop = open_shop(country)
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 3)

    first = sell(shop, SaleItem(product_id=medicine.id, quantity=1))
    with pytest.raises(InsufficientStock):
        sell(shop, SaleItem(product_id=medicine.id, quantity=9))
    second = sell(shop, SaleItem(product_id=medicine.id, quantity=1))

    assert (first[-1], second[-1]) == ("1", "2")
    assert list(Sale.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2]
    assert len(second) <= 16 or country != "in"
