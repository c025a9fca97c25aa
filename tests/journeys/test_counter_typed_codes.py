"""What a hand types stays in its field, also where the digits are a known code."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import open_counter, stocked_shop
from tests.support.scanner import HANDS_PACE, Scanner
from tests.support.shop import add_medicine, stock_up
from theriac.core.outbox.relay import relay_once
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.sales.models import Payment

pytestmark = pytest.mark.journey
ROWS = "[data-basket] tr[data-line]"


@pytest.mark.rows("SAL-05")
def test_digits_typed_by_hand_stay_also_where_they_are_a_code(page: Page) -> None:
    """Rp 150.000 is handed over in a shop that has a product coded 150000."""
    stocked = stocked_shop()
    strip = NewPack(name="strip", factor=10, price=5000, barcodes=["150000"])
    own = add_medicine(stocked.shop, "Zinc 20 mg tablet", legal_class="bebas", packs=[strip])
    stock_up(stocked.shop, own, 50, batch_number="ZN1")
    relay_once()
    open_counter(page, stocked.shop)
    rows = page.locator(ROWS)
    page.keyboard.type("150000", delay=HANDS_PACE)
    expect(page.locator("#search")).to_have_value("150000")
    page.keyboard.press("Enter")
    expect(rows).to_contain_text(["Zinc 20 mg tablet"])
    expect(page.locator("#search")).to_have_value("")
    page.keyboard.press("F9")
    amount = page.locator("#amount")
    expect(amount).to_be_focused()
    amount.press("Control+a")
    page.keyboard.type("150000", delay=HANDS_PACE)
    page.wait_for_timeout(450)  # longer than any rest that ends a scan
    expect(amount).to_have_value("150000")
    expect(page.locator("[data-heard]")).to_have_count(0)
    Scanner(page)("150000", None)
    expect(page.locator("[data-heard]")).to_contain_text("can’t scan during payment")
    expect(amount).to_have_value("150000")
    page.wait_for_timeout(450)  # an Enter sooner than 400 ms is taken for the scanner's, come late
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]").get_by_text("Sent", exact=True)).to_be_visible()
    assert list(Payment.objects.values_list("tendered", "change")) == [(150000, 145000)]
