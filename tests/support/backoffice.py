"""Signing in to the back office: as a test client by role, and in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from tests.support.shop import PASSWORD, Shop, add_staff
from theriac.domains.accounts.models import User
from theriac.domains.accounts.roles import ROLE_TITLES

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
ROLES = tuple(ROLE_TITLES)


def client_of(shop: Shop, role: str) -> Client:
    """A browser without scripts in which somebody with this one role, at the branch, signed in."""
    user = User.objects.named(role)
    if user is None:
        add_staff(role, shop.branch_id)
        user = User.objects.get_by_natural_key(role)
    client = Client()
    client.force_login(user)
    return client


def sign_in(page: Page, username: str = "owner", password: str = PASSWORD) -> None:
    """Sign in by the page, as people do."""
    page.goto("/accounts/login/")
    page.locator("#id_login").fill(username)
    page.locator("#id_password").fill(password)
    page.locator(".t-signin button[type=submit]").click()
    page.wait_for_url(lambda address: "/accounts/login" not in address)


Opener = Callable[..., "Page"]


AT_REST = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished))"""


def assert_accessible(page: Page) -> None:
    """Axe's WCAG A and AA rules find nothing, once nothing fades in or out any more."""
    page.evaluate(AT_REST)
    found = Axe().run(page, options=RULES).response["violations"]
    named = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
    assert named == [], str(named)


def assert_fits(page: Page) -> None:
    """Nothing makes the page wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
