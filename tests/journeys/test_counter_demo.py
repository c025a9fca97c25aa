"""In a demo the first browser of this machine is a counter without a code; the next is asked."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import pay, sell, sign_in, stocked_shop, until_told
from tests.support.browser import NewPage
from theriac.domains.organisation.models import Terminal
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.journey, pytest.mark.first_load]


@pytest.mark.rows("UX-12")
def test_the_first_browser_sells_after_one_sign_in(
    page: Page, new_page: NewPage, settings: Any
) -> None:
    settings.DEMO = True
    stocked_shop()
    page.goto("/counter/")
    sign_in(page, "dewi")
    until_told(page)
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Sent")
    [sale] = Sale.objects.all()
    paired = Terminal.objects.get(id=sale.terminal_id)
    assert paired.name == "Kasir 1"
    assert paired.public_key

    other = new_page()
    other.goto("/counter/")
    expect(other.locator("#code")).to_be_focused()
