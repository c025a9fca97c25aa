"""Paying: methods, change, what doesn't fit, and what is printed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.counter import (
    noted,
    open_counter,
    open_dialog,
    pay,
    sell,
    stocked_shop,
    to_search,
    until,
    until_printed,
)
from tests.support.browser import NewPage
from tests.support.customer_returns import in_coins_of
from tests.support.shop import add_medicine, add_staff, open_shop, stock_up
from theriac.core.outbox.relay import relay_once
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.sales.models import DiscrepancyCase, Payment, Sale

pytestmark = pytest.mark.journey


def paid() -> list[tuple[str, int, int, str]]:
    rows = Payment.objects.order_by("id")
    return [(row.method, row.tendered, row.change, row.reference) for row in rows]


def sent(page: Page) -> None:
    expect(page.locator("[data-done]").get_by_text("Sent", exact=True)).to_be_visible()


def test_two_methods_and_change_from_cash(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "2*paracetamol")
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Card", exact=True)).to_be_checked()
    page.keyboard.type("8000")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Cash")).to_be_checked()
    expect(page.locator("#amount")).to_have_value("5.000")
    expect(page.locator("#amount")).to_be_focused()
    page.keyboard.type("10000")
    expect(page.locator(".t-change")).to_contain_text("5.000")
    page.keyboard.press("Control+Enter")
    sent(page)
    assert paid() == [("card", 8_000, 0, ""), ("cash", 10_000, 5_000, "")]
    assert "print" not in noted(page)
    assert DiscrepancyCase.objects.count() == 0


def test_what_doesnt_fit_says_why_and_keeps_what_was_typed(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "2*paracetamol")
    page.keyboard.press("F9")
    amount = page.locator("#amount")
    expect(amount).to_be_focused()
    for typed, why in (
        ("5000", "Rp\u00a08.000 is still due. Add a payment."),
        ("8991234567891", "This is far above the total."),
        ("1.5x", "Enter the amount in digits, for example 50000."),
    ):
        amount.fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#amount-error")).to_contain_text(why)
        expect(amount).to_have_value(typed)
    page.keyboard.press("ArrowRight")
    amount.fill("20000")
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text("Change is given from cash only.")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_focused()
    assert Sale.objects.count() == 0


@pytest.mark.rows("CAP-10")
def test_what_cash_is_rounded_by_stands_among_the_sums_before_it_is_paid(page: Page) -> None:
    stocked = stocked_shop()
    zinc = add_medicine(
        stocked.shop, "Zinc 20 mg tablet", packs=[NewPack(name="tablet", factor=1, price=640)]
    )
    stock_up(stocked.shop, zinc, 10, batch_number="ZNC1")
    in_coins_of(stocked.shop, 100)
    relay_once()
    open_counter(page, stocked.shop)
    sell(page, "zinc")
    page.keyboard.press("F9")
    summary = page.get_by_role("region", name="Summary")
    rounding = summary.locator(".t-sum", has_text="Rounding")
    expect(rounding).to_have_text(re.compile("Rounding\\s*−Rp\u00a040"))
    expect(page.locator(".t-due")).to_contain_text("Rp\u00a0600")
    page.locator("#amount").fill("0")
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text("Rp\u00a0600 is still due.")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".t-due")).to_contain_text("Rp\u00a0640")
    expect(rounding).to_have_count(0)


def test_by_touch_with_the_pad_and_a_reference(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    page.get_by_role("button", name="Pay F9").click()
    expect(page.locator("#amount")).to_be_visible()
    for digits in ("2", "0", "000"):
        page.get_by_role("button", name=digits, exact=True).click()
    expect(page.locator("#amount")).to_have_value("20.000")
    page.get_by_role("button", name="Delete one digit").click()
    expect(page.locator("#amount")).to_have_value("2.000")
    page.get_by_role("radio", name="Transfer").click()
    page.get_by_label("Approval code or reference").fill("TRF-77")
    page.get_by_role("button", name="Complete and print").click()
    sent(page)
    assert paid() == [("transfer", 6_500, 0, "TRF-77")]


@pytest.mark.rows("CAT-10", "STK-10")
def test_the_receipt_names_shop_batches_taxes_and_change(page: Page) -> None:
    stocked = stocked_shop(
        address="Jl. Melati Raya 12",
        phone="021-5550-0142",
        licences={"sia": "503/0142/2025", "apj": "apt. Ratna W."},
        tax_id="0000000000000000",
    )
    open_counter(page, stocked.shop)
    sell(page, "6*oral")
    pay(page)
    receipt = page.locator("[data-done] .t-receipt")
    text = receipt.inner_text().replace("\u00a0", " ")
    for part in (
        "APOTEK SENTOSA MELATI",
        "Jl. Melati Raya 12",
        "Tel. 021-5550-0142",
        "SIA 503/0142/2025 · APJ apt. Ratna W.",
        "NPWP 0000000000000000",
        "6 sachets × Rp 1.200",
        "ORS2503 (4)",
        "ORS2507 (2)",
        "TOTAL",
        "Rp 7.200",
        "Tax base (DPP)",
        "Prices include PPN",
        "Cashier Dewi",
        "Kasir 2",
    ):
        assert part in text, part
    page.emulate_media(media="print")
    expect(page.locator(".t-paper .t-receipt")).to_be_visible()
    expect(page.locator(".t-head")).to_be_hidden()


def test_the_last_receipt_prints_again_until_the_next_sale_begins(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    pay(page)
    number = page.locator("[data-done]").get_attribute("data-done")
    page.keyboard.type("o")
    expect(page.locator("[data-done]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_have_value("")
    to_search(page)
    open_dialog(page, "F10")
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_have_attribute("data-done", number or "")
    until_printed(page, 2)


@pytest.mark.parametrize("width", [58, 80])
def test_a_tax_invoice_in_india_names_goods_codes_and_each_rate(
    new_page: NewPage, width: int
) -> None:
    shop = open_shop(
        "in", address="4 Veera Road", tax_id="27AAAAA0000A1Z5", licences={"dl_20": "20B-000142"}
    )
    add_staff("pharmacist", shop.branch_id, "neha")
    metformin = add_medicine(
        shop,
        "Metformin 500 mg tablet",
        packs=[NewPack(name="tablet", factor=1), NewPack(name="strip", factor=15, price=3000)],
    )
    stock_up(shop, metformin, 60, batch_number="MET26A4", mrp_amount=3150, mrp_units=15)
    cream = add_medicine(
        shop,
        "Cold cream",
        base_unit="tube",
        tax_class="cosmetic",
        hsn="33049910",
        packs=[NewPack(name="tube", factor=1, price=11800)],
    )
    stock_up(shop, cream, 10, batch_number="CRM1", mrp_amount=11800, mrp_units=1)
    change_settings(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        version=1,
        changes={"receipt_width_mm": width},
    )
    relay_once()
    page = new_page()
    open_counter(page, shop, "neha")
    sell(page, "2*metformin")
    expect(page.locator(".t-total")).to_contain_text("₹63.00")
    sell(page, "cold cream")
    pay(page)
    sent(page)
    receipt = page.locator("[data-done] .t-receipt")
    text = receipt.inner_text().replace("\u00a0", " ")
    for part in (
        "TAX INVOICE",
        "GSTIN 27AAAAA0000A1Z5",
        "DL 20 20B-000142",
        "MET26A4",
        "HSN 3004",
        "HSN 33049910",
    ):
        assert part in text, part
    lines = [line.strip() for line in text.splitlines()]
    first = lines.index("Taxable at 18%")
    assert lines[first : first + 12] == [
        *("Taxable at 18%", "₹100.00", "CGST 9%", "₹9.00", "SGST 9%", "₹9.00"),
        *("Taxable at 5%", "₹60.00", "CGST 2.5%", "₹1.50", "SGST 2.5%", "₹1.50"),
    ]
    assert receipt.evaluate("paper => paper.scrollWidth <= paper.clientWidth")
    assert [(sale.total, sale.rounding) for sale in Sale.objects.all()] == [(18_100, 0)]
    assert DiscrepancyCase.objects.count() == 0


def test_a_line_that_comes_while_the_server_is_asked_is_asked_about_too(page: Page) -> None:
    stocked = stocked_shop()
    open_counter(page, stocked.shop)
    held: list[Route] = []
    asked: list[int] = []

    def hold_the_first(route: Route) -> None:
        asked.append(len((route.request.post_data_json or {})["lines"]))
        if len(asked) == 1:
            held.append(route)
        else:
            route.continue_()

    page.route("**/counter/api/check", hold_the_first)
    sell(page, "paracetamol")
    page.keyboard.press("F9")
    until(page, lambda: held)
    to_search(page)
    sell(page, "oral")
    held[0].continue_()
    expect(page.locator("#amount")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Oral rehydration salts")
    assert asked == [1, 2]
