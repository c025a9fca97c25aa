"""The counter's search in a real browser: to make the index, each keystroke, one change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.search.keystrokes import keystrokes, summary
from tests.support.browser import ARGUMENTS, find_browser
from tests.support.search_corpus import as_counter
from theriac.domains.catalog.search.documents import SearchableProduct

STATIC = Path(__file__).parents[2] / "src" / "theriac" / "surfaces" / "counter" / "static"
ORIGIN = "http://counter.invalid"
SCRIPT = """async ([address, products, texts]) => {
    const {CatalogueSearch} = await import(address);
    const timed = (act) => {
        const began = performance.now();
        act();
        return performance.now() - began;
    };
    const search = new CatalogueSearch();
    const made = timed(() => search.put(products));
    const times = texts.map((text) => timed(() => search.search(text, {limit: 20})));
    const changed = timed(() => search.put([products[0]]));
    return {made, times, changed};
}"""


def measure(products: Sequence[SearchableProduct]) -> dict[str, Any] | None:
    """Figures of the counter's search, or None where no Chromium or Chrome is installed."""
    path = find_browser()
    if path is None:
        return None
    from playwright.sync_api import Route, sync_playwright  # noqa: PLC0415 (optional)

    def serve(route: Route) -> None:
        file = STATIC / route.request.url.removeprefix(f"{ORIGIN}/")
        if file.is_file():
            route.fulfill(path=file, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>bench</title>", content_type="text/html")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page()
        page.route("**/*", serve)
        page.goto(f"{ORIGIN}/")
        given = [as_counter(product) for product in products]
        address = f"{ORIGIN}/counter/domain/search.js"
        found = page.evaluate(SCRIPT, [address, given, keystrokes(2000)])
        browser.close()
    return {
        "index_of_all_s": round(found["made"] / 1000, 2),
        "one_change_ms": round(found["changed"], 1),
        "keystroke": summary(found["times"]),
    }
