"""Two counters without network: each sells its quota alone, together never more than there is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import all_sent, open_counter, pay, sell, stocked_shop, unsent, until
from tests.support.browser import NewPage
from tests.support.browser_storage import kept
from tests.support.shop import PASSWORD, Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core.outbox.relay import relay_once
from theriac.core.verification.registry import run_checks
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.stock.models import Balance, QuotaLease

pytestmark = [pytest.mark.journey, pytest.mark.databases("sqlite")]
PIN = "508214"


def cough_syrup(shop: Shop) -> Medicine:
    """Sold by the bottle."""
    return add_medicine(
        shop,
        "Obat batuk hitam 100 ml",
        base_unit="bottle",
        packs=[NewPack(name="bottle", factor=1, price=9000)],
    )


def goods_come(shop: Shop, medicine: Medicine, units: int, number: str) -> None:
    """Whoever follows the feed hears of it, and asks for its share."""
    stock_up(shop, medicine, units, batch_number=number)
    relay_once()


def quota(page: Page, medicine: Medicine) -> int:
    known = kept(page, "device", f"quota:{medicine.id}")
    return int(known["value"]["quantity"]) if known else 0


def take_over_once(page: Page) -> None:
    """The manager takes the counter over by PIN, so that the device knows it; then dewi again."""
    page.keyboard.press("F10")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Budi").click()
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_focused()
    until(page, lambda: "pin " in str(kept(page, "device", "proofs")))
    page.keyboard.press("F10")
    page.get_by_role("button", name="Sign out").click()
    page.locator("#username").fill("dewi")
    page.locator("#password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_focused()


def drop_line(page: Page) -> None:
    page.get_by_role("button", name="Remove line 1").click()
    expect(page.locator("[data-basket] [data-line]")).to_have_count(0)
    page.locator("#search").focus()


@pytest.mark.rows("OFF-05")
def test_two_offline_counters_never_sell_more_than_there_is(new_page: NewPage) -> None:
    stocked = stocked_shop()
    shop = stocked.shop
    set_pin(actor=add_staff("manager", shop.branch_id, "budi"), pin=PIN)
    medicine = cough_syrup(shop)
    other = register_terminal(actor=shop.owner, branch_id=shop.branch_id, code="K2", name="Kasir 2")
    first, second = new_page(), new_page()
    open_counter(first, shop)
    open_counter(second, replace(shop, terminal_id=other), "ratna")
    take_over_once(first)
    until(second, lambda: QuotaLease.objects.filter(is_limited=True).count() == 1)
    goods_come(shop, medicine, 7, "A")
    until(first, lambda: QuotaLease.objects.filter(is_limited=True).count() == 2)
    goods_come(shop, stocked.medicines["salts"], 1, "B")
    until(first, lambda: quota(first, medicine) == 2)
    until(second, lambda: quota(second, medicine) == 2)

    first.context.set_offline(True)
    second.context.set_offline(True)
    first.keyboard.type("obat batuk")
    expect(first.locator("[data-quota]")).to_have_text("2 bottles of 7 bottles can be sold offline")
    first.keyboard.press("Escape")
    for page in (first, second):
        sell(page, "3*obat batuk")
        page.keyboard.press("F9")
        expect(page.locator("[data-problem=beyond_quota]")).to_contain_text(
            "2 bottles can be sold offline"
        )
        drop_line(page)
        sell(page, "2*obat batuk")
        pay(page)
        page.keyboard.press("Enter")
        sell(page, "obat batuk")
        page.keyboard.press("F9")
        expect(page.locator("[data-problem=beyond_quota]")).to_contain_text("can’t be sold offline")
    unsent(second, 1)

    first.get_by_role("button", name="Request approval").click()
    first.get_by_label("Budi").check()
    first.locator("#pin").fill(PIN)
    first.locator("#reason").fill("it is in my hand")
    first.get_by_role("button", name="Approve", exact=True).click()
    expect(first.locator("[data-problem=beyond_quota]")).to_have_count(0)
    pay(first)
    unsent(first, 2)

    for page in (first, second):
        page.context.set_offline(False)
    until(first, lambda: Sale.objects.count() == 3)
    all_sent(first)
    rows = Balance.objects.filter(product_id=medicine.id)
    assert sum(row.quantity for row in rows) == 2
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts["why"]) == ("quota", "")
    assert case.facts["beyond"] == [{"product_id": str(medicine.id), "quantity": 1}]
    assert [v.sentence for result in run_checks() for v in result.violations] == []
