"""Complaint 3: a power cut loses a confirmed order, written seconds after its receipt.

odoo #125037. The receipt may show only once a transaction of strict durability has ended that
wrote the sale. tests/faults/test_killed_browser.py kills the browser right then.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.counter import open_counter, pay, sell, stocked_shop

pytestmark = [pytest.mark.journey, pytest.mark.first_load]
WATCH = """
window.happened = [];
const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (stores, mode, options) {
  const transaction = begin.call(this, stores, mode, options);
  if (mode === "readwrite" && [...transaction.objectStoreNames].includes("sales")) {
    const { durability } = transaction;
    transaction.addEventListener("complete", () => window.happened.push(`written ${durability}`));
  }
  return transaction;
};
new MutationObserver(() => {
  if (document.querySelector("[data-done]") && !window.happened.includes("receipt")) {
    window.happened.push("receipt");
  }
}).observe(document, { subtree: true, childList: true });
"""


@pytest.mark.rows("OFF-12")
def test_the_receipt_shows_only_once_the_sale_is_on_the_disk(page: Page) -> None:
    page.add_init_script(WATCH)
    open_counter(page, stocked_shop().shop)
    page.route("**/api/push", lambda route: route.abort())
    sell(page, "paracetamol")
    page.evaluate("window.happened.length = 0")
    pay(page)
    happened = page.evaluate("window.happened")
    assert happened[:2] == ["written strict", "receipt"]
