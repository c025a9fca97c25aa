"""Budgets are told with what is left, what counted, and how the last months went."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.budgets import a_budget
from tests.support.orders import came, capital, order_line, placed
from tests.support.shop import Shop, add_medicine, add_staff, open_shop
from theriac.core import clock
from theriac.core.problems import NotPermitted
from theriac.domains.budgets.commands.budget import change_budget
from theriac.domains.budgets.queries.budgets import (
    budget_totals,
    counted_documents,
    list_budgets,
    past_periods,
    read_budget,
)
from theriac.domains.purchasing.models import ReceiptPosting

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAP-03")]


@pytest.fixture
def shop() -> Shop:
    shop = open_shop()
    capital(shop, 10_000_000)
    return shop


def test_what_is_left_and_what_counted(shop: Shop) -> None:
    key = a_budget(shop, 100_000)
    order_id = placed(shop, order_line(add_medicine(shop)))
    receipt_id = came(shop, order_id, 1)

    (view,) = list_budgets(actor=shop.owner)
    standing = view.standing
    assert (standing.use.received, standing.use.on_order, standing.left) == (40_000, 40_000, 20_000)
    assert (standing.share, standing.is_nearly_used) == (80, False)
    found = counted_documents(actor=shop.owner, budget_id=key)
    assert {(one.kind, one.document_id, one.amount, one.is_open) for one in found} == {
        ("purchase_order", order_id, 40_000, True),
        ("receipt", receipt_id, 40_000, False),
    }


def test_today_tells_what_is_nearly_used(shop: Shop) -> None:
    a_budget(shop, 88_888)
    a_budget(shop, 88_889, name="Just below")
    placed(shop, order_line(add_medicine(shop)))

    assert [one.row.name for one in budget_totals(actor=shop.owner, today=shop.today)] == [
        "Medicines"
    ]
    assert budget_totals(actor=add_staff("cashier", shop.branch_id), today=shop.today) == []


def test_earlier_months_have_the_amount_of_then(shop: Shop) -> None:
    with clock.at(clock.now() - timedelta(days=shop.today.day)):
        key = a_budget(shop, 100_000)
    came(shop, placed(shop, order_line(add_medicine(shop))), 2)
    change_budget(actor=shop.owner, budget_id=key, version=1, amount=200_000, reason="more")

    found = past_periods(actor=shop.owner, budget_id=key)

    assert (len(found), found[0].amount, found[0].actual) == (12, 200_000, 80_000)
    assert [(one.amount, one.actual) for one in found[1:3]] == [(100_000, 0), (0, 0)]


def test_days_have_no_earlier_periods_and_outsiders_see_nothing(shop: Shop) -> None:
    days = {"period": "days", "first_on": shop.today, "last_on": shop.today}
    key = a_budget(shop, 100_000, **days)
    placed(shop, order_line(add_medicine(shop)))

    view = read_budget(actor=shop.owner, budget_id=key)
    assert view is not None
    assert view.standing.use.used == 80_000
    assert past_periods(actor=shop.owner, budget_id=key) == []
    assert ReceiptPosting.objects.count() == 0
    with pytest.raises(NotPermitted):
        list_budgets(actor=add_staff("cashier", shop.branch_id))
