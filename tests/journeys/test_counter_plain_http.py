"""Over plain HTTP from another machine the counter says why it doesn't open without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import open_counter, pay, sell, stocked_shop, type_pairing
from tests.support.browser import NewPage
from theriac.domains.organisation.models import Terminal
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.journey, pytest.mark.first_load]

# What a browser leaves out where the page's context isn't secure.
INSECURE = """
Object.defineProperty(window, "isSecureContext", {value: false});
Object.defineProperty(Navigator.prototype, "serviceWorker", {value: undefined});
Object.defineProperty(Navigator.prototype, "mediaDevices", {value: undefined});
Object.defineProperty(Navigator.prototype, "storage", {value: undefined});
Object.defineProperty(Navigator.prototype, "locks", {value: undefined});
Object.defineProperty(Crypto.prototype, "subtle", {value: undefined});
Object.defineProperty(Crypto.prototype, "randomUUID", {value: undefined});
"""


@pytest.mark.parametrize(
    ("locale", "title"),
    [
        ("en", "The counter doesn’t open offline"),
        ("id", "Kasir tidak dapat dibuka saat offline"),
    ],
)
def test_it_says_so_before_it_is_paired(new_page: NewPage, locale: str, title: str) -> None:
    page = new_page(locale=locale)
    page.add_init_script(INSECURE)
    page.goto("/counter/")
    expect(page.get_by_role("status").filter(has_text=title)).to_be_visible()


def test_it_sells_all_the_same(page: Page) -> None:
    stocked = stocked_shop()
    page.add_init_script(INSECURE)
    open_counter(page, stocked.shop, without_key=True)
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Sent")
    assert Sale.objects.count() == 1


@pytest.mark.rows("OFF-15")
def test_it_pairs_only_by_a_code_for_such_devices(page: Page) -> None:
    shop = stocked_shop().shop
    page.add_init_script(INSECURE)
    page.goto("/counter/")
    type_pairing(page, shop)
    expect(page.locator("#code-error")).to_contain_text("https")
    assert not Terminal.objects.exclude(secret_hash=None).exists()
