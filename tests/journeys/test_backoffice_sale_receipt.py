"""A sale's receipt drawn in the back office by the counter's modules, and printed again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.backoffice import be_signed_in
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.domains.sales.models import ReceiptCopy, Sale

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.rows("UX-15")
def test_a_receipt_is_seen_and_printed_as_a_copy(page: Page) -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100, batch_number="PCT2409A")
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 20)])]))
    number = Sale.objects.get().number
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    be_signed_in(page)
    page.goto(f"/sales/{Sale.objects.get().id}/")
    page.get_by_role("link", name="Receipt", exact=True).click()
    paper = page.get_by_role("article", name=f"Receipt {number}")
    for words in ("Paracetamol 500 mg tablet", "PCT2409A", number, "TOTAL"):
        expect(paper).to_contain_text(words, ignore_case=True)
    assert page.evaluate("printed") == 0

    page.get_by_role("button", name="Print copy").click()

    expect(paper).to_contain_text("COPY 1", ignore_case=True)
    page.wait_for_function("printed === 1")
    assert ReceiptCopy.objects.get().number == 1
    heading = page.get_by_role("heading", name=f"Receipt {number}")
    expect(heading).to_be_visible()
    page.emulate_media(media="print")
    expect(heading).to_be_hidden()
    expect(paper).to_be_visible()
    page.emulate_media(media="screen")
    page.reload()
    expect(paper).to_contain_text(number)
    expect(paper).not_to_contain_text("COPY", ignore_case=True)
    assert page.evaluate("printed") == 0
