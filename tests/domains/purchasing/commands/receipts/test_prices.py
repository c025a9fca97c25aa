"""A person confirms what goods are sold for."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.receipts import checked, goods, version_of, written
from tests.support.shop import add_medicine, open_shop
from tests.support.suppliers import a_supplier
from tests.support.trail import sides_of
from theriac.core.problems import NotFound
from theriac.domains.purchasing.commands.receipts.prices import confirm_prices
from theriac.domains.purchasing.models import GoodsReceiptLine
from theriac.domains.purchasing.problems import ReceiptFixed, ReceiptRefused

pytestmark = pytest.mark.django_db


def test_a_price_is_above_nothing_and_not_above_the_printed_one() -> None:
    shop = open_shop()
    receipt_id = written(shop, a_supplier(shop), goods(shop, add_medicine(shop), mrp=50_000))
    line_id = GoodsReceiptLine.objects.get().id
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "receipt_id": receipt_id}
    with pytest.raises(ReceiptFixed):
        confirm_prices(**at, version=1, prices={line_id: 40_000})
    checked(shop, receipt_id)
    at["version"] = version_of(receipt_id)
    for wrong in (0, 50_001):
        with pytest.raises(ReceiptRefused):
            confirm_prices(**at, prices={line_id: wrong})
    with pytest.raises(NotFound):
        confirm_prices(**at, prices={uuid4(): 1})

    confirm_prices(**at, prices={line_id: 50_000})

    line = GoodsReceiptLine.objects.get()
    assert (line.proposed_price, line.selling_price) == (50_000, 50_000)
    assert sides_of("purchasing.confirm_prices") == [({"1": None}, {"1": 50_000})]
