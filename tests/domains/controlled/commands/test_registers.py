"""A product whose class changes begins or ends its page with what lies there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.controlled import lines_of, violations
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.stocktaking import relayed
from theriac.core.actor import SYSTEM
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.models import Product
from theriac.domains.controlled.commands.registers import keep_registers
from theriac.domains.controlled.jobs import follow_registers

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-01")]


def reclassed(shop: Shop, medicine: Medicine, legal_class: str) -> None:
    """Change the class and let what follows it happen."""
    product = Product.objects.get(id=medicine.id)
    changes: dict[str, Any] = {"legal_class": legal_class}
    change_product(
        actor=shop.owner, product_id=product.id, version=product.version, changes=changes
    )
    relayed()


def test_a_class_that_changes_closes_and_opens_pages(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 30)
    reclassed(shop, medicine, "psikotropika")
    stock_up(shop, medicine, 5, batch_number="B2")
    reclassed(shop, medicine, "narkotika")
    reclassed(shop, medicine, "bebas")
    stock_up(shop, medicine, 7, batch_number="B3")

    names = ("code", "number", "kind", "change", "balance")
    assert lines_of(shop.branch_id, *names) == [
        ("narcotic_register", 1, "opening", 30, 30),
        ("narcotic_register", 2, "opening", 5, 35),
        ("narcotic_register", 3, "closing", -30, 5),
        ("narcotic_register", 4, "closing", -5, 0),
        ("psychotropic_register", 1, "opening", 30, 30),
        ("psychotropic_register", 2, "opening", 5, 35),
        ("psychotropic_register", 3, "closing", -30, 5),
        ("psychotropic_register", 4, "closing", -5, 0),
    ]
    assert violations() == []


def test_what_slipped_in_unregistered_is_taken_over_by_the_hour(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 6)
    Product.objects.filter(id=medicine.id).update(legal_class="narkotika")
    assert follow_registers.call() == 1
    assert lines_of(shop.branch_id) == [(1, "opening", 6, 6)]
    assert follow_registers.call() == 0
    assert keep_registers(actor=SYSTEM, product_ids=[medicine.id]) == 0
