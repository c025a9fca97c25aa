"""Programs' sales that alerts refused: shown once, and answered, heeded, or neither later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.clinical import a_stop_in_force, pharmacist
from tests.support.prescriptions import answer_each
from tests.support.shop import Medicine, Shop, stock_up
from tests.surfaces.api.program import program
from theriac.core import clock
from theriac.domains.clinical.models import AlertCount, RefusedAlert
from theriac.domains.clinical.problems import AlertsUnanswered
from theriac.domains.clinical.queries.report import answers_by_rule
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.safety.refused import WAITED, count_refusal, settle_due

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-16")]


@pytest.fixture
def goods(shop: Shop) -> tuple[Medicine, Medicine]:
    found = a_stop_in_force(shop)
    for one in found:
        stock_up(shop, one, 50)
    return found


def sale(*goods: Medicine, **more: Any) -> dict[str, Any]:
    lines = [{"product_id": str(one.id), "quantity": 1} for one in goods]
    return {"lines": lines, **more}


def counted() -> tuple[int, int, int]:
    """Of the one rule."""
    (row,) = AlertCount.objects.values_list("shown", "answered", "heeded")
    return tuple(row)


def settled() -> int:
    RefusedAlert.objects.update(refused_at=clock.now() - WAITED - timedelta(seconds=1))
    return settle_due()


def test_refused_twice_is_shown_once_and_the_sale_that_answers_is_no_second(
    shop: Shop, goods: tuple[Medicine, Medicine]
) -> None:
    named: dict[str, Any] = {"branch_id": shop.branch_id, "terminal_id": shop.api_terminal_id}
    items = [SaleItem(product_id=one.id, quantity=1) for one in goods]
    for _time in range(2):
        with pytest.raises(AlertsUnanswered) as refused:
            complete_sale(actor=shop.owner, **named, draft=SaleDraft(items=items))
        count_refusal(actor=shop.owner, **named, problem=refused.value)
    assert counted() == (1, 0, 0)
    draft = SaleDraft(items=items, answers=answer_each(refused.value, "prescriber_agreed"))
    complete_sale(actor=shop.owner, **named, draft=draft)
    assert (counted(), RefusedAlert.objects.count()) == ((1, 1, 0), 0)
    assert settled() == 0
    complete_sale(actor=shop.owner, **named, draft=draft)
    assert counted() == (2, 2, 0)


def test_sold_without_the_medicine_is_heeded_and_not_sold_is_neither(
    shop: Shop, goods: tuple[Medicine, Medicine]
) -> None:
    seller = program(shop, "cashier")
    seller.post("/sales", sale(*goods))
    assert settle_due() == 0
    assert (settled(), counted()) == (1, (1, 0, 0))

    seller.post("/sales", sale(*goods))
    assert seller.post("/sales", sale(goods[0])).status_code == 201
    RefusedAlert.objects.update(refused_at=clock.now() - timedelta(minutes=29))
    assert settle_due() == 0
    open_alert = RefusedAlert.objects.get()
    open_alert.refused_at = clock.now() - WAITED
    open_alert.save()
    assert settle_due() == 1
    assert (counted(), RefusedAlert.objects.count()) == ((2, 0, 1), 0)

    (one,) = answers_by_rule(actor=pharmacist(shop), since=clock.now() - timedelta(days=31))
    assert (one.shown, one.answered, one.heeded, one.rate_bp) == (2, 0, 1, 0)
