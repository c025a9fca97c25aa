"""A batch's own price is charged, at every door: a program's sale, the check, a counter's push."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.pushing import point_of, push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.queries.basket_check import AskedLine, fallen_lines
from theriac.domains.sales.queries.quotes import quote_sale
from theriac.domains.stock.commands.own_price import price_batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def soon(shop: Shop, medicine: Medicine) -> UUID:
    """13 tablets that expire first, at Rp 5.000 a strip; a strip costs Rp 6.500 by the list."""
    batch = stock_up(shop, medicine, 13, days=40, batch_number="SOON")
    mark_down(shop, medicine, batch)
    return batch


@pytest.fixture
def later(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 100, batch_number="LATER")


def mark_down(
    shop: Shop, medicine: Medicine, batch: UUID, amount: int | None = 5000, version: int = 1
) -> None:
    price_batch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=batch,
        version=version,
        pack_id=medicine.packs[10],
        amount=amount,
        reason="expires soon",
    )


def sold(shop: Shop, item: SaleItem) -> list[tuple[int, int]]:
    done = complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[item]),
    )
    return [(line.quantity, line.total) for line in done.lines]


def test_each_allocation_costs_what_its_batch_does(
    shop: Shop, medicine: Medicine, soon: UUID, later: UUID
) -> None:
    item = SaleItem(product_id=medicine.id, pack_id=medicine.packs[10], packs=2)
    quote = quote_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[item]),
    )
    assert quote.priced.total == 6500 + 4550
    assert sold(shop, item) == [(13, 6500), (7, 4550)]


def test_a_named_batch_sells_at_its_price_and_another_at_the_lists(
    shop: Shop, medicine: Medicine, soon: UUID, later: UUID
) -> None:
    strip = {"product_id": medicine.id, "pack_id": medicine.packs[10], "packs": 1}
    assert sold(shop, SaleItem(**strip, batch_id=soon)) == [(10, 5000)]
    assert sold(shop, SaleItem(**strip, batch_id=later)) == [(10, 6500)]


def test_a_ceiling_that_comes_later_cuts_it(shop: Shop, medicine: Medicine, soon: UUID) -> None:
    set_ceiling(actor=shop.owner, product_id=medicine.id, amount=450, units=1)
    item = SaleItem(product_id=medicine.id, pack_id=medicine.packs[10], packs=1)
    assert sold(shop, item) == [(10, 4500)]


def test_the_mrp_of_a_country_that_sells_at_it_gives_way() -> None:
    shop = open_shop("in")
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30, mrp_amount=9000, mrp_units=10)
    mark_down(shop, medicine, batch, 8000)
    item = SaleItem(product_id=medicine.id, pack_id=medicine.packs[10], packs=1)
    assert sold(shop, item) == [(10, 8000)]


def test_the_check_before_payment_asks_for_it(
    shop: Shop, medicine: Medicine, soon: UUID, later: UUID
) -> None:
    def fallen(batch: UUID, amount: int) -> list[str]:
        line = AskedLine(
            position=1,
            product_id=medicine.id,
            pack_id=medicine.packs[10],
            quantity=10,
            price_amount=amount,
            price_units=10,
            takes=[(batch, 10)],
        )
        found = fallen_lines(point=point_of(shop), person_id=shop.owner.id, lines=[line])
        return [one.problem.type for one in found]

    assert (fallen(soon, 5000), fallen(later, 6500)) == ([], [])
    assert fallen(soon, 6500) == fallen(later, 5000) == ["sales.price_moved"]


def test_a_push_is_judged_by_the_price_of_its_moment(
    shop: Shop, medicine: Medicine, soon: UUID
) -> None:
    strip = {"pack_id": medicine.packs[10], "packs": 1, "price_amount": 5000, "price_units": 10}
    marked = clock.now()
    with clock.at(marked + timedelta(hours=1)):
        mark_down(shop, medicine, soon, None, version=2)
    with clock.at(marked + timedelta(hours=2)):
        line = pushed_line(shop, medicine, [(soon, 10)], price=500, **strip)
        during = marked + timedelta(minutes=30)
        push(shop, pushed_sale(shop, [line], occurred_at=during, sent_at=during))
        assert DiscrepancyCase.objects.count() == 0

    with clock.at(marked + timedelta(hours=3)):
        line = pushed_line(shop, medicine, [(soon, 3)], price=500)
        push(shop, pushed_sale(shop, [line], 2))
    assert [case.kind for case in DiscrepancyCase.objects.all()] == ["price"]
