"""A marked-down box: its scan sells it at its price, without network too, and so do the books."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    close_dialog,
    open_counter,
    open_dialog,
    pay,
    stocked_shop,
    to_basket,
    unsent,
)
from tests.support.scanner import Scanner
from tests.support.shop import add_medicine, stock_up
from theriac.core.outbox.relay import relay_once
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.sales.models import DiscrepancyCase, SaleLine
from theriac.domains.stock.commands.own_price import price_batch

pytestmark = pytest.mark.journey
ROWS = "[data-basket] tr[data-line]"
CODE = "8995555500018"


def test_a_marked_down_box_is_sold_at_its_price_online_and_offline(page: Page) -> None:
    stocked = stocked_shop()
    shop = stocked.shop
    strip = NewPack(name="strip", factor=10, price=9000, barcodes=[CODE])
    medicine = add_medicine(shop, "Cefixime 100 mg capsule", legal_class="bebas", packs=[strip])
    soon = stock_up(shop, medicine, 13, batch_number="SOON", days=40)
    stock_up(shop, medicine, 100, batch_number="LATER", days=400)
    price_batch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=soon,
        version=1,
        pack_id=medicine.packs[10],
        amount=5000,
        reason="expires soon",
    )
    relay_once()
    open_counter(page, shop)
    scanner = Scanner(page)
    scanner(f"]d2010{CODE}" + "10SOON")
    row = page.locator(ROWS)
    expect(row).to_contain_text(["Batch price Rp 5.000"])
    to_basket(page)
    dialog = open_dialog(page, "Enter")
    expect(dialog.locator("label", has_text="SOON")).to_contain_text("Batch price Rp 5.000")
    expect(dialog.locator("label", has_text="LATER")).not_to_contain_text("Batch price")
    close_dialog(page)
    page.context.set_offline(True)
    scanner(CODE)
    expect(row).to_contain_text(["Rp 12.800"])  # 13 tablets at Rp 500, 7 at Rp 900
    pay(page)
    unsent(page, 1)
    page.context.set_offline(False)
    all_sent(page)
    assert DiscrepancyCase.objects.count() == 0
    lines = SaleLine.objects.order_by("position").values_list("quantity", "total")
    assert list(lines) == [(13, 6500), (7, 6300)]
