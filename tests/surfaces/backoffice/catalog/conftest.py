"""A shop with three products, one of them in stock."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.replenishment.commands.minimum import set_minimum


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    paracetamol = add_medicine(shop, category="Analgesic", manufacturer="Nusa Farma")
    add_medicine(
        shop, "Amoxicillin 500 mg capsule", category="Antibiotic", manufacturer="Nusa Farma"
    )
    add_medicine(shop, "Zinc 20 mg tablet", category="Rehydration", manufacturer="Tirta")
    stock_up(shop, paracetamol, 234, days=50)
    set_minimum(actor=shop.owner, branch_id=shop.branch_id, product_id=paracetamol.id, quantity=500)
    return shop
