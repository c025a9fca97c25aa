"""Scans land in the basket wherever the focus is; the field that had it keeps text and caret."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    GOOD,
    close_dialog,
    noted,
    open_counter,
    pay,
    sell,
    stocked_shop,
    to_basket,
)
from tests.support.scanner import GS, Scanner
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.outbox.relay import relay_once
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.sales.models import Sale, SaleLine
from theriac.domains.serials.models import SerialRefusal, SerialSold

pytestmark = pytest.mark.journey
ROWS = "[data-basket] tr[data-line]"
EAN = "8991234567891"


def gtin(stem: str) -> str:
    digits = [int(digit) for digit in stem]
    weighted = sum(digit * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return f"{stem}{-weighted % 10}"


CODES = [gtin(f"89977777{index:04}") for index in range(20)]


def twenty_medicines(shop: Shop) -> None:
    for index, code in enumerate(CODES):
        strip = NewPack(name="strip", factor=10, price=1000 + index, barcodes=[code])
        medicine = add_medicine(
            shop, f"Medicine {index:02} tablet", legal_class="bebas", packs=[strip]
        )
        stock_up(shop, medicine, 50, batch_number=f"M{index:02}")
    relay_once()


def a_dated_medicine(shop: Shop) -> Medicine:
    strip = NewPack(name="strip", factor=10, price=9000, barcodes=[gtin("899555550001")])
    medicine = add_medicine(shop, "Cefixime 100 mg capsule", legal_class="bebas", packs=[strip])
    stock_up(shop, medicine, 100, batch_number="CFX1", days=200, shelf="B-12")
    stock_up(shop, medicine, 100, batch_number="CFX2", days=400, shelf="B-12")
    relay_once()
    return medicine


CEFIXIME = f"]d201{gtin('899555550001').zfill(14)}"


def field(page: Page, selector: str) -> list[Any]:
    """Text and caret of a field, and whether it has the focus."""
    found: list[Any] = page.locator(selector).evaluate(
        "(e) => [e.value, e.selectionStart, e.selectionEnd, document.activeElement === e]"
    )
    return found


@pytest.mark.rows("SAL-05")
@pytest.mark.parametrize("suffix", ["Enter", "Tab", None])
def test_twenty_scans_in_ten_seconds_are_twenty_right_lines(page: Page, suffix: str | None) -> None:
    """The search holds what somebody had begun to type, and still does afterwards."""
    stocked = stocked_shop()
    twenty_medicines(stocked.shop)
    open_counter(page, stocked.shop)
    page.keyboard.type("para")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#hit-0")).to_be_visible()
    page.wait_for_timeout(500)
    scanner = Scanner(page, pace=0)
    for code in CODES:
        scanner(code, suffix)
    expect(page.locator(ROWS)).to_have_count(20)
    rows = page.locator(ROWS).all_text_contents()
    assert [f"Medicine {index:02} tablet" in row for index, row in enumerate(rows)] == [True] * 20
    assert field(page, "#search")[0] == "para"
    assert noted(page).count(GOOD) == 20


@pytest.mark.rows("SAL-05")
def test_a_scan_takes_nothing_from_the_field_that_has_the_focus(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    scanner = Scanner(page)
    page.keyboard.type("oral salts")
    page.wait_for_timeout(450)
    page.locator("#search").evaluate("(e) => e.setSelectionRange(2, 5)")
    scanner(EAN)
    expect(page.locator(ROWS)).to_contain_text(["1 strip"])
    assert field(page, "#search") == ["oral salts", 2, 5, True]
    page.keyboard.press("Escape")
    page.keyboard.type("3*")
    page.wait_for_timeout(450)
    scanner(EAN)
    expect(page.locator(ROWS)).to_contain_text(["4 strips"])
    assert field(page, "#search")[0] == ""


@pytest.mark.rows("SAL-05")
def test_with_the_focus_on_a_line_a_button_or_nothing(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    scanner = Scanner(page)
    sell(page, "oral")
    to_basket(page)
    scanner(EAN)
    expect(page.locator(ROWS)).to_contain_text(["1 sachet", "1 strip"])
    assert field(page, "#search")[0] == ""
    page.locator("[data-act=more]").first.focus()
    scanner(EAN, "Tab")
    expect(page.locator(ROWS)).to_contain_text(["1 sachet", "2 strips"])
    page.evaluate("document.activeElement.blur()")
    scanner(EAN, None)
    expect(page.locator(ROWS)).to_contain_text(["1 sachet", "3 strips"])
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.rows("SAL-05")
def test_while_a_dialogue_is_open_its_field_keeps_what_it_holds(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    scanner = Scanner(page)
    sell(page, "amlodipine")
    page.get_by_role("button", name="Enter prescription").click()
    expect(page.locator("#prescriber")).to_be_focused()
    page.locator("#prescriber").fill("dr. Maya")
    page.locator("#prescriber").evaluate("(e) => e.setSelectionRange(4, 4)")
    scanner(EAN)
    expect(page.locator("[data-heard]")).to_contain_text("Added: Paracetamol 500 mg tablet")
    assert field(page, "#prescriber") == ["dr. Maya", 4, 4, True]
    page.locator("#written_on").focus()
    before = page.locator("#written_on").input_value()
    scanner(EAN, "Tab")
    expect(page.locator("[data-heard]")).to_contain_text("2 strips")
    assert page.locator("#written_on").input_value() == before
    scanner("8991234567907")
    expect(page.locator("[data-heard]")).to_contain_text("This code isn’t in the catalogue")
    close_dialog(page)
    expect(page.locator(ROWS)).to_contain_text(["1 strip", "2 strips"])


@pytest.mark.rows("SAL-05")
def test_while_paying_a_scan_is_refused_aloud_and_the_sum_stays(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "oral")
    page.keyboard.press("F9")
    amount = page.locator("#amount")
    expect(amount).to_be_focused()
    amount.fill("50000")
    Scanner(page)(EAN)
    expect(page.locator("[data-heard]")).to_contain_text("can’t scan during payment")
    expect(amount).to_have_value("50000")
    assert Sale.objects.count() == 0
    page.keyboard.press("Escape")
    expect(page.locator(ROWS)).to_have_count(1)


@pytest.mark.rows("SAL-05", "CAT-07")
@pytest.mark.parametrize("suffix", ["Enter", None])
def test_a_message_that_a_pause_cut_is_one_scan_and_leaves_nothing(
    page: Page, suffix: str | None
) -> None:
    """Behind the GTIN, in the batch or the serial number; a dialogue's field keeps its text."""
    stocked = stocked_shop()
    a_dated_medicine(stocked.shop)
    open_counter(page, stocked.shop)
    scanner = Scanner(page)
    rows = page.locator(ROWS)
    code = f"{CEFIXIME}10CFX1{GS}21SN1"
    page.keyboard.type("oral salts")
    page.wait_for_timeout(450)
    for at, (cut, pause) in enumerate([(19, 120), (23, 180), (len(code) - 1, 250)]):
        scanner(f"{code}{at}", suffix, stall=(cut, pause))
        strips = "1 strip" if at == 0 else f"{at + 1} strips"
        expect(rows).to_contain_text([strips])
        expect(rows).to_contain_text(["CFX1"])
        assert field(page, "#search")[0] == "oral salts"
    expect(rows).to_have_count(1)
    page.keyboard.press("Escape")
    sell(page, "amlodipine")
    page.get_by_role("button", name="Enter prescription").click()
    page.locator("#prescriber").fill("dr. Maya")
    scanner(f"{code}9", suffix, stall=(24, 200))
    expect(page.locator("[data-heard]")).to_contain_text("Added: Cefixime 100 mg capsule")
    assert field(page, "#prescriber")[0] == "dr. Maya"


