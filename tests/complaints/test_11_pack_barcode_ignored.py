"""Complaint 11: a pack's barcode is ignored; wrong unit, wrong price.

erpnext #32922, #33649; POS-Awesome-V15 #2993.
"""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.django_db

STRIP, BOX = "2000000001234", "2000000001241"


@pytest.mark.rows("CAT-04", "CAT-06")
@pytest.mark.parametrize(("code", "units", "total"), [(STRIP, 10, 6500), (BOX, 100, 60000)])
def test_each_code_opens_its_pack_at_its_price(
    shop: Shop, code: str, units: int, total: int
) -> None:
    medicine = add_medicine(
        shop,
        packs=[
            NewPack(name="tablet", factor=1, price=700),
            NewPack(name="strip", factor=10, price=6500, barcodes=[STRIP]),
            NewPack(name="box", factor=100, price=60000, barcodes=[BOX]),
        ],
    )
    stock_up(shop, medicine, 500)

    found = find_pack(actor=shop.owner, code=code)
    assert found is not None
    done = complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=[SaleItem(product_id=found.product_id, pack_id=found.pack_id, packs=1)]
        ),
    )

    assert (done.sale.total, done.lines[0].quantity) == (total, units)
    assert Balance.objects.get().quantity == 500 - units
