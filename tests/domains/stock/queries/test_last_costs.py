"""What products cost the last time that they came."""

from datetime import timedelta
from fractions import Fraction

import pytest

from tests.support.shop import add_medicine, open_shop
from tests.support.suppliers import a_supplier
from theriac.domains.stock.models import Batch
from theriac.domains.stock.queries.last_costs import LastBought, last_bought, last_costs

pytestmark = pytest.mark.django_db


def test_the_newest_day_counts_then_what_was_written_last_and_free_goods_say_nothing() -> None:
    shop = open_shop()
    one, other, new = (add_medicine(shop, name) for name in ("A", "B", "C"))
    day, before = shop.today, shop.today - timedelta(days=1)
    for product, on, amount, units in (
        (one, day, 1_000, 3),
        (one, before, 9_999, 1),
        (other, before, 10, 1),
        (other, day, 20, 1),
        (other, day, 30, 7),
        (other, day, 0, 1),
        (other, day, None, 1),
    ):
        Batch.objects.create(
            product_id=product.id, received_on=on, cost_amount=amount, cost_units=units
        )

    found = last_costs([one.id, other.id, new.id])

    assert found == {one.id: Fraction(1_000, 3), other.id: Fraction(30, 7)}


def test_what_a_supplier_brought_last_is_told_with_its_shelf_life() -> None:
    """Goods that were counted in are newer, and say nothing where a supplier brought some."""
    shop = open_shop()
    one, other, free = (add_medicine(shop, name) for name in ("A", "B", "C"))
    supplier_id, day = a_supplier(shop), shop.today
    long_ago = day - timedelta(days=100)
    batches = [
        Batch.objects.create(
            product_id=product.id,
            received_on=on,
            expires_on=on + timedelta(days=left) if left else None,
            cost_amount=amount,
            cost_units=10,
            supplier_id=supplier,
        )
        for product, on, left, amount, supplier in (
            (one, day - timedelta(days=9), 300, 1_000, supplier_id),
            (one, day - timedelta(days=5), 200, 2_000, supplier_id),
            (one, day, 100, 9_000, None),
            (other, day, None, 500, None),
            (other, long_ago, 90, 700, supplier_id),
            (free, day, 90, 0, supplier_id),
        )
    ]
    assert last_bought(day - timedelta(days=30)) == {
        one.id: LastBought(batches[1].id, supplier_id, Fraction(200), 200),
        other.id: LastBought(batches[3].id, None, Fraction(50), None),
    }
    assert last_bought(long_ago)[other.id].supplier_id == supplier_id