@pytest.mark.rows("SAL-05", "CAT-07")
@pytest.mark.parametrize("fnc1", ["ctrl", "f8", "gs"])
def test_a_code_that_names_a_batch_takes_it_and_a_later_one_asks_why(page: Page, fnc1: str) -> None:
    stocked = stocked_shop()
    a_dated_medicine(stocked.shop)
    open_counter(page, stocked.shop)
    scanner = Scanner(page, fnc1=fnc1)
    scanner(f"{CEFIXIME}10CFX2{GS}21SN77")
    row = page.locator(ROWS)
    expect(row).to_contain_text(["CFX2"])
    card = page.locator("[data-problem=later_batch]")
    expect(card).to_contain_text("Cefixime 100 mg capsule: CFX2 expires later than CFX1")
    expect(page.get_by_role("button", name="Check line 1 first")).to_be_disabled()
    page.wait_for_timeout(150)  # the second key of a suffix would come sooner
    page.keyboard.press("Enter")
    expect(card).to_have_count(0)
    scanner(f"{CEFIXIME}10CFX1{GS}21SN78")
    expect(page.locator(ROWS)).to_contain_text(["CFX2", "CFX1"])
    pay(page)
    page.wait_for_function("() => document.querySelector('[data-done]').innerText.includes('Sent')")
    assert SaleLine.objects.count() == 2


