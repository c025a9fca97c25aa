"""An owner turns registration on; a customer registers, confirms, signs in and meets their page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.browser import NewPage
from tests.support.customers import EMAIL, NAME, SECRET, TEXT, mailed, secret_in
from tests.support.shop import open_shop
from theriac.domains.customers.models import Customer

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.journey, pytest.mark.databases("sqlite")]


def look_at(page: Page) -> None:
    assert_fits(page)
    assert_accessible(page)


def turn_on(owner: Page) -> None:
    """The owner writes the text and ticks the box."""
    owner.goto("/accounts/login/")
    expect(owner.get_by_role("link", name="Register as a customer")).to_have_count(0)
    be_signed_in(owner)
    owner.goto("/settings/")
    owner.get_by_label("Customers can register themselves").check()
    owner.get_by_role("button", name="Save settings").click()
    expect(owner.get_by_text("Customers agree to this when they register").last).to_be_visible()
    owner.get_by_label("Privacy text for customers").fill(TEXT)
    look_at(owner)
    owner.get_by_role("button", name="Save settings").click()
    expect(
        owner.get_by_text("Settings saved. Counters use them after their next update")
    ).to_be_visible()


def register(page: Page) -> None:
    """Dewi registers, at the second try."""
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Register as a customer").click()
    expect(page.get_by_text("We keep your name")).to_be_visible()
    look_at(page)
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    look_at(page)
    page.get_by_label("Password").fill(SECRET)
    page.get_by_label("I have read the privacy text").check()
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_text("Check your email")).to_be_visible()


def confirm(page: Page) -> None:
    """She opens the link, and signs in."""
    page.goto(f"/accounts/verify/?key={secret_in(mailed())}")
    expect(page).to_have_url(re.compile("/accounts/verify/$"))
    look_at(page)
    page.locator("#id_password").fill(SECRET)
    page.get_by_role("button", name="Open my account").click()
    expect(page.get_by_text("Your address is confirmed")).to_be_visible()
    page.locator("#id_login").fill(EMAIL)
    page.locator("#id_password").fill(SECRET)
    page.locator(".t-signin button[type=submit]").first.click()


def use_account(page: Page) -> None:
    """Her own page, and what it leads to."""
    expect(page).to_have_url(re.compile("/my-account/$"))
    expect(page.get_by_role("heading", name="My account")).to_be_visible()
    expect(page.get_by_text(EMAIL)).to_be_visible()
    look_at(page)
    page.get_by_role("button", name="Allow Offers").click()
    expect(page.get_by_role("button", name="Withdraw Offers")).to_be_visible()
    page.get_by_role("link", name="Your signed-in devices").click()
    expect(page.get_by_text("This device")).to_be_visible()
    look_at(page)


def meet_the_staffs_door(page: Page) -> None:
    """The back office is refused, with a way home."""
    refused = page.goto("/stock/")
    assert refused is not None
    assert refused.status == 403
    expect(page.get_by_text("This page is for pharmacy staff")).to_be_visible()
    page.get_by_role("link", name="Go to the first page").click()
    expect(page).to_have_url(re.compile("/my-account/$"))


def block(owner: Page) -> None:
    """The owner finds and blocks her."""
    owner.goto("/customers/")
    number = Customer.objects.get().number
    owner.get_by_role("link", name=number).click()
    expect(owner.get_by_text("D•••@example.com")).to_be_visible()
    look_at(owner)
    owner.get_by_role("link", name="Block").click()
    owner.get_by_label("Reason").fill("orders that nobody collects")
    owner.get_by_role("button", name="Block").click()
    expect(owner.get_by_text(f"Customer {number} is blocked.")).to_be_visible()


@pytest.mark.rows("API-08", "SEC-01")
@pytest.mark.django_db(transaction=True)
def test_from_the_setting_to_the_own_page(new_page: NewPage, settings: Any) -> None:
    settings.MAIL_WORKS = True
    open_shop()
    owner, page = new_page(), new_page()
    turn_on(owner)
    register(page)
    confirm(page)
    use_account(page)
    meet_the_staffs_door(page)
    block(owner)
    page.goto("/my-account/")
    expect(page).to_have_url(re.compile("/accounts/login/"))
