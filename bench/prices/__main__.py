"""A change of 1,000 prices until a counter's own copy has all of them, in Chromium.

The web server and the worker run as ``serve`` runs them. One act changes so many prices, and the
counter hears of it by its feed: ``reached_s`` from the end of the act until the copy on the device
has the last of them, ``taken_ms`` the part of it from the counter's question on (the rest is its
pause and the worker's), ``transfer_ms`` the same pages fetched once more and kept nowhere. Changes
of 10 prices take turns with it; ``ratios`` compare the two, and what is taken with the transfer.
``./theriac bench prices [--lines 1000] [--products 5000] [--turns 5]``.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.counter.beside import second_counter, worker
from bench.counter.served import ask_shop, enters, environ_of, filled, server
from tests.support.browser import WITHOUT_BROWSER, find_browser

RESULT = Path(__file__).with_name("result.json")
FEW = 10
DEAREST = 6_500
"""What a box costs before; each change adds one to the dearest there was."""
WATCH = """async ([amount, lines]) => {
  const opened = indexedDB.open("theriac-counter");
  await new Promise((done) => { opened.onsuccess = done; });
  const read = (table, ask) => new Promise((done) => {
    const asked = ask(opened.result.transaction(table).objectStore(table));
    asked.onsuccess = () => done(asked.result);
  });
  const hasAll = async () => {
    const isNew = (one) => one.prices.some((price) => price.amount === amount);
    const products = await read("products", (rows) => rows.getAll());
    return products.filter(isNew).length === lines;
  };
  const watch = async () => {
    let seen = "";
    for (;;) {
      const { position, cursor } = (await read("device", (rows) => rows.get("feed"))).value;
      const place = `${position} ${cursor}`;
      const at = Date.now();
      if (place !== seen && await hasAll()) return at;
      seen = place;
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  performance.clearResourceTimings();
  window.reached = null;
  watch().then((at) => {
    const { timeOrigin } = performance;
    const pages = performance.getEntriesByType("resource")
      .filter((one) => one.name.includes("/api/feed") && one.responseStatus === 200)
      .map(({ name, startTime, responseEnd, encodedBodySize: bytes }) => (
        { name, asked: timeOrigin + startTime, answered: timeOrigin + responseEnd, bytes }));
    window.reached = { at, pages };
    opened.result.close();
  });
}"""
TRANSFER = """async (pages) => {
  const began = performance.now();
  for (const page of pages) {
    const answer = await fetch(page, {headers: {"X-Theriac-Counter": "1"}});
    if (answer.status !== 200) throw new Error(`the feed answered ${answer.status}`);
    await answer.text();
  }
  return performance.now() - began;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000)
    parser.add_argument("--products", type=int, default=5_000)
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_args()
    path = find_browser()
    if path is None:
        raise SystemExit(WITHOUT_BROWSER)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        environ = environ_of(folder)
        filled(folder, environ, options.products)
        with (
            server(environ, folder) as (port, _process),
            worker(environ, folder),
            sync_playwright() as playwright,
            second_counter(playwright, path, port, enters(environ, "pair")) as page,
        ):
            found = measure(page, environ, options.lines, options.turns)
    result = {"bench": "prices", "products": options.products, "load": round(os.getloadavg()[0], 1)}
    line = json.dumps({**result, "lines": options.lines, **found})
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def measure(page: Page, environ: dict[str, str], lines: int, turns: int) -> dict[str, Any]:
    """The medians of changes of few and of many prices by turns, and their ratios."""
    figures: dict[str, list[dict[str, float]]] = {"few": [], "many": []}
    amount = DEAREST
    for _turn in range(turns):
        for name, count in (("few", min(FEW, lines)), ("many", lines)):
            amount += 1
            figures[name].append(changed(page, environ, count, amount))
            print(f"{count:6} prices: {figures[name][-1]}", flush=True)
    few, many = (_medians(figures[name]) for name in ("few", "many"))
    ratios = {name: round(many[name] / few[name], 2) for name in ("reached_s", "taken_ms")}
    ratios["taken_to_transfer"] = round(many["taken_ms"] / many["transfer_ms"], 2)
    print(f"{lines} prices against {min(FEW, lines)}, and against their transfer: {ratios}")
    return {"few": few, "many": many, "ratios": ratios}


def changed(page: Page, environ: dict[str, str], lines: int, amount: int) -> dict[str, float]:
    """One change of so many prices. Raises AssertionError where the shop has fewer."""
    page.evaluate(WATCH, [amount, lines])
    act = ask_shop(environ, "reprice", str(lines), str(amount))
    if act["lines"] != lines:
        raise AssertionError(f"only {act['lines']} prices were changed")
    page.wait_for_function("() => window.reached")
    reached = page.evaluate("window.reached")
    pages = [one for one in reached["pages"] if one["answered"] / 1000 >= act["at"]]
    names = [one["name"] for one in pages]
    return {
        "reached_s": round(reached["at"] / 1000 - act["at"], 2),
        "taken_ms": round(reached["at"] - pages[0]["asked"], 1),
        "transfer_ms": round(page.evaluate(TRANSFER, names), 1),
        "pages": len(pages),
        "kilobytes": round(sum(one["bytes"] for one in pages) / 1000),
    }


def _medians(figures: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(median(one[name] for one in figures), 2) for name in figures[0]}


if __name__ == "__main__":
    main()
