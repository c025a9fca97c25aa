"""A real browser for journeys: an installed Chromium or Chrome, driven by Playwright.

Chromium's headless shell, where it is installed, drives the gate's: the same engine, without the
windows that nobody sees. The night has the whole browser, and so has what needs a camera.
``THERIAC_CHROMIUM`` names one in an unusual place. Pages run against ``live_server``; what a page
asks of any other server fails the test, and so do errors in its console.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.answering import until_answered
from tests.support.contexts import PATIENCE_MS, KeptRooms, Room, as_told

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
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
    "--in-process-gpu",  # nobody sees what is drawn: a twelfth of a journey's cost less
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--renderer-process-limit=1",  # pages of one site share a process: a tenth of the cost less
]
UNOPTIMISED = "--js-flags=--no-maglev --no-opt"
"""For a gate's pages, which live for seconds: to compile what is called often costs them more than
it saves, a twelfth of what they spend. The night's and the benches' are as people's."""
WITHOUT_BROWSER = (
    "no Chromium or Chrome is installed. Get one: sudo apt-get install chromium "
    "(macOS: brew install --cask chromium; Windows: winget install Google.Chrome), "
    "or name one with THERIAC_CHROMIUM"
)

NewPage = Callable[..., "Page"]


def find_browser(*, whole: bool = True) -> str | None:
    """The path of an installed Chromium or Chrome, or None; without ``whole`` its shell first."""
    named = os.environ.get("THERIAC_CHROMIUM")
    if named:
        return shutil.which(named)
    commands = COMMANDS if whole else SHELLS + COMMANDS
    found = (shutil.which(command) for command in commands)
    present = (place for place in PLACES if Path(place).exists())
    return next((path for path in (*found, *present) if path), None)


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """One browser for the whole session; every page has a profile of its own."""
    is_long = pytestconfig.getoption("--long")
    path = find_browser(whole=is_long)
    if path is None:
        pytest.skip(WITHOUT_BROWSER)
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 (slow)

    expect.set_options(timeout=PATIENCE_MS)
    # Playwright's synchronous interface runs an event loop in this thread, which Django's ORM
    # refuses to work beside unless told that it is meant.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        words = ARGUMENTS if is_long else [*ARGUMENTS, UNOPTIMISED]
        running = playwright.chromium.launch(executable_path=path, args=words)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


WITHOUT_NETWORK = (
    "Failed to load resource",
    # the worker's own script, asked for anew in the moment in which a journey cuts the network
    "An unknown error occurred when fetching the script",
)
"""What the browser itself says of a request that no answer came to: no error of a page's."""

OF_THE_BROWSER = ("data:", "blob:", "about:", "chrome:", "chrome-extension:")
"""What leaves no machine: the whole browser shows a PDF by pages of its own."""


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
        if message.type == "error" and not message.text.startswith(WITHOUT_NETWORK):
            self.complaints.append(f"console: {message.text}")

    def _check(self, request: Any) -> None:
        if not request.url.startswith((self.address, *OF_THE_BROWSER)):
            self.complaints.append(f"outside request: {request.url}")


@pytest.fixture
def watch(live_server: Any) -> Watch:
    """The complaints of this test's pages; clear the list where one is meant to happen."""
    return Watch(live_server.url)


class Computer:
    """A browser with a profile on the disk, which can be ended and started again."""

    def __init__(self, browser: Browser, address: str, folder: Path, watch: Watch) -> None:
        self.folder = folder
        self._type, self._address, self._watch = browser.browser_type, address, watch
        self._context: BrowserContext | None = None

    def start(self, *, offline: bool = False, locale: str = "en") -> Page:
        """Start it over the profile as it was left; a new page of it."""
        self._context = self._type.launch_persistent_context(
            str(self.folder),
            executable_path=find_browser(whole=False),
            args=ARGUMENTS,
            **as_told(self._address, locale=locale, offline=offline),
        )
        self._context.set_default_timeout(PATIENCE_MS)
        self._context.on("page", self._watch.look_at)
        return self._context.new_page()

    def end(self) -> None:
        """End it, as a person does."""
        if self._context is not None:
            self._context.close()
            self._context = None


class Devices:
    """What a test's people use: every browser and context of a journey is opened here.

    ``close`` ends all of them, and returns when the server is done with what they had asked.
    """

    def __init__(self, browser: Browser, live_server: Any, watch: Watch, kept: KeptRooms) -> None:
        self._browser, self._live_server = browser, live_server
        self._watch, self._kept = watch, kept
        self._rooms: list[Room] = []
        self._ends: list[Callable[[], object]] = []

    def page(self, *, first_load: bool, **options: Any) -> Page:
        """A page of a device of its own; ``first_load``: one that has loaded nothing yet."""
        if first_load:
            context = self._kept.fresh(**options)
            context.on("page", self._watch.look_at)
            self.ends_with(context.close)
        else:
            room = self._kept.take(self._watch.look_at, **options)
            self._rooms.append(room)
            context = room.context
        return context.new_page()

    def phone(self, film: Path, *, allowed: bool = True) -> Page:
        """A phone whose camera sees the film; ``allowed``: whether the page may use it."""
        more = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}"]
        kind = self._browser.browser_type
        own = kind.launch(executable_path=find_browser(), args=ARGUMENTS + more)
        self.ends_with(own.close)
        context = own.new_context(**as_told(self._live_server.url, width=390, height=844))
        context.grant_permissions(["camera"] if allowed else [])
        context.set_default_timeout(PATIENCE_MS)
        context.on("page", self._watch.look_at)
        return context.new_page()

    def computer(self, folder: Path) -> Computer:
        """A browser whose profile lies in the folder."""
        made = Computer(self._browser, self._live_server.url, folder, self._watch)
        self.ends_with(made.end)
        return made

    def ends_with(self, end: Callable[[], object]) -> None:
        """Let the test end with this too, before the last answer is waited for."""
        self._ends.append(end)

    def close(self) -> None:
        """End everything that was opened."""
        for end in self._ends:
            end()
        for room in self._rooms:
            room.leave()
        until_answered(self._live_server, rests=True)
        self._kept.give_back(self._rooms)


@pytest.fixture(scope="session")
def kept_rooms(browser: Browser, live_server: Any) -> Iterator[KeptRooms]:
    """The contexts that are kept between tests; closed before the server ends."""
    kept = KeptRooms(browser, live_server.url)
    yield kept
    kept.close()
    until_answered(live_server)


@pytest.fixture
def devices(
    browser: Browser, live_server: Any, watch: Watch, kept_rooms: KeptRooms
) -> Iterator[Devices]:
    """Where a journey opens its browsers. It fails for console errors and outside requests."""
    opened = Devices(browser, live_server, watch, kept_rooms)
    yield opened
    opened.close()
    assert watch.complaints == []


@pytest.fixture
def new_page(request: pytest.FixtureRequest, devices: Devices) -> NewPage:
    """Open pages on the live server: ``new_page(width=390, height=844, dark=True, locale="id")``.

    Each is a device of its own, which knows at most the counter's program; under the marker
    ``first_load`` it has loaded nothing yet.
    """
    first_load = request.node.get_closest_marker("first_load") is not None

    def open_page(**options: Any) -> Page:
        return devices.page(first_load=first_load, **options)

    return open_page


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One page of desktop size in English."""
    return new_page()


@pytest.fixture
def computer(devices: Devices, tmp_path: Path) -> Computer:
    """A browser with a profile on the disk."""
    return devices.computer(tmp_path / "profile")
