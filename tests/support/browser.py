"""A real browser for journeys: an installed Chromium or Chrome, driven by Playwright.

``THERIAC_CHROMIUM`` names one in an unusual place. Pages run against ``live_server``; what a
page asks of any other server fails the test, and so do errors in its console.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WITHOUT_BROWSER = (
    "no Chromium or Chrome is installed. Get one: sudo apt-get install chromium "
    "(macOS: brew install --cask chromium; Windows: winget install Google.Chrome), "
    "or name one with THERIAC_CHROMIUM"
)

PATIENCE_MS = 60_000
"""How long an expectation and an action wait: a busy machine is slow, and isn't wrong."""

NewPage = Callable[..., "Page"]


def find_browser() -> str | None:
    """The path of an installed Chromium or Chrome, or None."""
    named = os.environ.get("THERIAC_CHROMIUM")
    if named:
        return shutil.which(named)
    found = (shutil.which(command) for command in COMMANDS)
    present = (place for place in PLACES if Path(place).exists())
    return next((path for path in (*found, *present) if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole session; every page has a profile of its own."""
    path = find_browser()
    if path is None:
        pytest.skip(WITHOUT_BROWSER)
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 (slow)

    expect.set_options(timeout=PATIENCE_MS)
    # Playwright's synchronous interface runs an event loop in this thread, which Django's ORM
    # refuses to work beside unless told that it is meant.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def until_answered() -> None:
    """Wait until the live server is done with what closed pages had asked.

    A sale that a page sent as it was closed would else be booked after the database was emptied,
    into the next test. The server has a thread for each connection; it ends with the connection.
    """
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while any("process_request_thread" in thread.name for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "the live server still answers closed pages"
        time.sleep(0.01)


class Watch:
    """What a page did that no page may do: errors in the console, requests elsewhere."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []

    def look_at(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"script failed: {error}"))
        page.on("console", self._note)
        page.on("request", self._check)

    def _note(self, message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _check(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.complaints.append(f"outside request: {request.url}")


@pytest.fixture
def watch(live_server: Any) -> Watch:
    """The complaints of this test's pages; clear the list where one is meant to happen."""
    return Watch(live_server.url)


@pytest.fixture
def new_page(browser: Browser, live_server: Any, watch: Watch) -> Iterator[NewPage]:
    """Open pages on the live server: ``new_page(width=390, height=844, dark=True, locale="id")``.

    Each has a fresh profile. At the end the test fails for console errors and outside requests.
    """
    contexts = []

    def open_page(
        *, width: int = 1280, height: int = 800, dark: bool = False, locale: str = "en", **more: Any
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale=locale,
            **more,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        context.on("page", watch.look_at)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    until_answered()
    assert watch.complaints == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One page of desktop size in English."""
    return new_page()
