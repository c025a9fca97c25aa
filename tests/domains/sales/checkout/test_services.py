"""What isn't stocked is sold at every door, takes no batch anywhere, and is never received."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.support.pushing import point_of, push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.problems import ProductMergeRefused
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.queries.basket_check import AskedLine, fallen_lines
from theriac.domains.sales.queries.quotes import quote_sale
from theriac.domains.stock.commands.found import FoundGoods, batch_of_lot, bring_in_found
from theriac.domains.stock.models import Batch, Movement
from theriac.domains.stock.problems import BatchNotSellable, ProductNotReceived

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-01")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def glucose(shop: Shop) -> Medicine:
    """A blood glucose test, Rp 25.000 each time."""
    packs = [NewPack(name="test", factor=1, price=25_000)]
    return add_medicine(shop, "Glucose test", base_unit="test", packs=packs, is_service=True)


def test_a_program_sells_tablets_and_a_service_together(
    shop: Shop, medicine: Medicine, glucose: Medicine
) -> None:
    batch = stock_up(shop, medicine, 30)
    draft = SaleDraft(
        items=[
            SaleItem(product_id=medicine.id, quantity=10),
            SaleItem(product_id=glucose.id, quantity=2, discount=5_000),
        ]
    )
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "terminal_id": shop.api_terminal_id}
    quoted = quote_sale(**at, draft=draft)
    done = complete_sale(**at, draft=draft)
    assert quoted.priced.total == done.sale.total == 7_000 + 45_000
    assert quoted.left == done.left == {medicine.id: 20}
    assert [(line.product_id, line.quantity) for line in done.lines] == [
        (medicine.id, 10),
        (glucose.id, 2),
    ]
    assert list(Movement.objects.filter(kind="sale").values_list("batch_id", flat=True)) == [batch]
    assert [one.name for one in run_checks() if one.violations] == []


def test_a_batch_of_a_service_is_refused_by_name(shop: Shop, glucose: Medicine) -> None:
    named = SaleItem(product_id=glucose.id, quantity=1, batch_id=glucose.id)
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "terminal_id": shop.api_terminal_id}
    with pytest.raises(BatchNotSellable) as refused:
        complete_sale(**at, draft=SaleDraft(items=[named]))
    assert str(refused.value.detail) == (
        "Glucose test is a service and has no batches. Remove the batch."
    )
    assert refused.value.field == "lines.0.batch_id"


def test_a_counters_push_of_a_service_is_no_case_unless_it_names_a_batch(
    shop: Shop, medicine: Medicine, glucose: Medicine
) -> None:
    batch = stock_up(shop, medicine, 30)
    whole = pushed_line(shop, glucose, [(batch, 1)], price=25_000, position=2)
    sold = replace(whole, id=new_id(), allocations=())
    tablets = pushed_line(shop, medicine, [(batch, 12)])
    assert push(shop, pushed_sale(shop, [tablets, sold])).cases == 0
    asked = AskedLine(
        position=1,
        product_id=glucose.id,
        pack_id=glucose.packs[1],
        quantity=1,
        price_amount=25_000,
        price_units=1,
        takes=(),
    )
    assert fallen(shop, asked) == []
    assert push(shop, pushed_sale(shop, [whole], 2)).cases == 1
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.quantity) == ("batch_unknown", 1)
    assert [one.name for one in run_checks() if one.violations] == []


def fallen(shop: Shop, *lines: AskedLine) -> list[object]:
    return list(fallen_lines(point=point_of(shop), person_id=shop.owner.id, lines=lines))


def test_no_door_makes_a_batch_of_a_service(shop: Shop, glucose: Medicine) -> None:
    with pytest.raises(ProductNotReceived) as refused:
        stock_up(shop, glucose, 5)
    assert str(refused.value.detail) == (
        "Glucose test is a service and isn’t stocked. Remove the line."
    )
    with pytest.raises(ProductNotReceived):
        batch_of_lot(glucose.id, "B1", None, "", shop.branch_id)
    found = FoundGoods(
        batch_id=UUID(int=7), product_id=glucose.id, quantity=1, number="B1", expires_on=None
    )
    assert bring_in_found(branch_id=shop.branch_id, goods=[found]) == set()
    assert not Batch.objects.exists()


def test_a_service_is_merged_with_nothing(
    shop: Shop, medicine: Medicine, glucose: Medicine
) -> None:
    with pytest.raises(ProductMergeRefused, match="service"):
        merge_products(
            actor=shop.owner, kept_id=glucose.id, merged_id=medicine.id, reason="the same"
        )
