"""Opening stock typed in a browser: a row found by its name, and one press is one posting."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.backoffice import be_signed_in
from tests.support.shop import add_medicine, open_shop
from theriac.domains.stock.models import Movement

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AGAIN = "(button) => { button.click(); setTimeout(() => button.click(), 20); }"
"""A second press while the first is on its way."""


@pytest.mark.rows("UX-15", "CAT-13")
def test_what_lay_there_is_typed_and_two_presses_add_it_once(page: Page) -> None:
    add_medicine(open_shop())
    be_signed_in(page)
    page.goto("/stock/opening/")
    page.get_by_label("Reason").fill("Stock at the start")
    row = page.locator("#grid tbody tr").first
    row.get_by_label("Product").fill("paracetamol")
    page.locator("#grid-found [role=option]").first.click()
    row.get_by_label("Quantity").fill("12")
    row.get_by_label("Batch").fill("B7")

    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    page.get_by_role("button", name="Add to stock").evaluate(AGAIN)

    expect(page.get_by_text("Opening stock added.")).to_be_visible()
    assert len(sent) == 1
    assert Movement.objects.count() == 1
