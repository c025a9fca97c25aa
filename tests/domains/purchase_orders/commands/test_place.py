"""An order takes its number, commits what it asks and stands on order, all or nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.orders import capital, order_line, placed
from tests.support.shop import Medicine, Shop, add_medicine, open_shop
from tests.support.shops import second_branch
from theriac.core.ids import new_id
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import NotFound
from theriac.domains.capital.problems import CapitalFloorReached
from theriac.domains.purchase_orders.models import PurchaseOrder, PurchaseOrderLine
from theriac.domains.purchase_orders.problems import OrderRefused
from theriac.domains.purchase_orders.queries.open_lines import open_lines, units_on_order
from theriac.domains.replenishment.commands.want import WantWritten, add_want
from theriac.domains.replenishment.models import WantEntry

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-13")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def test_numbers_have_no_gap_even_where_one_is_refused(shop: Shop, medicine: Medicine) -> None:
    capital(shop, 200_000)
    placed(shop, order_line(medicine))
    with pytest.raises(CapitalFloorReached):
        placed(shop, order_line(medicine, packs=200))
    placed(shop, order_line(medicine))

    numbers = list(PurchaseOrder.objects.order_by("id").values_list("number", flat=True))
    assert numbers == [f"MLT-PO-{shop.today:%y}-{one:06d}" for one in (1, 2)]


def test_the_sum_has_discounts_tax_and_freight(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    line = order_line(
        medicine, packs=3, bonus_packs=1, discount_bp=1000, discount=1_000, tax_bp=1100
    )
    order_id = placed(shop, line, order_line(medicine), freight=1_000)

    order = PurchaseOrder.objects.get(id=order_id)
    first, second = PurchaseOrderLine.objects.filter(order=order).order_by("position")
    assert (first.quantity, first.tax, first.committed) == (400, 11_770, 107_000 + 11_770 + 572)
    assert (second.tax, second.committed) == (0, 80_000 + 428)
    assert (order.tax, order.total) == (11_770, 107_000 + 80_000 + 11_770 + 1_000)


def test_tax_is_the_countrys_where_the_line_names_none(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    placed(shop, order_line(medicine, tax_bp=None))

    assert PurchaseOrderLine.objects.get().tax_bp == 1100


def test_what_is_open_is_on_order_at_its_branch(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    order_id = placed(shop, order_line(medicine, bonus_packs=1))

    assert units_on_order(shop.branch_id) == {medicine.id: 300}
    assert units_on_order(new_id()) == {}
    (line,) = open_lines(shop.branch_id, [medicine.id])[medicine.id]
    assert (line.order_id, line.units) == (order_id, 300)


def test_it_is_announced(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    order_id = placed(shop, order_line(medicine))

    event = OutboxEvent.objects.get(type="theriac.purchase.order.placed.v1")
    assert event.data["order_id"] == str(order_id)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"packs": 0, "bonus_packs": 1}, "lines.0.packs"),
        ({"discount": 80_001}, "lines.0.discount"),
        ({"packs": 1_000_000, "price": 10**15}, "lines.0.price"),
        ({"packs": 1_000_000, "bonus_packs": 1}, "lines.0.packs"),
    ],
)
def test_a_line_that_cannot_be_is_refused_at_its_field(
    shop: Shop, medicine: Medicine, facts: dict[str, Any], field: str
) -> None:
    with pytest.raises(OrderRefused) as refused:
        placed(shop, order_line(medicine, **facts))

    assert set(refused.value.errors) == {field}


def test_what_does_not_exist_is_refused(shop: Shop, medicine: Medicine) -> None:
    for unknown in ({"product_id": new_id()}, {"pack_id": new_id()}):
        with pytest.raises(NotFound):
            placed(shop, order_line(medicine, **unknown))
    with pytest.raises(NotFound):
        placed(shop, order_line(medicine), supplier_id=new_id())
    with pytest.raises(OrderRefused):
        placed(shop, order_line(medicine), expected_on=shop.today - timedelta(days=1))


def test_what_another_branch_wants_stays_to_be_ordered(shop: Shop, medicine: Medicine) -> None:
    capital(shop)
    there = second_branch(shop)
    for branch_id in (shop.branch_id, there):
        want = WantWritten(product_id=medicine.id, quantity=5)
        add_want(actor=shop.owner, branch_id=branch_id, want=want)
    placed(shop, order_line(medicine))
    states = dict(WantEntry.objects.values_list("branch_id", "state"))
    assert states == {shop.branch_id: "taken", there: "open"}
