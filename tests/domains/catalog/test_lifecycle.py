"""What a state permits: selling, receiving, being found at the counter; and why it changed."""

from __future__ import annotations

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.models import Product
from theriac.domains.catalog.problems import ProductRefused
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.catalog.search.stored.live_index import search_entries
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.stock.models import Batch
from theriac.domains.stock.problems import ProductNotReceived

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def turn(shop: Shop, medicine: Medicine, status: str, reason: str = "recall of the maker") -> None:
    version = Product.objects.values_list("version", flat=True).get(id=medicine.id)
    change_product(
        actor=shop.owner,
        product_id=medicine.id,
        version=version,
        changes={"status": status},
        reason=reason,
    )


@pytest.mark.parametrize(
    ("status", "sold", "received"),
    [
        ("draft", False, False),
        ("active", True, True),
        ("blocked", False, False),
        ("discontinued", True, False),
    ],
)
def test_a_state_permits_selling_and_receiving_and_is_found_where_it_is_sold(
    shop: Shop, medicine: Medicine, status: str, sold: bool, received: bool
) -> None:
    turn(shop, medicine, "blocked" if status == "active" else "active")
    turn(shop, medicine, status)

    assert sale_facts([medicine.id])[medicine.id].sellable is sold
    assert (search_entries("paracetamol", limit=5).total == 1) is sold
    if received:
        stock_up(shop, medicine, 10)
    else:
        with pytest.raises(ProductNotReceived) as refused:
            stock_up(shop, medicine, 10)
        assert refused.value.facts["status"] == status
        assert refused.value.field == "lines.0.product_id"
    assert Batch.objects.count() == int(received)


def test_another_state_wants_a_reason_that_stands_in_the_trail(
    shop: Shop, medicine: Medicine
) -> None:
    with pytest.raises(ProductRefused, match="Enter why the status changes") as refused:
        turn(shop, medicine, "blocked", reason="  ")
    assert refused.value.field == "reason"
    with pytest.raises(ProductRefused, match="This status doesn’t exist"):
        turn(shop, medicine, "sold out")
    turn(shop, medicine, "blocked", "glass in a vial")

    record = AuditRecord.objects.get(object_id=medicine.id, reason="glass in a vial")
    assert (record.facts["before"], record.facts["after"]) == (
        {"status": "active"},
        {"status": "blocked"},
    )


def test_an_offline_sale_of_what_was_blocked_is_booked_with_a_case(
    shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 20)
    turn(shop, medicine, "blocked")
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])]))

    assert Sale.objects.count() == 1
    case = DiscrepancyCase.objects.get(kind="product")
    assert case.line is not None
    assert case.line.product_id == medicine.id


def test_what_is_discontinued_sells_out_without_a_case(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 20)
    turn(shop, medicine, "discontinued")
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])]))

    assert Sale.objects.count() == 1
    assert DiscrepancyCase.objects.count() == 0
