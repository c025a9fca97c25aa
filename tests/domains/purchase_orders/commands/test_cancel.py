"""Cancelling the rest gives its wants back, and nothing open is nothing to cancel."""

from __future__ import annotations

import pytest

from tests.support.orders import a_receipt, arrive, cancelled, capital, order_line, placed
from tests.support.shop import Medicine, Shop, add_medicine, open_shop
from theriac.core.problems import Stale, Unprocessable
from theriac.domains.purchase_orders.commands.cancel import cancel_rest
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchase_orders.problems import OrderClosed
from theriac.domains.purchase_orders.queries.open_lines import units_on_order
from theriac.domains.replenishment.commands.want_needed import want_needed
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.replenishment.queries.ordered import standing_wants

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-13")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.mark.rows("PUR-23")
def test_what_is_wanted_is_on_order_once_and_wanted_again_when_cancelled(
    shop: Shop, medicine: Medicine
) -> None:
    capital(shop)
    want_needed(actor=shop.owner, branch_id=shop.branch_id, needed={medicine.id: 150})
    order_id = placed(shop, order_line(medicine))

    assert WantEntry.objects.get().order_id == order_id
    assert standing_wants(shop.branch_id) == {}
    assert units_on_order(shop.branch_id) == {medicine.id: 200}

    cancelled(shop, order_id)
    assert standing_wants(shop.branch_id)[medicine.id].listed == 150
    assert units_on_order(shop.branch_id) == {}


def test_of_a_partly_received_order_only_the_rest_goes(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    order_id = placed(shop, order_line(medicine))
    arrive(
        actor=shop.owner,
        branch_id=shop.branch_id,
        order_id=order_id,
        receipt=a_receipt(),
        came={medicine.id: 130},
    )
    cancelled(shop, order_id)

    order = PurchaseOrder.objects.get()
    line = order.lines.get()
    assert (order.state, line.received, line.cancelled) == ("received", 130, 70)
    with pytest.raises(OrderClosed):
        cancelled(shop, order_id)


def test_a_version_and_a_reason_are_asked(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    order_id = placed(shop, order_line(medicine))
    given = {"actor": shop.owner, "branch_id": shop.branch_id, "order_id": order_id}

    with pytest.raises(Stale):
        cancel_rest(**given, version=7, reason="late")
    with pytest.raises(Unprocessable):
        cancel_rest(**given, version=1, reason=" ")
