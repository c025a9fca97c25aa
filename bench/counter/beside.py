"""What the counter does for somebody beside it, and after a power cut: two rows with a promise.

STK-01: what one counter sells shows at another within 3 seconds, through the web server and the
worker as ``serve`` runs them. OFF-02: a browser that is started without a network reaches the
counter within 5 seconds.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, Playwright

from bench.counter.acts import COMMIT, FILL, LOADED
from tests.support.browser import ARGUMENTS

SALES, STARTS = 7, 3
WATCH = """(code) => {
  const field = document.getElementById("search");
  const type = (text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const shown = () => document.querySelector("#hit-0 .t-qty")?.textContent ?? null;
  const frame = () => new Promise(requestAnimationFrame);
  const until = async (holds) => { while (!holds()) await frame(); };
  window.shownAt = null;
  // An empty list first: what is counted is this product's quantity, never the last one's.
  type("");
  return until(() => shown() === null).then(() => type(code)).then(() => until(shown)).then(() => {
    const before = shown();
    until(() => shown() !== null && shown() !== before).then(() => {
      window.shownAt = Date.now();
    });
  });
}"""


@contextmanager
def worker(environ: dict[str, str], folder: Path) -> Iterator[None]:
    """The worker as ``serve`` runs it: it gives the feed its positions."""
    with (folder / "worker.log").open("wb") as log:
        command = [sys.executable, "-m", "theriac", "worker"]
        child = subprocess.Popen(command, env=environ, stdout=log, stderr=log)
        try:
            yield
        finally:
            child.terminate()
            child.wait()


def sold_elsewhere(seller: Page, looker: Page, names: list[str]) -> dict[str, float]:
    """Seconds from the key that completes a sale to the other counter's screen."""
    took = []
    for name in names[:SALES]:
        looker.evaluate(WATCH, name)
        seller.evaluate(FILL, [name])
        seller.keyboard.press("F9")
        seller.wait_for_function("() => document.activeElement.id === 'amount'")
        began = time.time()
        seller.evaluate(COMMIT)
        looker.wait_for_function("() => window.shownAt")
        took.append(looker.evaluate("window.shownAt") / 1000 - began)
    return {
        "sold_elsewhere_median_s": round(median(took), 2),
        "sold_elsewhere_s": round(max(took), 2),
    }


@contextmanager
def second_counter(
    playwright: Playwright, path: str, port: int, enter: Callable[[Page], None]
) -> Iterator[Page]:
    """Another device at the same server; ``enter`` pairs it and signs in."""
    browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    page = browser.new_page(base_url=f"http://127.0.0.1:{port}")
    page.set_default_timeout(150_000)
    page.goto("/counter/")
    enter(page)
    page.wait_for_function(LOADED)
    yield page
    browser.close()


def cold_start(playwright: Playwright, path: str, profile: Path, port: int) -> dict[str, Any]:
    """Seconds from starting the browser without a network until the counter asks who sells."""
    took = []
    for _start in range(STARTS):
        began = time.perf_counter()
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=path, args=ARGUMENTS, offline=True
        )
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/counter/", wait_until="commit")
        page.wait_for_function("() => document.activeElement?.id === 'username'")
        took.append(time.perf_counter() - began)
        context.close()
    return {"cold_start_offline_s": round(max(took), 2)}
