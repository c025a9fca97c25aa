"""What was promised, wanted and sold of a merged product stands for the kept one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.merging import two_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.receipts import goods, received
from tests.support.reservations import reserve
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.suppliers import a_supplier
from theriac.core import clock
from theriac.domains.catalog.commands.merge import merge_products, unmerge_products
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import Pack
from theriac.domains.catalog.problems import ProductMergeRefused
from theriac.domains.purchasing.queries.scans import read_scan
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.replenishment.commands.want import WantWritten, add_want
from theriac.domains.replenishment.models import StockMinimum, WantEntry
from theriac.domains.replenishment.queries.expiry_board import expiry_board
from theriac.domains.stock.models import Reservation
from theriac.domains.stocktaking.queries.classes import values_sold

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-17")]


@pytest.mark.rows("STK-12")
def test_what_is_kept_for_somebody_holds_the_merge_until_it_is_settled(shop: Shop) -> None:
    kept, merged = two_of(shop)
    stock_up(shop, merged, 50)
    reservation = reserve(shop, merged, 10, reference="W-1")
    pair: dict[str, Any] = {"kept_id": kept.id, "merged_id": merged.id, "reason": "Twice"}
    with pytest.raises(ProductMergeRefused, match=r"reserved for W-1\. Sell or release them first"):
        merge_products(actor=shop.owner, **pair)
    assert Reservation.objects.get(id=reservation).state == "active"


def test_minimums_go_over_and_come_back(shop: Shop) -> None:
    kept, merged = two_of(shop)
    set_minimum(actor=shop.owner, branch_id=shop.branch_id, product_id=merged.id, quantity=20)
    merge_id = merge_products(
        actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Twice"
    )
    assert StockMinimum.objects.get().product_id == kept.id
    unmerge_products(actor=shop.owner, merge_id=merge_id, reason="They are two")
    assert StockMinimum.objects.get().product_id == merged.id


@pytest.mark.rows("STK-36")
def test_what_is_wanted_is_wanted_of_the_kept_one_once(shop: Shop) -> None:
    kept, merged = two_of(shop)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    add_want(**here, want=WantWritten(quantity=5, product_id=merged.id))
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Twice")
    assert WantEntry.objects.get(state="open").product_id == kept.id

    third = add_medicine(shop, "Loratadin 10 mg tablet")
    add_want(**here, want=WantWritten(quantity=2, product_id=third.id))
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=third.id, reason="Thrice")
    assert [entry.product_id for entry in WantEntry.objects.filter(state="open")] == [kept.id]
    assert WantEntry.objects.get(state="removed").product_id == third.id


@pytest.mark.rows("STK-22", "STK-17")
def test_what_was_sold_before_counts_for_the_rate(shop: Shop) -> None:
    kept, merged = two_of(shop)
    with clock.at(clock.now() - timedelta(days=10)):
        batch = stock_up(shop, merged, 1000, days=100, cost_amount=500, cost_units=1)
        push(shop, pushed_sale(shop, [pushed_line(shop, merged, [(batch, 900)])], 1))

    def unsold() -> list[int]:
        board = expiry_board(actor=shop.owner, branch_id=shop.branch_id, today=shop.today)
        return [line.unsold for line in board.lines]

    before, worth = unsold(), values_sold(shop.branch_id, shop.today)[merged.id]
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Twice")
    assert (before, worth) == ([0], 450_000)
    assert unsold() == before
    assert values_sold(shop.branch_id, shop.today)[kept.id] == worth


@pytest.mark.rows("PUR-14")
def test_the_supplier_s_code_opens_the_kept_product_s_pack_of_the_same_size(shop: Shop) -> None:
    kept, merged = two_of(shop)
    odd = [
        NewPack(name=name, factor=factor, price=700 * factor)
        for name, factor in (("tablet", 1), ("jar", 50), ("box", 100))
    ]
    other = add_medicine(shop, "Cetirizine 10 mg tab", packs=odd)
    supplier = a_supplier(shop)
    received(
        shop,
        supplier,
        goods(shop, merged, supplier_code="S-77"),
        goods(shop, other, pack_id=other.packs[50], supplier_code="S-78"),
    )

    def opened(code: str) -> tuple[Any, Any]:
        scan = read_scan(
            actor=shop.owner, branch_id=shop.branch_id, supplier_id=supplier, text=code
        )
        return scan.product_id, scan.pack_id

    assert opened("S-77") == (merged.id, merged.packs[100])
    for one in (merged, other):
        merge_products(actor=shop.owner, kept_id=kept.id, merged_id=one.id, reason="Twice")
    assert opened("S-77") == (kept.id, Pack.objects.get(product_id=kept.id, factor=100).id)
    assert opened("S-78") == (kept.id, None)
