"""A gift card pays at the counter; without network it isn't taken."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    close_dialog,
    end_slip,
    open_counter,
    open_dialog,
    sell,
    stocked_shop,
    to_search,
    until,
)
from tests.support.browser_storage import kept
from tests.support.gift_cards import a_gift_card, holds
from tests.support.shop import add_staff
from tests.support.till_sessions import with_till_sessions
from theriac.core.verification.registry import run_checks
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.tills.models import CashMovement

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.rows("SAL-27", "OFF-13"),
]


def choose_card(page: Page, code: str) -> None:
    """F9, the method, the code."""
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.get_by_role("radio", name="Gift card").click()
    page.locator("#reference").fill(code)


def test_a_card_pays_online_and_is_refused_without_network(page: Page) -> None:
    stocked = stocked_shop()
    code = new_code()
    card = a_gift_card(stocked.shop, 2_000, code)
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    choose_card(page, "AAAA-BBBB-CCCC-DDDD")
    expect(page.get_by_text("No gift card has this code")).to_be_visible()
    page.locator("#reference").fill(code.lower())
    expect(page.get_by_text("Rp 2.000 on this gift card")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text("has Rp 2.000 left")
    page.locator("#amount").fill("1.500")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    all_sent(page)
    assert holds(card) == 500
    assert GiftEntry.objects.get(kind="paid").sale_id == Sale.objects.get().id
    assert DiscrepancyCase.objects.count() == 0

    page.context.set_offline(True)
    page.keyboard.press("Escape")
    to_search(page)
    sell(page, "paracetamol")
    choose_card(page, code)
    expect(page.get_by_text("Gift cards need the network")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text("need the network")
    assert Sale.objects.count() == 1
    page.context.set_offline(False)


def test_a_card_is_sold_for_cash_printed_and_pays_at_once(page: Page) -> None:
    shop = stocked_shop().shop
    with_till_sessions(shop)
    open_counter(page, shop)
    all_sent(page)
    dialog = page.get_by_role("dialog")
    open_dialog(page, "F10").get_by_role("button", name="Sell a gift card").click()
    dialog.get_by_label("Float").fill("100.000")
    dialog.get_by_role("button", name="Open till").click()
    value = dialog.get_by_label("Value of the card")
    value.fill("0")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Enter an amount above 0")
    value.fill("50.000")
    page.keyboard.press("Enter")
    paper = dialog.locator("[data-received]")
    expect(paper).to_contain_text("Rp 50.000")
    expect(paper.locator("[data-bars]")).to_be_visible()
    card = GiftCard.objects.get()
    code = paper.locator(".it.t-code").inner_text()
    assert code.endswith(card.last_four)
    assert holds(card) == 50_000
    end_slip(page)
    all_sent(page)
    move = CashMovement.objects.get()
    assert (move.reason, move.amount, move.note) == ("gift_card", 50_000, card.number)
    until(page, lambda: {row["state"] for row in kept(page, "till_documents")} == {"taken"})

    sell(page, "paracetamol")
    choose_card(page, code)
    expect(page.get_by_text("Rp 50.000 on this gift card")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    all_sent(page)
    assert holds(card) == 50_000 - Sale.objects.get().total
    assert [one for result in run_checks() for one in result.violations] == []

    page.context.set_offline(True)
    page.keyboard.press("Escape")
    to_search(page)
    open_dialog(page, "F10").get_by_role("button", name="Sell a gift card").click()
    value.fill("10.000")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("This needs the network")
    close_dialog(page)
    assert GiftCard.objects.count() == 1
    page.context.set_offline(False)


@pytest.mark.rows("SAL-24")
def test_a_card_is_topped_up_by_card_and_the_report_of_the_till_tells_it(page: Page) -> None:
    shop = stocked_shop().shop
    with_till_sessions(shop)
    code = new_code()
    card = a_gift_card(shop, 10_000, code)
    add_staff("manager", shop.branch_id, "budi")
    open_counter(page, shop, "budi")
    all_sent(page)
    dialog = page.get_by_role("dialog")
    open_dialog(page, "F10").get_by_role("button", name="Top up a gift card").click()
    dialog.get_by_label("Float").fill("100.000")
    dialog.get_by_role("button", name="Open till").click()
    typed = dialog.get_by_label("Code of the gift card")
    typed.fill("AAAA-BBBB-CCCC-DDDD")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_be_visible()
    typed.fill(code.lower())
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Rp 10.000 on the card")
    dialog.get_by_label("Amount to add").fill("40.000")
    dialog.get_by_role("button", name="Card", exact=True).click()
    dialog.get_by_role("button", name="Top up gift card").click()
    paper = dialog.locator("[data-received]")
    expect(paper).to_contain_text("GIFT CARD TOP-UP")
    expect(paper).to_contain_text("Rp 50.000")
    assert holds(card) == 50_000
    assert code not in str(kept(page, "device", "unconfirmed"))
    end_slip(page)

    open_dialog(page, "F10").get_by_role("button", name="Till", exact=True).click()
    dialog.get_by_role("button", name="X report").click()
    report = dialog.get_by_role("article")
    expect(report).to_contain_text("Accounts and gift cards, without cash")
    expect(report).to_contain_text("Rp 40.000")
    expect(report).to_contain_text("Expected")
    assert not CashMovement.objects.exists()
