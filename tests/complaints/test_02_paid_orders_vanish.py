"""Complaint 2: paid offline orders vanish, or come back to be paid again.

odoo #203431, PRs #288974, #261096.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    close_dialog,
    open_counter,
    pay,
    reloaded,
    sell,
    stocked_shop,
    unsent,
    until_drafted,
)
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.journey, pytest.mark.first_load]


def test_a_paid_sale_neither_vanishes_nor_reopens(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    page.route("**/api/push", lambda route: route.abort())
    sell(page, "2*paracetamol")
    pay(page)
    number = page.locator("[data-done]").get_by_role("definition").first.inner_text()
    for _reload in range(3):
        reloaded(page)
        unsent(page, 1)
        expect(page.locator("[data-basket] tr[data-line]")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^1 unsent")).first.click()
    expect(page.get_by_role("dialog")).to_contain_text(number)
    close_dialog(page)
    page.unroute("**/api/push")
    reloaded(page)
    all_sent(page)
    assert [(sale.number, sale.total) for sale in Sale.objects.all()] == [(number, 13_000)]


def test_a_draft_left_behind_by_a_paid_sale_isnt_sold_again(page: Page) -> None:
    """The draft is written behind the sale: the basket knows by its id that it was paid."""
    open_counter(page, stocked_shop().shop)
    sell(page, "paracetamol")
    draft = page.evaluate(STORE_READ)
    pay(page)
    until_drafted(page)  # the empty basket that follows the sale is written first
    page.evaluate(STORE_WRITE, draft)
    reloaded(page)
    expect(page.locator("[data-basket] tr[data-line]")).to_have_count(0)
    all_sent(page)
    assert Sale.objects.count() == 1


OPEN = """const open = () => new Promise((resolve, reject) => {
  const asked = indexedDB.open("theriac-counter");
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});
const done = (asked) => new Promise((resolve) => {
  asked.onsuccess = () => resolve(asked.result);
});
"""
STORE_READ = f"""async () => {{ {OPEN}
  const drafts = (db) => done(db.transaction("drafts").objectStore("drafts").getAll());
  const db = await open();
  let found = await drafts(db);
  while (!found.length || !found[0].basket.lines.length) found = await drafts(db);
  db.close();
  return found[0];
}}"""
STORE_WRITE = f"""async (draft) => {{ {OPEN}
  const db = await open();
  await done(db.transaction("drafts", "readwrite").objectStore("drafts").put(draft));
  db.close();
}}"""
