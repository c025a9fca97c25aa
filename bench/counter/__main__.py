"""Rows OFF-10, OFF-02, STK-01, UX-02, OPS-30: the counter with 50,000 products, in Chromium.

Prints the first load from the moment of signing in, a reload from the device's own copy, what a
change at the server costs until it shows, keystrokes in the search until they are painted, a sale's
commit until its receipt shows and until another counter shows it, a basket of 200 lines frame by
frame, memory, and the browser's start without a network; for each its limit and the ratio to it.
Before it, with 2,500 products, a first visit over a slow line (``first_visit.py``);
``--first-visit`` measures that alone, ``--beside`` what another counter sees alone.
``./theriac bench counter [--products 50000] [--data FOLDER] [--first-visit | --beside]``; a folder
that was filled once is used again. The last whole result is in ``result.json``, the last of
``--beside`` in ``beside.json``.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.basket.__main__ import KEY, SCROLL, busy_seconds, figures
from bench.counter.acts import COMMIT, FILL, LOADED, NOTE, SEES, TYPED
from bench.counter.beside import cold_start, second_counter, sold_elsewhere, worker
from bench.counter.first_visit import PRODUCTS, visits
from bench.counter.person import pair, sign_in
from bench.counter.report import BESIDE, RESULT, show
from bench.counter.served import ask_shop, enters, environ_of, filled, server
from bench.sale.__main__ import processor_seconds
from bench.search.keystrokes import keystrokes, summary
from tests.support.browser import ARGUMENTS, WITHOUT_BROWSER, find_browser

KEYSTROKES, SALES, LINES = 400, 30, 200
HEAP = "HeapProfiler.collectGarbage"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=50_000)
    parser.add_argument("--data", type=Path)
    alone = parser.add_mutually_exclusive_group()
    alone.add_argument("--first-visit", action="store_true")
    alone.add_argument("--beside", action="store_true")
    options = parser.parse_args()
    path = find_browser()
    if path is None:
        raise SystemExit(WITHOUT_BROWSER)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.data or Path(scratch)
        if options.beside:
            show(_beside(path, folder, options.products), options.products, BESIDE)
            return
        found: dict[str, Any] = {"first_visit": _first_visit(path, folder / "first_visit")}
        if not options.first_visit:
            found |= _everything(path, folder, options.products, Path(scratch) / "profile")
    show(found, options.products, RESULT)


def _beside(path: str, folder: Path, products: int) -> dict[str, Any]:
    """What one counter sells until another shows it, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    environ = environ_of(folder)
    shop = filled(folder, environ, products)
    with (
        server(environ, folder) as (port, _process),
        worker(environ, folder),
        sync_playwright() as playwright,
        second_counter(playwright, path, port, enters(environ, "pair")) as seller,
        second_counter(playwright, path, port, enters(environ, "beside")) as looker,
    ):
        return sold_elsewhere(seller, looker, shop["names"])


def _first_visit(path: str, folder: Path) -> dict[str, Any]:
    folder.mkdir(parents=True, exist_ok=True)
    environ = environ_of(folder)
    shop = filled(folder, environ, PRODUCTS)

    def pairing() -> str:
        return str(ask_shop(environ, "pair")["code"])

    with server(environ, folder) as (port, _process), sync_playwright() as playwright:
        return visits(playwright, path, port, pairing, shop["names"])


def _everything(path: str, folder: Path, products: int, profile: Path) -> dict[str, Any]:
    """What one device does with all products, and what others see of it."""
    environ = environ_of(folder)
    shop = filled(folder, environ, products)
    with server(environ, folder) as (port, process), sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=path,
            args=ARGUMENTS,
            viewport={"width": 1440, "height": 900},
        )
        context.add_init_script(NOTE)
        page = context.pages[0]
        found = measure(context, (port, process), environ, shop)

        with (
            worker(environ, folder),
            second_counter(playwright, path, port, enters(environ, "beside")) as looker,
        ):
            found |= sold_elsewhere(page, looker, shop["names"][SALES * 3 :])
        found |= measure_basket(context, shop)
        context.close()
        return found | cold_start(playwright, path, profile, port)


