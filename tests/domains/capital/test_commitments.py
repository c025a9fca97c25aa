"""What is committed is released or spent once, and never passes the floor."""

from __future__ import annotations

import pytest

from tests.support.orders import (
    a_receipt,
    arrive,
    came,
    cancelled,
    capital,
    floor,
    go_back,
    order_line,
    placed,
)
from tests.support.receipts import goods, received, version_of
from tests.support.shop import Medicine, Shop, add_medicine, open_shop
from tests.support.suppliers import a_supplier
from theriac.core.verification.registry import run_checks
from theriac.domains.capital.models import Commitment, CommitmentMove
from theriac.domains.capital.problems import CapitalFloorReached
from theriac.domains.capital.queries.position import capital_position
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.ids import ReceiptId

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAP-01")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def violations() -> list[str]:
    return [one.code for result in run_checks() for one in result.violations]


def test_an_order_commits_what_it_asks(shop: Shop, medicine: Medicine) -> None:
    capital(shop, 100_000)
    placed(shop, order_line(medicine))

    now = capital_position()
    assert (now.available, now.committed, now.spent) == (20_000, 80_000, 0)


def test_no_order_takes_available_capital_under_the_floor(shop: Shop, medicine: Medicine) -> None:
    capital(shop, 100_000)
    floor(shop, 20_001)

    with pytest.raises(CapitalFloorReached) as refused:
        placed(shop, order_line(medicine))

    assert dict(refused.value.facts) == {"available": 100_000, "floor": 20_001, "needed": 80_000}
    assert not PurchaseOrder.objects.exists()
    floor(shop, 20_000)
    placed(shop, order_line(medicine))
    assert capital_position().free == 0


def test_what_came_is_spent_once_and_reversed_is_open_again(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    order_id = placed(shop, order_line(medicine, packs=3, price=33_333))
    given = {"actor": shop.owner, "branch_id": shop.branch_id, "order_id": order_id}
    first, second = a_receipt(), a_receipt()

    arrive(**given, receipt=first, came={medicine.id: 100})
    assert Commitment.objects.get().remaining == 66_666
    arrive(**given, receipt=second, came={medicine.id: 200})
    assert Commitment.objects.get().remaining == 0
    assert PurchaseOrder.objects.get().state == PurchaseOrder.State.RECEIVED
    go_back(**given, receipt=first)
    assert Commitment.objects.get().remaining == 33_333
    assert PurchaseOrder.objects.get().state == PurchaseOrder.State.PARTLY
    assert violations() == []


def test_what_is_cancelled_is_available_again(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    before = capital_position()
    order_id = placed(shop, order_line(medicine))

    cancelled(shop, order_id)

    assert capital_position() == before
    kinds = list(CommitmentMove.objects.order_by("id").values_list("move_kind", "amount"))
    assert kinds == [("committed", 80_000), ("released", 80_000)]
    assert violations() == []


def test_goods_of_a_cancelled_order_that_go_back_are_awaited_with_their_money(
    shop: Shop, medicine: Medicine
) -> None:
    capital(shop)
    order_id = placed(shop, order_line(medicine))
    given = {"actor": shop.owner, "branch_id": shop.branch_id, "order_id": order_id}
    receipt = a_receipt()
    arrive(**given, receipt=receipt, came={medicine.id: 100})
    cancelled(shop, order_id)

    go_back(**given, receipt=receipt)

    order = PurchaseOrder.objects.get()
    assert (order.state, Commitment.objects.get().remaining) == ("ordered", 40_000)
    cancelled(shop, order_id)
    assert (PurchaseOrder.objects.get().state, Commitment.objects.get().remaining) == (
        "cancelled",
        0,
    )
    assert violations() == []


def test_an_order_that_costs_nothing_commits_nothing(shop: Shop, medicine: Medicine) -> None:
    order_id = placed(shop, order_line(medicine, price=0))

    assert not Commitment.objects.exists()
    cancelled(shop, order_id)
    assert violations() == []


def test_tax_of_goods_without_an_invoice_stays_committed_until_they_are_reversed(
    shop: Shop, medicine: Medicine
) -> None:
    capital(shop)
    order_id = placed(shop, order_line(medicine, tax_bp=1_100))
    assert capital_position().available == 911_200

    receipt_id = came(shop, order_id, 1, invoiced=False)

    now = capital_position()
    assert (now.available, now.owed, now.on_order) == (911_200, 40_000, 48_800)
    assert violations() == []
    reversed_again(shop, receipt_id)
    assert (capital_position().available, capital_position().on_order) == (911_200, 88_800)
    assert violations() == []


def test_goods_without_order_and_invoice_commit_what_their_invoice_will_ask(
    shop: Shop, medicine: Medicine
) -> None:
    capital(shop)
    receipt_id = received(
        shop, a_supplier(shop), goods(shop, medicine, tax_bp=1_100), tax_is_cost=False
    )

    now = capital_position()
    assert (now.available, now.owed, now.on_order) == (911_200, 80_000, 8_800)
    reversed_again(shop, receipt_id)
    assert capital_position().available == 1_000_000
    assert violations() == []


def reversed_again(shop: Shop, receipt_id: ReceiptId) -> None:
    reverse_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt_id,
        version=version_of(receipt_id),
        reason="wrong",
    )
