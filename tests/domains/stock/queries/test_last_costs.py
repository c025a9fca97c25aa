"""What products cost the last time that they came."""

from datetime import timedelta
from fractions import Fraction

import pytest

from tests.support.shop import add_medicine, open_shop
from theriac.domains.stock.models import Batch
from theriac.domains.stock.queries.last_costs import last_costs

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
