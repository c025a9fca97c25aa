"""Racikan in a browser: typed as fractions, kept as a formula, made, checked, labelled."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.care import desk_of, looked_over, press
from tests.support.browser import NewPage
from tests.support.compounding import add_capsules, add_ingredients
from tests.support.prescriptions import pharmacist
from tests.support.shop import Shop, open_shop
from theriac.core.verification.registry import run_checks
from theriac.domains.compounding.models import Preparation
from theriac.domains.stock.models import Balance

pytestmark = [pytest.mark.journey, pytest.mark.rows("RX-12")]
TYPED = (("Paracetamol 500 mg", "1/4"), ("CTM 4 mg", "0,5"), ("Lactose", "2"))
USED = {"Par-1": 97, "CTM-1": 95, "Lac-1": 80}
BY_ITS_FORM = timedelta(days=180)


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    found = open_shop()
    add_capsules(found)
    add_ingredients(found)
    return found


def lying() -> dict[str, int]:
    """Base units by batch number on the branch's shelf."""
    rows = Balance.objects.filter(place__kind="shelf", quantity__gt=0)
    return dict(rows.values_list("batch__number", "quantity"))


def written(page: Page) -> None:
    """Ten capsules of three ingredients, by keyboard alone once the product is found."""
    page.goto("/stock/compounding/find/?q=racikan")
    page.get_by_role("link", name="Racikan kapsul").click()
    page.locator("[name=units]").fill("10")
    page.locator("[name=service_fee]").fill("5.000")
    page.wait_for_load_state()  # what searches is there
    page.get_by_label("Product", exact=True).first.focus()
    for at, (name, share) in enumerate(TYPED):
        cell = page.get_by_label("Product", exact=True).nth(at)
        expect(cell).to_be_focused()
        page.keyboard.type(name)
        expect(page.locator("#grid-found li")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.get_by_label("For 1 unit", exact=True).nth(at)).to_be_focused()
        page.keyboard.type(share)
        page.keyboard.press("Enter")
    looked_over(page)
    press(page, "Save draft")
    expect(page.get_by_text("Draft saved. No stock has moved yet.")).to_be_visible()


def kept_as_a_formula(page: Page) -> None:
    press(page, "Save as formula")
    dialog = page.get_by_role("dialog", name="Save as formula")
    dialog.get_by_label("Name").fill("Capsules of three")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Formula saved.")).to_be_visible()
    page.locator(".t-head-more > summary").click()
    press(page, "Discard")
    page.get_by_role("dialog").get_by_role("button", name="Discard draft").click()
    expect(page.get_by_text("Draft discarded. Stock is unchanged.")).to_be_visible()
    assert lying() == dict.fromkeys(USED, 100)


def made(page: Page) -> Preparation:
    """Out of the formula; the ingredients leave, and the maker can't put it on sale."""
    page.goto("/stock/compounding/find/")
    page.get_by_role("link", name="Capsules of three").click()
    expect(page.get_by_label("For 1 unit", exact=True).first).to_have_value("1/4")
    press(page, "Save draft", "Compound")
    dialog = page.get_by_role("dialog", name="Compound this now?")
    looked_over(page)
    dialog.get_by_role("button", name="Compound").click()
    expect(page.get_by_text("Another person must check this")).to_be_visible()
    expect(page.get_by_role("button", name="Checked, put on sale")).to_have_count(0)
    return Preparation.objects.get(state="made")


def labelled(page: Page, number: str) -> None:
    """The label's PDF opens from the preparation, with its batch and beyond-use date."""
    page.locator(".t-head-more > summary").click()
    page.get_by_role("link", name="Labels").click()
    looked_over(page)
    with page.expect_response(lambda one: ".pdf" in one.url) as answer:
        press(page, "Create PDF")
    got = page.context.request.get(answer.value.url)
    [sheet] = pypdfium2.PdfDocument(got.body())
    assert number in sheet.get_textpage().get_text_range()


def test_ten_capsules_from_three_ingredients(shop: Shop, new_page: NewPage) -> None:
    page = desk_of(new_page, pharmacist(shop, "ratna"))
    written(page)
    kept_as_a_formula(page)
    row = made(page)
    assert lying() == {**USED, row.number: 10}
    assert row.beyond_use_on == shop.today + BY_ITS_FORM

    checker = desk_of(new_page, pharmacist(shop, "sinta"), language="id", phone=True)
    own = f"/stock/compounding/{row.id}/"
    checker.goto(own)
    looked_over(checker)
    press(checker, "Sudah diperiksa, jual")
    expect(checker.get_by_role("button", name="Sudah diperiksa, jual")).to_have_count(0)
    checker.get_by_role("link", name="Lembar kerja").click()
    for told in (row.number, *USED, "Batas pakai (BUD)", "Ratna", "Sinta"):
        expect(checker.locator("main").get_by_text(told).first).to_be_visible()
    looked_over(checker)

    page.goto(own)
    labelled(page, row.number)
    assert [v.sentence for result in run_checks() for v in result.violations] == []
