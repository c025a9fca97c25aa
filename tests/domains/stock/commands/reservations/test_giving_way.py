"""What the books find of the shelf is stronger than a promise; what somebody chooses isn't."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.reservations import reserve, shelf
from tests.support.returns import a_sent_return, aside
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.suppliers import a_supplier
from theriac.core import clock
from theriac.core.verification.registry import run_checks
from theriac.domains.stock.commands.adjust import adjust_stock, write_off_stock
from theriac.domains.stock.models import Reservation
from theriac.domains.stock.problems import StockReserved

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def standing() -> dict[str, tuple[str, int]]:
    rows = Reservation.objects.values_list("reference", "state", "quantity")
    return {reference: (state, quantity) for reference, state, quantity in rows}


def clean() -> bool:
    return [v.sentence for result in run_checks() for v in result.violations] == []


def test_goods_that_arent_there_free_the_newest_promise_first_and_orders_last(
    shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 10)
    now = clock.now()
    for minutes, (name, purpose) in enumerate([("O", "order"), ("H", "hand"), ("W", "waitlist")]):
        with clock.at(now + timedelta(seconds=minutes)):
            reserve(shop, medicine, 3, reference=name, purpose=purpose)
    where: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id, "batch_id": batch}

    write_off_stock(**where, quantity=1, reason="broken")
    assert standing() == {"O": ("active", 3), "H": ("active", 3), "W": ("active", 3)}
    adjust_stock(**where, counted=5, reason="count")
    assert standing() == {"O": ("active", 3), "H": ("active", 2), "W": ("gone", 0)}
    assert shelf() == {"B1": (5, 5)}
    adjust_stock(**where, counted=1, reason="count")
    assert standing() == {"O": ("active", 1), "H": ("gone", 0), "W": ("gone", 0)}
    adjust_stock(**where, counted=0, reason="count")
    assert standing()["O"] == ("gone", 0)
    assert clean()


def test_what_somebody_chooses_to_send_leaves_what_is_promised(
    shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 10)
    reserve(shop, medicine, 8)
    supplier = a_supplier(shop)
    with pytest.raises(StockReserved) as refused:
        a_sent_return(shop, supplier, [aside(batch, 3)])
    assert refused.value.facts["quantity"] == 1
    a_sent_return(shop, supplier, [aside(batch, 2)])
    assert shelf() == {"B1": (8, 8)}
    assert clean()
