"""No name of a prescription is readable in the browser's storage; the server reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    listening,
    noted,
    open_counter,
    pay,
    reloaded,
    sell,
    sign_in,
    stocked_shop,
    unsent,
    until,
    until_drafted,
)
from tests.support.browser import Computer
from tests.support.browser_storage import everything_kept, on_disk
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleGround

pytestmark = [pytest.mark.journey, pytest.mark.first_load]
PRESCRIBER, NUMBER = "dr. Xanthippe Quillfeather", "ZQX-90817-KEEPOUT"
PARKED = ("dr. Ignatius Wobblethorpe", "PKD-55120-KEEPOUT")
OPEN = ("dr. Zenobia Crumplehorn", "OPN-77341-KEEPOUT")
NEEDLES = ("Xanthippe", "Quillfeather", "ZQX-90817", "Ignatius", "Wobblethorpe", "PKD-55120")
NEEDLES += ("Zenobia", "Crumplehorn", "OPN-77341", "KEEPOUT")
READY = """async () => {
  await navigator.serviceWorker.ready;
  const opening = indexedDB.open("theriac-counter");
  await new Promise((resolve) => { opening.onsuccess = resolve; });
  const asked = opening.result.transaction("device").objectStore("device").get("proofs");
  await new Promise((resolve) => { asked.onsuccess = resolve; });
  opening.result.close();
  return Boolean(asked.result);
}"""


def capture(page: Page, prescriber: str = PRESCRIBER, number: str = NUMBER) -> None:
    """Amlodipine, and the prescription for it."""
    sell(page, "amlodipine")
    page.get_by_role("button", name="Enter prescription").click()
    expect(page.locator("#prescriber")).to_be_focused()
    page.keyboard.type(prescriber)
    page.keyboard.press("Tab")
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("[data-problem]")).to_have_count(0)


def park(page: Page) -> None:
    page.keyboard.press("F8")
    expect(page.get_by_text("Basket parked", exact=True)).to_be_visible()
    until_drafted(page)  # the empty basket is on the disk too


def fetch(page: Page) -> None:
    page.keyboard.press("F8")
    page.get_by_role("dialog").get_by_role("button", name="Amlodipine").click()
    expect(page.locator("[data-basket] [data-line]")).to_have_count(1)


def chip(page: Page) -> Any:
    return page.locator("[data-ground]")


def recorded() -> list[tuple[str, str]]:
    rows = SaleGround.objects.order_by("sale__sequence")
    return [(row.details["prescriber"], row.details["number"]) for row in rows]


def nothing_readable(kept: str) -> None:
    """And what was sold and parked is there indeed, so that the look was a real one."""
    assert [needle for needle in NEEDLES if needle in kept] == []
    assert kept.count('"sealed":"1.') == 3
    assert "Amlodipine 10 mg tablet" in kept


def test_sold_parked_and_open_nothing_is_readable_and_the_server_has_it(computer: Computer) -> None:
    page = computer.start()
    open_counter(page, stocked_shop().shop, "ratna")
    until(page, lambda: page.evaluate(READY))
    page.context.set_offline(True)
    capture(page)
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text(f"Prescription {NUMBER} · {PRESCRIBER}")
    capture(page, *PARKED)
    park(page)
    capture(page, *OPEN)
    expect(chip(page)).to_contain_text("R/ OPN-77341-KEEPOUT · dr. Zenobia Crumplehorn")
    until(page, lambda: everything_kept(page).count('"sealed":"1.') == 3)
    nothing_readable(everything_kept(page))
    reloaded(page)
    nothing_readable(everything_kept(page))
    page.close()
    computer.end()
    assert [
        (one, on_disk(computer.folder, one)) for one in NEEDLES if on_disk(computer.folder, one)
    ] == []
    assert on_disk(computer.folder, "AML26C1") != []

    page = computer.start()
    page.goto("/counter/")
    listening(page)
    sign_in(page, "ratna")
    expect(chip(page)).to_contain_text("Prescription of")
    pay(page)
    fetch(page)
    pay(page)
    until(page, lambda: Sale.objects.count() == 3)
    all_sent(page)
    assert recorded() == [(PRESCRIBER, NUMBER), OPEN, PARKED]
    assert DiscrepancyCase.objects.count() == 0


def test_in_its_session_it_stays_shown_also_when_it_was_parked(page: Page) -> None:
    open_counter(page, stocked_shop().shop, "ratna")
    capture(page)
    park(page)
    fetch(page)
    expect(chip(page)).to_contain_text(f"R/ {NUMBER} · {PRESCRIBER}")
    page.keyboard.press("F9")
    expect(page.locator(".t-pay")).to_contain_text(f"R/ {NUMBER} · {PRESCRIBER}")
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_contain_text(f"Prescription {NUMBER} · {PRESCRIBER}")
    until(page, lambda: recorded() == [(PRESCRIBER, NUMBER)])


def test_after_a_reload_it_is_sealed_paid_as_it_is_and_the_copy_names_nobody(page: Page) -> None:
    open_counter(page, stocked_shop().shop, "ratna")
    capture(page)
    until(page, lambda: '"sealed":"1.' in everything_kept(page))
    reloaded(page)
    expect(chip(page)).to_contain_text("sealed")
    expect(page.locator("[data-problem]")).to_have_count(0)
    page.keyboard.press("F9")
    expect(page.locator(".t-pay")).to_contain_text("The receipt won’t show the prescriber.")
    page.keyboard.press("Enter")
    receipt = page.locator("[data-done] .t-receipt")
    expect(receipt).to_contain_text("(details not on this device)")
    until(page, lambda: recorded() == [(PRESCRIBER, NUMBER)])
    assert PRESCRIBER not in page.content()
    page.keyboard.press("F10")
    page.get_by_role("button", name="Print the last receipt").click()
    until(page, lambda: noted(page).count("print") == 2)
    expect(page.locator(".t-paper")).to_contain_text("COPY")
    expect(page.locator(".t-paper")).to_contain_text("(details not on this device)")


def test_a_sealed_prescription_can_be_typed_anew(page: Page) -> None:
    open_counter(page, stocked_shop().shop, "ratna")
    capture(page)
    park(page)
    reloaded(page)
    fetch(page)
    chip(page).click()
    dialog = page.get_by_role("dialog", name="Prescription")
    expect(dialog).to_contain_text("This prescription is saved and sealed")
    expect(dialog.get_by_label("Prescriber")).to_have_value("")
    dialog.get_by_label("Prescriber").fill(OPEN[0])
    dialog.get_by_label("Prescription number").fill(OPEN[1])
    dialog.get_by_role("button", name="Save prescription").click()
    expect(chip(page)).to_contain_text(f"R/ {OPEN[1]} · {OPEN[0]}")
    pay(page)
    until(page, lambda: recorded() == [OPEN])


def test_a_slip_of_the_hand_is_put_right(page: Page) -> None:
    open_counter(page, stocked_shop().shop, "ratna")
    capture(page, "dr. Wrong", NUMBER)
    chip(page).click()
    dialog = page.get_by_role("dialog", name="Prescription")
    expect(dialog.get_by_label("Prescription number")).to_have_value(NUMBER)
    dialog.get_by_label("Prescriber").fill(PRESCRIBER)
    dialog.get_by_role("button", name="Save prescription").click()
    expect(chip(page)).to_have_count(1)
    pay(page)
    until(page, lambda: recorded() == [(PRESCRIBER, NUMBER)])


def test_signed_out_nothing_of_it_is_shown(page: Page) -> None:
    open_counter(page, stocked_shop().shop, "ratna")
    capture(page)
    page.keyboard.press("F10")
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("#username")).to_be_focused()
    sign_in(page, "dewi")
    expect(chip(page)).to_contain_text("sealed")
    assert PRESCRIBER not in page.content()


def test_a_prescription_whose_line_was_taken_out_isnt_sold(page: Page) -> None:
    open_counter(page, stocked_shop().shop, "ratna")
    capture(page)
    sell(page, "paracetamol")
    page.get_by_role("button", name="Less: Amlodipine 10 mg tablet").click()
    expect(chip(page)).to_have_count(0)
    pay(page)
    until(page, lambda: Sale.objects.count() == 1)
    assert recorded() == []


def test_the_unsent_are_saved_to_a_file_that_names_nobody(page: Page, tmp_path: Path) -> None:
    open_counter(page, stocked_shop().shop, "ratna")
    page.route("**/api/push", lambda route: route.abort())
    capture(page)
    pay(page)
    unsent(page, 1)
    page.get_by_role("button", name="1 unsent").first.click()
    dialog = page.get_by_role("dialog", name="Unsent sales")
    with page.expect_download() as told:
        dialog.get_by_role("button", name="Save to a file").click()
    told.value.save_as(tmp_path / "unsent.json")
    text = (tmp_path / "unsent.json").read_text("utf-8")
    assert [needle for needle in NEEDLES if needle in text] == []
    assert "sealed" in text
