"""Older receipts found by number, by day and amount, by product; of this branch alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import Sale
from theriac.domains.sales.queries.receipt_search import MOST, ReceiptSought, find_receipts
from theriac.domains.sales.queries.receipts import get_receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 500)
    return medicine


def sell(shop: Shop, *quantities: tuple[UUID, int]) -> Sale:
    items = [SaleItem(product_id=key, quantity=quantity) for key, quantity in quantities]
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=items),
    ).sale


def found(shop: Shop, **sought: Any) -> list[UUID]:
    answer = find_receipts(
        actor=shop.owner,
        branch_id=shop.branch_id,
        today=shop.today,
        sought=ReceiptSought(**sought),
    )
    return [one.sale.id for one in answer.receipts]


def test_by_number_its_beginning_and_its_last_digits(shop: Shop, medicine: Medicine) -> None:
    one = sell(shop, (medicine.id, 1))
    two = sell(shop, (medicine.id, 2))
    assert found(shop, number=one.number) == [one.id]
    assert found(shop, number=f" {one.number.lower()} ") == [one.id]
    assert found(shop, number=one.number[:-1]) == [two.id, one.id]
    assert found(shop, number="2") == found(shop, number="000002") == [two.id]
    assert found(shop, number="9" * 30) == found(shop, number="MLT%") == []


def test_by_day_and_amount_and_by_product(shop: Shop, medicine: Medicine) -> None:
    other = add_medicine(shop, "Oral rehydration salts")
    stock_up(shop, other, 20)
    early = sell(shop, (medicine.id, 3))
    with clock.at(clock.now() + timedelta(days=3)):
        late = sell(shop, (other.id, 3), (medicine.id, 1))
        assert found(shop, on=shop.today) == [late.id]
        assert found(shop, on=early.business_on, total=early.total) == [early.id]
        assert found(shop, on=shop.today, total=early.total) == []
        assert found(shop, total=early.total) == [early.id]
        assert found(shop, product_id=other.id) == [late.id]
        assert found(shop, product_id=medicine.id) == [late.id, early.id]


def test_without_day_and_number_three_months_are_looked_through(
    shop: Shop, medicine: Medicine
) -> None:
    old = sell(shop, (medicine.id, 3))
    with clock.at(clock.now() + timedelta(days=91)):
        assert found(shop, product_id=medicine.id) == [old.id]
    with clock.at(clock.now() + timedelta(days=92)):
        assert found(shop, product_id=medicine.id) == []
        assert found(shop, product_id=medicine.id, on=old.business_on) == [old.id]
        assert found(shop, number=old.number) == [old.id]


def test_what_it_tells_is_bounded_and_of_this_branch(shop: Shop, medicine: Medicine) -> None:
    for _turn in range(MOST + 1):
        sell(shop, (medicine.id, 1))
    there = second_branch(shop)
    named: dict[str, Any] = {"actor": shop.owner, "today": shop.today}
    answer = find_receipts(
        branch_id=shop.branch_id, sought=ReceiptSought(product_id=medicine.id), **named
    )
    assert (len(answer.receipts), answer.has_more) == (MOST, True)
    first = answer.receipts[0]
    assert (first.lines, first.product) == (1, "Paracetamol 500 mg tablet")
    beside = find_receipts(branch_id=there, sought=ReceiptSought(number=first.sale.number), **named)
    assert list(beside.receipts) == []
    with pytest.raises(Unprocessable, match="Enter a number"):
        find_receipts(branch_id=there, sought=ReceiptSought(number=" "), **named)
    with pytest.raises(NotPermitted):
        find_receipts(
            actor=add_staff("restocker", shop.branch_id),
            branch_id=shop.branch_id,
            today=shop.today,
            sought=ReceiptSought(number="1"),
        )


def test_a_receipt_tells_the_name_of_its_time(shop: Shop, medicine: Medicine) -> None:
    sale = sell(shop, (medicine.id, 1))
    for version, name in enumerate(("Paracetamol Forte", "Paracetamol Ultra"), start=1):
        change_product(
            actor=shop.owner, product_id=medicine.id, version=version, changes={"name": name}
        )
    later = sell(shop, (medicine.id, 1))

    def name_on(sale_id: UUID) -> str:
        receipt = get_receipt(actor=shop.owner, sale_id=sale_id)
        assert receipt is not None
        return receipt.lines[0].product

    assert name_on(sale.id) == "Paracetamol 500 mg tablet"
    assert name_on(later.id) == "Paracetamol Ultra"
