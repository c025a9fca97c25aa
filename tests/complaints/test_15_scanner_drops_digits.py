"""Complaint 15: the scanner drops digits, types into the quantity field, or needs a second's rest.

opensourcepos #849; itpp-labs/pos-addons #50; erpnext PR #10547.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import open_counter, pay, sell, stocked_shop, to_basket
from tests.support.scanner import Scanner
from theriac.domains.sales.models import SaleLine

pytestmark = [pytest.mark.journey, pytest.mark.first_load]
STRIP = "8991234567891"


@pytest.mark.rows("SAL-05")
@pytest.mark.parametrize("pace", [0, 12])
def test_scans_without_a_rest_lose_no_digit_wherever_the_focus_is(page: Page, pace: int) -> None:
    open_counter(page, stocked_shop().shop)
    scanner = Scanner(page, pace=pace)
    sell(page, "2*oral")
    for _scan in range(3):
        scanner(STRIP)
    to_basket(page)  # where digits would be a quantity
    for _scan in range(4):
        scanner(STRIP)
    rows = page.locator("[data-basket] tr[data-line]")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_contain_text("7 strips")
    pay(page)
    expect(page.locator("[data-done]").get_by_text("Sent", exact=True)).to_be_visible()
    quantities = sorted(SaleLine.objects.values_list("quantity", flat=True))
    assert quantities == [2, 70]
