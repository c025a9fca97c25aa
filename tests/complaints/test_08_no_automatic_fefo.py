"""Complaint 8: no automatic first-expired-first-out over several batches; cashiers enter lots.

erpnext #10562, #11004; odoo #22850; OCA/pos #374.
"""

from __future__ import annotations

import pytest

from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-10", "STK-11")
@pytest.mark.parametrize(
    ("stock", "asked", "expected"),
    [
        ([("DEC", 200, 400), ("JUN", 100, 200)], 150, [("JUN", 100), ("DEC", 50)]),
        ([("FULL", 100, 100), ("OPEN", 107, 300)], 5, [("OPEN", 5)]),
        ([("A", 100, 50), ("B", 100, 50), ("GONE", 100, -1)], 200, [("A", 100), ("B", 100)]),
    ],
)
def test_batches_are_taken_by_themselves_opened_ones_first(
    stock: list[tuple[str, int, int]], asked: int, expected: list[tuple[str, int]]
) -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    for number, quantity, days in stock:
        stock_up(shop, medicine, quantity, days=days, batch_number=number)

    done = complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=asked)]),
    )

    taken = [(batch.number, share) for line in done.basket for batch, share in line.shares]
    assert taken == expected
