"""What somebody changes, deletes or adds in the browser's storage shows once it is sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.counter import open_counter, pay, sell, stocked_shop, unsent, until
from tests.support.backoffice import Opener, be_signed_in
from theriac.core.verification.registry import run_checks
from theriac.domains.device_logs.models import LogEntry, LogFinding
from theriac.domains.sales.models import DiscrepancyCase, Sale

pytestmark = [pytest.mark.journey, pytest.mark.rows("OFF-03")]
IN_STORE = """async (name, change) => {
  const opening = indexedDB.open("theriac-counter");
  await new Promise((resolve) => { opening.onsuccess = resolve; });
  const work = opening.result.transaction(name, "readwrite");
  const store = work.objectStore(name);
  const asked = store.getAll();
  await new Promise((resolve) => { asked.onsuccess = resolve; });
  change(asked.result, store);
  await new Promise((resolve) => { work.oncomplete = resolve; });
  opening.result.close();
}"""


def change(page: Page, table: str, script: str) -> None:
    """Change a table as somebody with the browser's own tools does."""
    page.evaluate(f"async () => ({IN_STORE})({table!r}, (rows, store) => {{ {script} }})")


def offline(page: Page) -> list[str]:
    """No push arrives; what was tried is told."""
    tried: list[str] = []

    def away(route: Route) -> None:
        tried.append(route.request.url)
        route.abort()

    page.route("**/api/push", away)
    return tried


def send(page: Page, tried: list[str]) -> None:
    """Let pushes arrive, once one was tried that began after the device was changed."""
    page.get_by_role("button", name="unsent").first.click()
    dialog = page.get_by_role("dialog", name="Unsent sales")
    for _round in range(2):  # the first may have been read before the change
        before = len(tried)
        dialog.get_by_role("button", name="Send now").click()
        until(page, lambda before=before: len(tried) > before)
    page.unroute("**/api/push")
    dialog.get_by_role("button", name="Send now").click()
    until(page, LogEntry.objects.exists)
    expect(dialog.get_by_role("heading", name="Everything is sent")).to_be_visible()
    page.keyboard.press("Escape")


def unhappy() -> list[str]:
    return [violation.sentence for one in run_checks() for violation in one.violations]


def test_an_edited_sale_is_booked_and_both_versions_wait_for_a_person(
    page: Page, new_page: Opener
) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    tried = offline(page)
    sell(page, "paracetamol")
    pay(page)
    unsent(page, 1)
    change(page, "sales", "rows[0].app_version = '0-edited'; store.put(rows[0]);")
    send(page, tried)
    until(page, LogFinding.objects.exists)
    assert Sale.objects.count() == 1
    assert [*LogFinding.objects.values_list("kind", flat=True)] == ["edited"]

    office = new_page()
    be_signed_in(office)
    office.goto("/device-logs/")
    office.get_by_role("link", name="Changed on the device before it was sent").click()
    versions = office.get_by_role("region", name="Both versions")
    expect(versions.get_by_role("row").nth(1)).to_contain_text("Version of the counter")
    expect(versions).to_contain_text("0-edited")
    expect(office.get_by_label("Reason")).to_have_value("Checked, no change")
    office.get_by_role("button", name="Settle finding").click()
    expect(office.get_by_text("All device logs match")).to_be_visible()
    assert unhappy() == []


def test_a_deleted_sale_arrives_as_it_was_logged(page: Page) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    tried = offline(page)
    for _sale in range(2):
        sell(page, "paracetamol")
        pay(page)
    unsent(page, 2)
    change(page, "sales", "store.delete(rows[0].id);")
    send(page, tried)
    until(page, lambda: Sale.objects.count() == 2)
    until(page, LogFinding.objects.exists)  # the log is taken after its documents
    assert [*LogFinding.objects.values_list("kind", flat=True)] == ["removed"]
    assert DiscrepancyCase.objects.count() == 0
    assert unhappy() == []


def test_who_sells_as_usual_hears_of_nothing(page: Page) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    for _sale in range(2):
        sell(page, "paracetamol")
        pay(page)
    until(page, lambda: LogEntry.objects.count() == 2)
    assert LogFinding.objects.count() == 0