def measure(
    context: BrowserContext, served: tuple[int, int], environ: dict[str, str], shop: dict[str, Any]
) -> dict[str, Any]:
    """Every figure, one after the other, on one device."""
    page = context.pages[0]
    page.set_default_timeout(150_000)
    port, process = served
    heap = context.new_cdp_session(page)
    heap.send("Performance.enable")
    before = processor_seconds(process)["web"]
    found: dict[str, Any] = {"first_load_s": round(_first_load(page, port, environ), 2)}
    worked = processor_seconds(process)["web"] - before
    # What a quiet machine with two cores needs at least is the larger of the two.
    found["first_load_processor_s"] = {
        "server": round(worked, 2),
        "page": round(busy_seconds(heap), 2),
    }
    feeds = page.evaluate("window.feeds.map((one) => one.answered - one.began)")
    found["pages"], found["waiting_for_pages_s"] = len(feeds), round(sum(feeds) / 1000, 2)
    found["reload_s"] = round(_reload(page), 2)
    found |= _delta(page, environ)
    typed = page.evaluate(TYPED, keystrokes(KEYSTROKES))
    found["keystroke"] = summary(typed["times"])
    found["keystroke_handled"] = summary(typed["handled"])
    print(found, flush=True)
    found["sale_commit"] = summary(_sales(page, shop["names"]))
    return found


def measure_basket(context: BrowserContext, shop: dict[str, Any]) -> dict[str, Any]:
    """A basket that is filled and left as it is, and what the page holds by then."""
    page = context.pages[0]
    heap = context.new_cdp_session(page)
    heap.send("Performance.enable")
    found: dict[str, Any] = {"basket": _basket(page, heap, shop["names"])}
    heap.send(HEAP)
    used = {one["name"]: one["value"] for one in heap.send("Performance.getMetrics")["metrics"]}
    found["heap_mb"] = round(used["JSHeapUsedSize"] / 1e6, 1)
    stored = page.evaluate("navigator.storage.estimate().then((one) => one.usage)")
    found["stored_mb"] = round(stored / 1e6, 1)
    return found


def _first_load(page: Page, port: int, environ: dict[str, str]) -> float:
    """Pair and sign in; from then until the whole copy is on the device."""
    page.goto(f"http://127.0.0.1:{port}/counter/")
    pair(page, ask_shop(environ, "pair")["code"])
    began = time.perf_counter()
    sign_in(page)
    page.wait_for_function(LOADED)
    return time.perf_counter() - began


def _reload(page: Page) -> float:
    began = time.perf_counter()
    page.reload(wait_until="commit")
    page.wait_for_selector("#search, #username")
    if page.locator("#username").count():
        sign_in(page)
    page.wait_for_function(LOADED)
    return time.perf_counter() - began


def _delta(page: Page, environ: dict[str, str]) -> dict[str, float]:
    """100 products renamed at the server: what it costs, and how long until it shows."""
    named = f"Zz{time.time_ns() % 10**6}"
    changed = ask_shop(environ, "change", named)
    seen = page.evaluate(SEES, named)
    return {
        "delta_ms": round(seen["delta"], 1),
        "shown_elsewhere_s": round(seen["at"] / 1000 - changed["at"], 2),
    }


def _sales(page: Page, names: list[str]) -> list[float]:
    times = []
    for number in range(SALES):
        page.evaluate(FILL, names[number * 3 : number * 3 + 3])
        page.keyboard.press("F9")
        page.wait_for_function("() => document.activeElement.id === 'amount'")
        times.append(page.evaluate(COMMIT))
        page.wait_for_selector("[data-done]")
    return times


def _basket(page: Page, metrics: Any, names: list[str]) -> dict[str, Any]:
    lines = page.evaluate(FILL, names[:LINES])
    page.keyboard.press("F3")
    acts = {"more": KEY % "+", "line above": KEY % "ArrowUp", "scroll": SCROLL}
    return {"lines": lines, **{name: figures(page, metrics, act) for name, act in acts.items()}}


if __name__ == "__main__":
    main()
