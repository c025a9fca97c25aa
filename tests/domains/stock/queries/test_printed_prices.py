"""The lowest price that is printed on what is in stock."""

from fractions import Fraction
from uuid import uuid4

import pytest

from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.queries.printed_prices import lowest_printed

pytestmark = pytest.mark.django_db


def test_the_lowest_by_ratio_of_what_is_there_counts_and_what_is_gone_does_not() -> None:
    shop = open_shop()
    one, bare = (add_medicine(shop, name) for name in ("A", "B"))
    gone = stock_up(shop, one, 2, batch_number="A", mrp_amount=1)
    stock_up(shop, one, 9, batch_number="B", mrp_amount=1_000, mrp_units=3)
    stock_up(shop, one, 9, batch_number="C", mrp_amount=334)
    stock_up(shop, bare, 9)
    write_off_stock(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=gone, quantity=2, reason="broken"
    )
    for branch_id in (None, shop.branch_id):
        assert lowest_printed([one.id, bare.id, uuid4()], branch_id) == {one.id: Fraction(1_000, 3)}
    assert lowest_printed([one.id], uuid4()) == {}
