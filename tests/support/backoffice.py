"""Signing in to the back office: as a test client by role, and in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.test import Client

from tests.support.shop import PASSWORD, Shop, add_staff
from theriac.domains.accounts.models import User
from theriac.domains.accounts.roles import ROLE_TITLES

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIGN_IN = "/accounts/login/"
FOUND = 302
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


def be_signed_in(page: Page, username: str = "owner") -> None:
    """Sign in without looking: the form is sent by the browser's context, no page is drawn."""
    context = page.context
    context.request.get(SIGN_IN)
    [token] = [one["value"] for one in context.cookies() if one["name"] == "csrftoken"]
    sent = {"login": username, "password": PASSWORD, "csrfmiddlewaretoken": token}
    answer = context.request.post(SIGN_IN, form=sent, max_redirects=0)
    assert answer.status == FOUND, answer.text()


def sign_in(page: Page, username: str = "owner", password: str = PASSWORD) -> None:
    """Sign in by the page, as people do."""
    page.goto(SIGN_IN)
    page.locator("#id_login").fill(username)
    page.locator("#id_password").fill(password)
    page.locator(".t-signin button[type=submit]").click()
    page.wait_for_url(lambda address: "/accounts/login" not in address)


Opener = Callable[..., "Page"]
