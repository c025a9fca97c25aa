"""A counter gives the best promotion by itself, says why, and goes on without a network."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    open_counter,
    pay,
    sell,
    stocked_shop,
    to_basket,
    until,
)
from tests.support.promotions import a_coupon, a_promotion
from theriac.domains.promotions.models import CouponUse
from theriac.domains.sales.models import DiscrepancyCase, SaleLine

pytestmark = [
    pytest.mark.journey,
    pytest.mark.rows("SAL-27"),
    pytest.mark.databases("sqlite"),
]


def kept() -> list[tuple[int, int, str]]:
    rows = SaleLine.objects.order_by("sale__sequence", "position")
    return list(rows.values_list("discount", "promotion_off", "promotion_told"))


@pytest.mark.parametrize("offline", [False, True])
def test_the_best_one_is_given_and_explained_by_keyboard(page: Page, offline: bool) -> None:
    stocked = stocked_shop()
    shop = stocked.shop
    a_promotion(shop, name="Health week", value=1000)
    a_promotion(shop, name="Small week", value=500)
    open_counter(page, shop)
    if offline:
        page.context.set_offline(True)

    sell(page, "paracetamol")
    expect(page.locator("[data-promotion]")).to_contain_text("Health week: 10% off")
    to_basket(page)
    page.keyboard.press("Enter")
    reasons = page.locator("[data-promotion-reasons]")
    expect(reasons).to_contain_text("Best price")
    expect(reasons).to_contain_text("Small week: 5% off would save only")
    page.keyboard.press("Escape")
    pay(page)
    page.keyboard.press("Enter")
    expect(page.locator(".t-done-paper")).to_contain_text("Health week: 10% off")
    page.context.set_offline(False)
    all_sent(page)

    until(page, lambda: SaleLine.objects.count() == 1)
    [(discount, given, told)] = kept()
    assert discount == given > 0
    assert told == "Health week: 10% off"
    assert DiscrepancyCase.objects.count() == 0


def test_a_coupon_is_taken_by_keyboard_and_redeemed_once(page: Page) -> None:
    stocked = stocked_shop()
    shop = stocked.shop
    a_coupon(shop, a_promotion(shop, name="Regulars", needs_coupon=True))
    open_counter(page, shop)
    sell(page, "paracetamol")
    expect(page.locator("[data-promotion]")).to_have_count(0)

    page.keyboard.press("Shift+F1")
    page.locator("#coupon-code").fill("nosuch")
    page.keyboard.press("Enter")
    expect(page.locator("#coupon-code-error")).to_contain_text("NOSUCH")
    page.locator("#coupon-code").fill("sehat10")
    page.keyboard.press("Enter")
    expect(page.locator("[data-promotion]")).to_contain_text("Regulars: 10% off (SEHAT10)")
    expect(page.locator("[data-coupon]").first).to_contain_text("SEHAT10")
    pay(page)
    page.keyboard.press("Enter")
    until(page, lambda: CouponUse.objects.count() == 1)
    assert DiscrepancyCase.objects.count() == 0


def test_one_that_begins_tomorrow_waits(page: Page) -> None:
    stocked = stocked_shop()
    tomorrow = stocked.shop.today + timedelta(days=1)
    days: dict[str, Any] = {"first_on": tomorrow, "last_on": tomorrow}
    a_promotion(stocked.shop, **days)
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    expect(page.locator("[data-promotion]")).to_have_count(0)


def test_on_a_phone_in_bahasa_indonesia_it_reads_the_same(page: Page) -> None:
    stocked = stocked_shop()
    a_promotion(stocked.shop, name="Pekan Sehat", kind="percent", value=1000)
    page.set_viewport_size({"width": 390, "height": 844})
    open_counter(page, stocked.shop)
    page.keyboard.press("F10")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.locator("html")).to_have_attribute("lang", "id")
    sell(page, "paracetamol")
    expect(page.locator("[data-promotion]")).to_contain_text("Pekan Sehat: diskon 10%")
    page.locator(".t-line-name").first.click()
    expect(page.locator("[data-promotion-reasons]")).to_contain_text("Harga terbaik")
