"""A counter whose browser is killed and started again over what it had stored."""

from __future__ import annotations

import struct
import subprocess
import time
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, expect

from tests.journeys.counter import NOTES, pay, sell
from tests.support.browser import ARGUMENTS, find_browser
from tests.support.contexts import PATIENCE_MS
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.sales.models import Sale
from theriac.surfaces.operations.server import processes

START_SECONDS = 60
TORN = b"\x12\x34\x56\x78" + struct.pack("<HB", 40, 1) + b"half of it"
"""A record of LevelDB's log as a kill leaves it: checksum, length, that it is whole, and not all
of the 40 bytes that it says it has."""


class Till:
    """A browser of its own process group with a profile that stays; ``page`` is its one tab."""

    def __init__(self, browser: Browser, folder: Path, address: str) -> None:
        self._kind = browser.browser_type
        self._folder = folder
        self._address = address
        self._child: subprocess.Popen[bytes] | None = None
        self._running: Browser | None = None
        self._said = folder.with_name("browser.log")

    def open(self) -> Page:
        """Start the browser over the profile as it was left; the counter's page is shown."""
        said = self._folder / "DevToolsActivePort"
        said.unlink(missing_ok=True)
        path = find_browser()
        assert path is not None
        profile = ["--remote-debugging-port=0", f"--user-data-dir={self._folder}"]
        with self._said.open("w") as told:
            self._child = subprocess.Popen(
                [path, *ARGUMENTS, *profile, "--enable-logging=stderr", "about:blank"],
                stdout=subprocess.DEVNULL,
                stderr=told,
                start_new_session=True,
            )
        until = time.monotonic() + START_SECONDS
        while not (said.exists() and len(said.read_text().splitlines()) > 1):
            assert time.monotonic() < until, "the browser didn't start"
            time.sleep(0.02)
        port = said.read_text().splitlines()[0]
        self._running = self._kind.connect_over_cdp(f"http://127.0.0.1:{port}")
        page = self._running.contexts[0].new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.add_init_script(NOTES)
        page.goto(f"{self._address}/counter/")
        return page

    def said(self) -> str:
        """What the browser wrote since it started, such as why it emptied its storage."""
        return self._said.read_text("utf-8", "replace")[-4_000:]

    def logs(self) -> list[Path]:
        """The files to which the browser appends what the page stores, the newest last."""
        return sorted(self._folder.glob("Default/IndexedDB/*.leveldb/*.log"))

    def tear(self) -> None:
        """Leave at the end of the log what a kill in the midst of a write leaves there."""
        (*_older, newest) = self.logs()
        with newest.open("ab") as log:
            log.write(TORN)

    def close(self) -> None:
        """End it as a person does: what the browser keeps in memory, its cookies, is written."""
        assert self._running is not None
        assert self._child is not None
        self._running.new_browser_cdp_session().send("Browser.close")
        self._child.wait(START_SECONDS)
        self._child = None

    def kill(self) -> None:
        """End every process of the browser, now and without a farewell."""
        if self._child is None:
            return
        processes.end(self._child)
        self._child = None
        try:
            if self._running is not None:
                self._running.close()
        except Error:
            return  # it is gone already, which is what was wanted


def still_paired(till: Till, page: Page) -> None:
    """The device knows itself; a browser that emptied its storage says why."""
    expect(page.locator("#username, #code")).to_be_visible()
    assert page.locator("#code").count() == 0, f"the storage is gone: {till.said()}"


def sale(page: Page) -> None:
    """Until its receipt shows."""
    sell(page, "2*paracetamol")
    pay(page)


def numbers(kind: type[Sale | CustomerReturn]) -> list[int]:
    """Which of the series arrived, in their order."""
    rows = kind.objects.order_by("sequence")
    return list(rows.values_list("sequence", flat=True))
