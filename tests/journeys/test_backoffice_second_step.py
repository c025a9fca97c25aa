"""An owner sets up a passkey and an app, and signs in with each, in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.authenticators import with_device
from tests.support.backoffice import sign_in
from tests.support.browser import NewPage
from tests.support.second_steps import code_of
from tests.support.shop import PASSWORD, open_shop

pytestmark = [pytest.mark.journey, pytest.mark.databases("sqlite")]
INDEX = "/accounts/second-step/"


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.locator(".t-signin button[type=submit]").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))


@pytest.mark.rows("SEC-09")
@pytest.mark.django_db(transaction=True)
def test_a_passkey_and_an_app_open_the_account_of_an_owner_who_must_have_one(
    new_page: NewPage, settings: Any
) -> None:
    settings.SECOND_STEP_ROLES = ["owner"]
    open_shop()
    page = new_page()
    with_device(page)

    sign_in(page)
    expect(page.locator("h1")).to_have_text("Two-factor sign-in")
    expect(page.locator(".t-notice-title")).to_have_text("Set up a second factor to continue")
    assert_fits(page)
    assert_accessible(page)

    page.get_by_role("link", name="Add passkey").click()
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Add this device").click()
    expect(page.locator("#recovery-codes li")).to_have_count(10)
    page.get_by_role("link", name="I have saved them").click()

    page.get_by_role("link", name="Set up app").click()
    secret = page.locator(".t-key").inner_text()
    assert_accessible(page)
    page.locator("#id_code").fill(code_of(secret))
    page.get_by_role("button", name="Set up app").click()
    expect(page).to_have_url(re.compile(f"{INDEX}$"))
    assert_accessible(page)

    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator(".t-signin")).to_have_count(0)
    page.goto("/people/")
    expect(page.locator("h1")).to_have_text("Staff")

    sign_out(page)
    sign_in(page)
    expect(page.locator("h1")).to_have_text("Two-factor sign-in")
    assert_accessible(page)
    page.locator("#id_code").fill(code_of(secret, later=1))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(lambda address: "/accounts/" not in address)

    sign_out(page)
    sign_in(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: "/accounts/" not in address)
