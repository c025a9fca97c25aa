"""Answers that come late or not at all: the sale stands, and is booked once."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys import counter
from tests.journeys.counter import (
    IMPATIENT,
    Stocked,
    open_counter,
    pay,
    sell,
    stocked_shop,
    unsent,
    until,
)
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.stock.models import Balance

pytestmark = pytest.mark.journey
PUSH, CHECK = "**/api/push", "**/api/check"


def left_of(stocked: Stocked, batch: str) -> int:
    return Balance.objects.get(batch_id=stocked.batches[batch], place__kind="shelf").quantity


def all_sent(page: Page) -> None:
    expect(page.locator("[data-done]").get_by_text("Sent", exact=True)).to_be_visible()
    counter.all_sent(page)


@pytest.mark.rows("OFF-04")
def test_a_sale_whose_answer_is_lost_is_sent_again_and_booked_once(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    lost: list[int] = []

    def lose(route: Route) -> None:
        if not lost:
            lost.append(route.fetch().status)
        route.abort()

    page.route(PUSH, lose)
    sell(page, "3*paracetamol")
    pay(page)
    unsent(page, 1)
    expect(page.locator("[data-done]")).to_contain_text("Pending")
    page.unroute(PUSH)
    all_sent(page)
    assert lost == [200]
    assert [sale.sequence for sale in Sale.objects.all()] == [1]
    assert left_of(stocked, "PCT2409A") == 500 - 30
    page.keyboard.type("paracetamol")
    expect(page.locator("#hit-0 .t-qty")).to_have_text("4 boxes + 7 strips")


def test_a_late_answer_keeps_no_customer_waiting(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    late: list[tuple[Route, Any]] = []
    page.route(PUSH, lambda route: late.append((route, route.fetch())), times=1)
    for number in (1, 2):
        sell(page, "paracetamol")
        pay(page)
        expect(page.locator("[data-done]")).to_contain_text(f"-{number:06d}")
    until(page, lambda: late)
    (answer,) = late
    answer[0].fulfill(response=answer[1])
    all_sent(page)
    assert [sale.sequence for sale in Sale.objects.order_by("sequence")] == [1, 2]
    assert left_of(stocked, "PCT2409A") == 500 - 20
    assert DiscrepancyCase.objects.count() == 0


def test_a_check_that_is_answered_too_late_changes_nothing(page: Page) -> None:
    stocked = stocked_shop()
    page.add_init_script(IMPATIENT)
    open_counter(page, stocked.shop)
    late: list[tuple[Route, Any]] = []
    page.route(CHECK, lambda route: late.append((route, route.fetch())), times=1)
    sell(page, "paracetamol")
    page.keyboard.press("F9")
    expect(page.get_by_text("Not checked with the server.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    all_sent(page)
    assert left_of(stocked, "PCT2409A") == 500 - 10
    page.keyboard.type("paracetamol")
    expect(page.locator("#hit-0 .t-qty")).to_have_text("4 boxes + 9 strips")
