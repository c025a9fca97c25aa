"""A minimum set by hand."""

from __future__ import annotations

import pytest

from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.replenishment.models import StockAlert, StockMinimum
from theriac.domains.stock.problems import QuantityRefused

pytestmark = pytest.mark.django_db


def test_a_minimum_is_one_row_a_product_and_branch() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)

    for quantity in (100, 250):
        set_minimum(
            actor=shop.owner,
            branch_id=shop.branch_id,
            product_id=medicine.id,
            quantity=quantity,
        )

    minimum = StockMinimum.objects.get()
    assert (minimum.quantity, minimum.version) == (250, 2)
    records = AuditRecord.objects.filter(object_kind="stock.minimum").order_by("id")
    assert [(one.facts["before"], one.facts["after"]) for one in records] == [(0, 100), (100, 250)]
    here = {"actor": shop.owner, "branch_id": shop.branch_id, "product_id": medicine.id}
    for quantity in (-1, 10**9 + 1):
        with pytest.raises(QuantityRefused):
            set_minimum(**here, quantity=quantity)


def test_the_alert_follows_a_minimum_at_once() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)

    def low_after(quantity: int) -> int:
        set_minimum(
            actor=shop.owner,
            branch_id=shop.branch_id,
            product_id=medicine.id,
            quantity=quantity,
        )
        return StockAlert.objects.filter(kind="low", cleared_at=None).count()

    assert [low_after(quantity) for quantity in (100, 101, 500, 100, 0)] == [0, 1, 1, 0, 0]
    assert StockAlert.objects.count() == 1
