"""When there isn't enough: goods in the hand, another maker, the branch that has it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import open_counter, pay, sell, stocked_shop
from tests.support.scanner import GS, Scanner
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.actor import SYSTEM
from theriac.core.outbox.relay import relay_once
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.stock.commands.places import open_places
from theriac.domains.stock.models import Balance, Batch

pytestmark = pytest.mark.journey
ROWS = "[data-basket] tr[data-line]"


def cefiximes(shop: Shop) -> None:
    """One maker's is out here, and another branch has it; the other maker's is here."""
    strip = NewPack(name="strip", factor=10, price=9000, barcodes=["8995555500018"])
    out = add_medicine(
        shop, "Cefspan 100 mg", legal_class="bebas", generic_name="Cefixime", packs=[strip]
    )
    other = add_medicine(
        shop,
        "Sporetik 100 mg",
        legal_class="bebas",
        generic_name="Cefixime",
        packs=[NewPack(name="strip", factor=10, price=8500)],
    )
    stock_up(shop, other, 50, batch_number="SPO1", days=300)
    branch_id = open_branch(
        actor=SYSTEM,
        pharmacy_id=shop.pharmacy_id,
        code="KNG",
        name="Kenanga",
        time_zone="Asia/Jakarta",
    )
    open_places(actor=SYSTEM, branch_id=branch_id)
    stock_up(replace(shop, branch_id=branch_id), out, 40, batch_number="CSP1", days=300)
    relay_once()


def test_another_maker_with_price_and_expiry_and_the_branch_that_has_it(page: Page) -> None:
    stocked = stocked_shop()
    cefiximes(stocked.shop)
    open_counter(page, stocked.shop)
    Scanner(page)("8995555500018")
    card = page.locator("[data-problem=insufficient]")
    expect(card).to_contain_text("Cefspan 100 mg: 1 strip requested, none in stock")
    expect(card.locator("[data-elsewhere]")).to_have_text(
        "In stock at other branches: Kenanga (4 strips)."
    )
    other = card.get_by_role("button", name="Sporetik 100 mg")
    expect(other).to_contain_text("Rp 8.500")
    expect(other).to_contain_text("5 strips")
    other.click()
    expect(page.locator(ROWS)).to_contain_text(["Sporetik"])
    expect(page.locator(ROWS)).to_have_count(1)
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Sent")


def test_goods_in_the_hand_come_in_with_the_sale_that_takes_them(page: Page) -> None:
    stocked = stocked_shop()
    cefiximes(stocked.shop)
    open_counter(page, stocked.shop, "ratna")
    scanner = Scanner(page)
    scanner("8995555500018")
    expect(page.locator("[data-problem=insufficient]")).to_be_visible()
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Cefspan 100 mg, in your hand")
    expect(dialog.locator("#number")).to_be_focused()
    scanner(f"]d2010899555550001810HAND7{GS}17280331")
    expect(dialog.locator("#number")).to_have_value("HAND7")
    expect(dialog.locator("#expiry")).to_have_value("31 Mar 2028")
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.locator(ROWS)).to_contain_text(["HAND7"])
    expect(page.locator(ROWS)).to_contain_text(["In hand, count requested"])
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("HAND7")
    expect(page.locator("[data-done]")).to_contain_text("Sent, discrepancy to resolve")
    batch = Batch.objects.get(number="HAND7")
    assert Balance.objects.get(batch=batch).quantity == 0
    assert DiscrepancyCase.objects.get().kind == "count_asked"
    number = f"MLT-K1-{stocked.shop.today:%y}-000001"
    assert list(Sale.objects.values_list("number", "total")) == [(number, 9000)]
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_a_batch_that_the_copy_lacks_is_sold_from_the_hand(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop, "ratna")
    Scanner(page)(f"]d2010899123456789110NEW1{GS}17280331")
    card = page.locator(".t-notice")
    expect(card).to_contain_text("batch NEW1 isn’t in stock here")
    card.get_by_role("button", name="I have it in my hand").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("#number")).to_have_value("NEW1")
    expect(dialog.locator("#expiry")).to_have_value("31 Mar 2028")
    page.wait_for_timeout(150)
    dialog.locator("#expiry").fill("13/2027")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Enter the expiry, for example 06/2027.")
    dialog.locator("#expiry").fill("10/2026")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("This pack has expired.")
    dialog.locator("#expiry").fill("03/2028")
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_contain_text(["NEW1"])
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Sent, discrepancy to resolve")
    assert str(Batch.objects.get(number="NEW1").expires_on) == "2028-03-31"


def test_who_may_not_adjust_is_told_who_may(page: Page) -> None:
    stocked = stocked_shop()
    cefiximes(stocked.shop)
    open_counter(page, stocked.shop)
    sell(page, "cefspan")
    page.get_by_role("button", name="I have it in my hand").click()
    dialog = page.get_by_role("dialog", name="Cefspan 100 mg, in your hand")
    expect(dialog).to_contain_text("Dewi doesn’t have permission to adjust stock.")
    expect(dialog).to_contain_text("These people have permission:")
    expect(dialog).to_contain_text("Ratna")
    expect(dialog.locator("#number")).to_have_count(0)
