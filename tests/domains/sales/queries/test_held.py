"""What a held push holds, in words."""

from __future__ import annotations

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.domains.sales.models import HeldPush, Sale
from theriac.domains.sales.queries.held import HeldLine, HeldSale, sale_in, sale_in_its_place

pytestmark = pytest.mark.django_db


def test_lines_are_named_and_the_sale_in_its_place_is_found(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])]))
    line = pushed_line(shop, medicine, [(batch, 20)], price=6500, factor=10)
    other = pushed_sale(shop, [line])
    push(shop, other)
    held = HeldPush.objects.get()

    assert sale_in(held) == HeldSale(
        person_id=shop.owner.id,
        occurred_at=other.occurred_at,
        currency="IDR",
        total=13_000,
        lines=[HeldLine("Paracetamol 500 mg tablet", "strip", 2, 13_000)],
    )
    assert sale_in_its_place(held) == Sale.objects.get()


def test_what_the_books_dont_know_has_no_name(shop: Shop) -> None:
    stranger = Medicine(new_id(), {1: new_id()})
    push(shop, pushed_sale(shop, [pushed_line(shop, stranger, [(new_id(), 3)])]))
    held = HeldPush.objects.get()

    found = sale_in(held)

    assert found is not None
    assert found.lines == [HeldLine("", "", 3, 2100)]
    assert sale_in_its_place(held) is None
    held.content = {"total": 5}
    assert sale_in(held) is None
