"""A member collects points at the counter and pays with them, online and without network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import (
    all_sent,
    open_counter,
    pay,
    sell,
    stocked_shop,
    to_search,
    unsent,
    until,
    until_printed,
)
from tests.support.browser_storage import kept
from tests.support.loyalty import a_member, points, programme
from theriac.domains.loyalty.commands.change import adjust_points
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.loyalty.models import LoyaltyMember, LoyaltySale
from theriac.domains.sales.models import DiscrepancyCase

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.rows("SAL-26", "OFF-13"),
]


def name_card(page: Page, text: str) -> None:
    """Shift F2, the card or the telephone number, Enter."""
    page.keyboard.press("Shift+F2")
    page.locator("#text").fill(text)
    page.keyboard.press("Enter")


def welcome(member: LoyaltyMember, more: int, shop: object) -> None:
    adjust_points(
        actor=shop.owner,  # type: ignore[attr-defined]
        branch_id=shop.branch_id,  # type: ignore[attr-defined]
        loyalty_member_id=LoyaltyMemberId(member.id),
        points=more,
        reason="welcome",
    )


def test_points_are_collected_and_spent_online_and_offline(page: Page) -> None:
    stocked = stocked_shop()
    programme(stocked.shop, earn_amount=1_000, point_value=100)
    member = a_member(stocked.shop)
    welcome(member, 50, stocked.shop)
    open_counter(page, stocked.shop)
    sell(page, "paracetamol")
    name_card(page, "0812 0000 0000")
    expect(page.locator("#text-error")).to_contain_text("No loyalty member")
    page.locator("#text").fill("0812 3456 7890")
    page.keyboard.press("Enter")
    bar = page.locator("[data-member]")
    expect(bar).to_contain_text("50 points")
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.get_by_role("radio", name="Points").click()
    page.locator("#amount").fill("150")
    page.keyboard.press("Enter")
    expect(page.locator("#amount-error")).to_contain_text("Enter a multiple")
    page.locator("#amount").fill("1.000")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    expect(page.locator(".t-done-paper")).to_contain_text("Points spent")
    all_sent(page)
    first = LoyaltySale.objects.get()
    assert (first.spent, points(member)) == (10, 40 + first.earned)
    expect(page.locator(".t-done-paper")).to_contain_text("Points earned")
    until(page, lambda: kept(page, "device", "loyalty") is not None)

    page.context.set_offline(True)
    page.keyboard.press("Escape")
    to_search(page)
    sell(page, "paracetamol")
    name_card(page, "0812 3456 7890")
    expect(page.locator("#text-error")).to_contain_text("Offline: enter the card number")
    page.locator("#text").fill(member.number)
    page.keyboard.press("Enter")
    expect(bar).to_contain_text("at the last update")
    page.keyboard.press("F9")
    page.get_by_role("radio", name="Points").click()
    page.locator("#amount").fill("500")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()
    unsent(page, 1)
    page.context.set_offline(False)
    all_sent(page)
    assert LoyaltySale.objects.count() == 2
    assert DiscrepancyCase.objects.filter(kind="loyalty").count() == 0
    second = LoyaltySale.objects.exclude(id=first.id).get()
    assert points(member) == 40 + first.earned + second.earned - 5


def test_a_customer_is_enrolled_without_leaving_the_basket(page: Page) -> None:
    shop = stocked_shop().shop
    programme(shop, earn_amount=1_000, point_value=100)
    open_counter(page, shop)
    sell(page, "paracetamol")
    page.keyboard.press("Shift+F2")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="New member").click()
    dialog.get_by_label("Name (optional)").fill("Bu Sari")
    dialog.get_by_label("Telephone (optional)").fill("0812 3456 7890")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Ask the customer")
    dialog.get_by_label("The customer agrees").check()
    dialog.get_by_role("button", name="Enrol member").click()
    bar = page.locator("[data-member]")
    expect(bar).to_contain_text("0 points")
    member = LoyaltyMember.objects.get()
    until_printed(page, 1)
    pay(page)
    all_sent(page)
    earned = LoyaltySale.objects.get()
    assert earned.member_id == member.id
    assert points(member) == earned.earned > 0

    page.keyboard.press("Escape")
    to_search(page)
    page.keyboard.press("Shift+F2")
    dialog.get_by_role("button", name="New member").click()
    dialog.get_by_label("Telephone (optional)").fill("0812 3456 7890")
    dialog.get_by_label("The customer agrees").check()
    dialog.get_by_role("button", name="Enrol member").click()
    expect(dialog).to_contain_text("already has a loyalty card")
    assert LoyaltyMember.objects.count() == 1
