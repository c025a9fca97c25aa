"""Reserved goods at the counter: named, fetched into the basket, sold; and what ended meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import all_sent, open_counter, pay, sell, stocked_shop, until
from tests.support.browser_storage import kept
from tests.support.reservations import reserve
from theriac.core import clock
from theriac.core.outbox.relay import relay_once
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.stock.commands.reservations.settle import release_reservation
from theriac.domains.stock.models import Reservation

pytestmark = [pytest.mark.journey, pytest.mark.databases("sqlite")]


@pytest.mark.rows("STK-12")
def test_reserved_goods_are_named_fetched_and_sold(page: Page) -> None:
    stocked = stocked_shop()
    shop, salts = stocked.shop, stocked.medicines["salts"]
    order = reserve(
        shop,
        salts,
        24,
        reference="Web order 1042",
        expires_at=clock.now() + timedelta(days=2),
    )
    relay_once()
    open_counter(page, shop)
    page.keyboard.type("oral rehyd")
    names = page.locator("[data-reserved-names]")
    expect(names).to_contain_text("Web order 1042: 24 sachets until")
    page.keyboard.press("Escape")

    sell(page, "3*oral rehyd")
    expect(page.locator("[data-problem=insufficient]")).to_be_visible()
    page.keyboard.press("F6")
    page.locator("[data-reserved-list] button").click()
    expect(page.locator("[data-problem]")).to_have_count(0)
    expect(page.locator("[data-kept]")).to_have_text("Reserved goods")
    expect(page.locator("[data-basket] [data-line]")).to_contain_text("24 sachets")
    assert "Web order" not in str(kept(page, "drafts", "basket"))

    page.locator("[data-act=less]").click()
    pay(page)
    page.keyboard.press("Enter")
    until(page, lambda: Sale.objects.count() == 1)
    all_sent(page)
    row = Reservation.objects.get(id=order)
    assert (row.state, row.quantity) == ("active", 1)
    assert DiscrepancyCase.objects.count() == 0
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_one_that_ended_is_told_before_payment_and_offline_makes_a_case(page: Page) -> None:
    stocked = stocked_shop()
    shop, salts = stocked.shop, stocked.medicines["salts"]
    made = [reserve(shop, salts, 2, reference=f"W-{number}") for number in (1, 2)]
    relay_once()
    open_counter(page, shop)
    sell(page, "oral rehyd")
    card = page.locator("[data-reserved-card]")
    expect(card).to_contain_text("W-1: 2 sachets until")
    card.get_by_role("button", name="Sell for W-1").click()
    card.get_by_role("button", name="Sell for W-2").click()
    expect(card).to_have_count(0)
    expect(page.locator("[data-basket] [data-line]")).to_contain_text("4 sachets")

    def release(which: int) -> None:
        release_reservation(
            actor=shop.owner,
            branch_id=shop.branch_id,
            reservation_id=made[which],
            version=1,
            reason="not wanted",
        )

    release(0)
    page.keyboard.press("F9")
    expect(page.get_by_text("Reservation ended")).to_be_visible()
    page.get_by_role("button", name="Close").click()

    page.context.set_offline(True)
    release(1)
    pay(page)
    page.keyboard.press("Enter")
    page.context.set_offline(False)
    until(page, lambda: Sale.objects.count() == 1)
    all_sent(page)
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts["why"], case.facts["given"]) == ("reservation", "released", 0)
    assert [v.sentence for result in run_checks() for v in result.violations] == []
