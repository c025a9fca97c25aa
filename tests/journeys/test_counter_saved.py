"""Unsent sales are saved to a file, the device is cleared, and the back office takes them in."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import NOTES, open_counter, pay, sell, sign_in, stocked_shop, unsent
from theriac.domains.organisation.commands.terminals import issue_pairing_code
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.commands.import_saved import ImportedSales, import_saved_sales
from theriac.domains.sales.models import DiscrepancyCase, Sale

pytestmark = [pytest.mark.journey, pytest.mark.first_load]
FORGET_ALL = """async () => {
  const forget = ({name}) => new Promise((done, failed) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onsuccess = done;
    asked.onerror = failed;
  });
  await Promise.all((await indexedDB.databases()).map(forget));
}"""


@pytest.mark.rows("OFF-01", "SAL-17")
def test_a_cleared_device_begins_a_new_series_and_its_file_is_booked(
    page: Page, tmp_path: Path
) -> None:
    shop = stocked_shop().shop
    open_counter(page, shop)
    page.route("**/api/push", lambda route: route.abort())
    for _sale in range(2):
        sell(page, "paracetamol")
        pay(page)
    unsent(page, 2)
    page.get_by_role("button", name="2 unsent").first.click()
    dialog = page.get_by_role("dialog", name="Unsent sales")
    with page.expect_download() as told:
        dialog.get_by_role("button", name="Save to a file").click()
    assert told.value.suggested_filename.startswith("theriac-unsent-kasir-2-")
    expect(dialog.get_by_role("status")).to_contain_text("2 entries saved to a file.")
    file = tmp_path / "unsent.json"
    told.value.save_as(file)

    page.goto("about:blank")
    page.goto("/counter/manifest.webmanifest")  # the same place without the program
    page.evaluate(FORGET_ALL)
    page.unroute("**/api/push")
    page.goto("/counter/")
    expect(page.locator("#code")).to_be_focused()

    found = import_saved_sales(
        actor=shop.owner, branch_id=BranchId(shop.branch_id), data=file.read_bytes()
    )
    assert found == ImportedSales(booked=2)
    page.add_init_script(NOTES)
    code = issue_pairing_code(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id
    )
    page.keyboard.type(code)
    page.keyboard.press("Tab")
    page.keyboard.type("Kasir 2")
    page.keyboard.press("Enter")
    sign_in(page, "dewi")
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Sent")
    numbers = [sale.number.rpartition("-")[0] for sale in Sale.objects.order_by("recorded_at")]
    assert numbers[0] == numbers[1] != numbers[2]
    assert [sale.sequence for sale in Sale.objects.order_by("recorded_at")] == [1, 2, 1]
    assert DiscrepancyCase.objects.count() == 0
