"""What somebody does before a counter sells: pair the device, and sign in."""

from __future__ import annotations

from playwright.sync_api import Page


def pair(page: Page, code: str) -> None:
    """Type the code at a counter that isn't paired; returns when it asks who sells."""
    page.fill("#code", code)
    page.fill("#device_name", "Bench")
    page.keyboard.press("Enter")
    page.wait_for_selector("#username")


def sign_in(page: Page) -> None:
    """Sign in as ``bench.counter.shop`` made them; returns when something can be sought."""
    page.fill("#username", "bench")
    page.fill("#password", "tidak-mudah-ditebak-7")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search")