@pytest.mark.rows("CAT-07")
@pytest.mark.parametrize(
    ("code", "title", "text"),
    [
        ("]d20108995555500019", "can’t be read", "check digit"),
        (f"{CEFIXIME}17271332", "can’t be read", "a date that doesn’t exist"),
        (f"{CEFIXIME}10CFX9", "batch CFX9 isn’t in stock here", "Use the proposed batch"),
        (f"{CEFIXIME}17261031" + "10CFX1", "expired on 31 Oct 2026", "quarantine"),
        (f"{CEFIXIME}10CFX117280131", "can’t be read", "FNC1"),
    ],
)
def test_what_cant_be_taken_is_refused_with_the_reason(
    page: Page, code: str, title: str, text: str
) -> None:
    stocked = stocked_shop()
    a_dated_medicine(stocked.shop)
    open_counter(page, stocked.shop)
    Scanner(page)(code)
    card = page.locator(".t-notice")
    expect(card).to_contain_text(title)
    expect(card).to_contain_text(text)
    expect(page.locator(ROWS)).to_have_count(0)
    Scanner(page)(EAN)
    expect(page.locator(ROWS)).to_have_count(1)


@pytest.mark.rows("CAT-07")
def test_an_expiry_that_differs_from_the_books_is_said(page: Page) -> None:
    stocked = stocked_shop()
    a_dated_medicine(stocked.shop)
    open_counter(page, stocked.shop)
    Scanner(page)(f"{CEFIXIME}17291231" + "10CFX1")
    expect(page.locator(".t-notice")).to_contain_text("Code: 31 Dec 2029. Stock:")
    expect(page.locator(ROWS)).to_contain_text(["CFX1"])


@pytest.mark.rows("STK-32")
def test_a_pack_is_sold_once_and_refused_when_its_serial_was_sold(page: Page) -> None:
    stocked = stocked_shop()
    a_dated_medicine(stocked.shop)
    open_counter(page, stocked.shop)
    scanner = Scanner(page)
    row = page.locator(ROWS)
    scanner(f"{CEFIXIME}10CFX1{GS}21SN1")
    expect(row).to_contain_text(["1 strip"])
    scanner(f"{CEFIXIME}10CFX1{GS}21SN1")
    expect(page.locator("main")).to_contain_text("This pack is already in the basket")
    scanner(f"{CEFIXIME}10CFX1{GS}21SN2")
    expect(row).to_contain_text(["2 strips"])
    pay(page)
    page.wait_for_function("() => document.querySelector('[data-done]').innerText.includes('Sent')")
    assert sorted(SerialSold.objects.values_list("serial", flat=True)) == ["SN1", "SN2"]

    scanner(f"{CEFIXIME}10CFX1{GS}21SN2")
    expect(page.locator("main")).to_contain_text("SN2 was already sold, with")
    expect(row).to_have_count(0)
    assert SerialRefusal.objects.get().serial == "SN2"
    scanner(f"{CEFIXIME}10CFX1{GS}21SN3")
    expect(row).to_contain_text(["1 strip"])
