"""The projection takes bills when they are due, open orders after they come, and mean takings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.orders import capital, order_line, placed
from tests.support.payments import a_bill
from tests.support.shop import Shop, add_medicine, add_staff, open_shop
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from tests.support.vouchers import a_voucher
from theriac.core.problems import NotPermitted
from theriac.domains.purchasing.queries.cash_flow import cash_projection

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAP-04")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_bills_orders_and_expenses_take_it_under_zero(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    capital(shop, 100_000)
    placed(shop, order_line(medicine, packs=1), supplier_id=supplier_id)
    bill = a_bill(shop, medicine, supplier_id=supplier_id)
    a_voucher(
        shop,
        kind="expense",
        account="rent",
        money="bank",
        amount=1_000,
        on=shop.today - timedelta(days=1),
    )

    found = cash_projection(actor=shop.owner, days=60)

    assert (found.money, found.mean) == (99_000, -1_000)
    by_kind = {one.kind: one for day in found.days for one in day.due}
    assert by_kind["bill"].due_on == shop.today + timedelta(days=30)
    assert by_kind["bill"].amount == bill.amount
    assert by_kind["order"].due_on == shop.today + timedelta(days=32)
    assert found.below_zero is not None
    assert found.below_zero.day == shop.today + timedelta(days=30)


def test_it_is_of_the_whole_pharmacy(shop: Shop) -> None:
    second_branch(shop)

    with pytest.raises(NotPermitted):
        cash_projection(actor=add_staff("manager", shop.branch_id))
