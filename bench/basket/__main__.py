"""Row UX-02: the counter with 200 lines in its basket and 5,000 products, in Chromium.

Prints for each act (a key pressed once a frame, a pack scanned, the list scrolled, a name typed)
how long frames take and how many milliseconds of the page's processor an act costs; 60 frames a
second leave 16.7 ms. The same page does it with one line first: ``ratios`` is what a change and a
scan cost in the whole basket against that. The counter's own files run as they are; only the
network is answered from here.
``./theriac bench basket [--lines 200] [--products 5000]``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, Route, sync_playwright

from bench.basket.pharmacy import ORIGIN, answer, code_of
from tests.support.browser import ARGUMENTS, WITHOUT_BROWSER, find_browser

RESULT = Path(__file__).with_name("result.json")
ACTS = 90
FRAME = 1000 / 60
COMPARED = ("more", "scan")
"""What changes a line; the rest does nothing in a basket of one line, or nothing to it."""
KEY = """document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {key: "%s", bubbles: true, cancelable: true}))"""
TYPE = """const field = document.getElementById("search");
field.focus();
window.typed = ((window.typed ?? 0) + 1) % 10;
field.value = `medicine 0${window.typed}`;
field.dispatchEvent(new Event("input", {bubbles: true}))"""
SCROLL = """const lines = document.querySelector(".t-basket-lines");
lines.scrollTop = (lines.scrollTop + 40) % (lines.scrollHeight - lines.clientHeight)"""
SCAN = """document.getElementById("search").focus();
for (const key of [...%s, "Enter"]) {
  const code = key === "Enter" ? key : `Digit${key}`;
  document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true}));
}"""
FILL = """async (lines) => {
  const field = document.getElementById("search");
  const enter = {key: "Enter", bubbles: true, cancelable: true};
  for (let line = 0; line < lines; line += 1) {
    field.focus();
    field.value = `medicine ${String(line).padStart(5, "0")}`;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    field.dispatchEvent(new KeyboardEvent("keydown", enter));
    await new Promise((done) => setTimeout(done, 0));
  }
}"""
FRAMES = """async ([act, times]) => {
  const go = new Function(act);
  const frames = [];
  let last = await new Promise(requestAnimationFrame);
  for (let time = 0; time < times; time += 1) {
    go();
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  return frames;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=200)
    parser.add_argument("--products", type=int, default=5000)
    options = parser.parse_args()
    path = find_browser()
    if path is None:
        raise SystemExit(WITHOUT_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        enter(page, options.products)
        one = measure(page, 1)
        acts = measure(page, options.lines)
        browser.close()
    result: dict[str, Any] = {"bench": "basket", "rows": ["UX-02"], "lines": options.lines}
    result |= {"products": options.products, "acts": acts, "one_line": one}
    result["ratios"] = {
        name: round(acts[name]["processor_ms"] / one[name]["processor_ms"], 2) for name in COMPARED
    }
    print(f"a basket of {options.lines} lines against one line: {result['ratios']}")
    line = json.dumps(result)
    RESULT.write_text(line + "\n", "utf-8")
    print(line)


def enter(page: Page, products: int) -> None:
    """Pair the counter with that many products, and sign in."""

    def handle(route: Route) -> None:
        route.fulfill(**answer(route.request, products))

    page.route("**/*", handle)
    page.goto(f"{ORIGIN}/counter/")
    page.fill("#code", "ABCD2345")
    page.fill("#device_name", "Bench")
    page.keyboard.press("Enter")
    page.fill("#username", "bench")
    page.fill("#password", "bench")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search")


def measure(page: Page, lines: int) -> dict[str, Any]:
    """The figures of each act with that many lines; those that are there stay."""
    page.evaluate(FILL, lines)
    page.locator("[data-basket] [data-line]").nth(lines - 1).wait_for(state="attached")
    metrics = page.context.new_cdp_session(page)
    metrics.send("Performance.enable")
    acts = {"nothing": "", "more": KEY % "+", "line above": KEY % "ArrowUp", "scroll": SCROLL}
    found = {}
    page.keyboard.press("F3")
    scan = SCAN % json.dumps(code_of(0))
    for name, act in {**acts, "scan": scan, "type": TYPE}.items():
        found[name] = figures(page, metrics, act)
        print(f"{lines:4} {name:>12}: {found[name]}")
    return found


def figures(page: Page, metrics: CDPSession, act: str) -> dict[str, float]:
    """Frames a second, the 95th percentile of a frame, and processor time an act."""
    before = busy_seconds(metrics)
    frames = sorted(page.evaluate(FRAMES, [act, ACTS]))
    spent = busy_seconds(metrics) - before
    return {
        "frames_a_second": round(1000 * len(frames) / sum(frames), 1),
        "frame_p95_ms": round(frames[int(len(frames) * 0.95)], 1),
        "processor_ms": round(1000 * spent / len(frames), 2),
        "share_of_a_frame": round(1000 * spent / len(frames) / FRAME, 2),
    }


def busy_seconds(metrics: CDPSession) -> float:
    """How long the page's main thread has worked."""
    found = metrics.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in found if one["name"] == "TaskDuration")


if __name__ == "__main__":
    main()
