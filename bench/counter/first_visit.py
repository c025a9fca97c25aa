"""Row OPS-30: a device that comes for the first time over a slow line, and once it was there.

A browser with an empty profile and a processor four times slower opens the counter over slow 4G
(``line.py``), is paired, and somebody signs in; nobody thinks or types in between. *Usable* is the
search finding a product and a line of it in the basket. ``form_s`` is the program alone, until
somebody can type; ``usable_after_sign_in_s`` begins with the key that signs in, while the copy of
2,500 products comes; ``again`` opens the counter from what the device keeps; ``usable_s`` is all
of the first visit. Beside it stands how long the same line takes for the program's bytes at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

from bench.basket.__main__ import busy_seconds
from bench.counter.acts import LOADED
from bench.counter.line import Line, slow_line
from bench.counter.person import pair, sign_in
from tests.support.browser import ARGUMENTS

PRODUCTS = 2_500
SLOWER, VISITS = 4, 3
PAINTED = """() => new Promise((done) => {
  const seen = (list) => {
    const first = list.getEntries().find((one) => one.name === "first-contentful-paint");
    if (first) done(first.startTime / 1000);
  };
  new PerformanceObserver(seen).observe({type: "paint", buffered: true});
})"""
ADD = """async (code) => {
  const enter = {key: "Enter", bubbles: true, cancelable: true};
  for (;;) {
    const field = document.getElementById("search");
    if (field) {
      field.focus();
      field.value = code;
      field.dispatchEvent(new Event("input", {bubbles: true}));
      field.dispatchEvent(new KeyboardEvent("keydown", enter));
      await new Promise((done) => setTimeout(done, 20));
      const line = document.querySelector("[data-basket] [data-line]");
      if (line) return;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}"""
CLEAR = """() => {
  const field = document.getElementById("search");
  field.value = "";
  field.dispatchEvent(new Event("input", {bubbles: true}));
}"""
KEPT = "async () => { await navigator.serviceWorker.ready; }"


def first_visit(browser: Browser, line: Line, code: str, barcodes: list[str]) -> dict[str, Any]:
    """Seconds from the address until each stage, and what the line carried by then."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{line.port}", viewport={"width": 1440, "height": 900}
    )
    context.set_default_timeout(150_000)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    began, found = time.perf_counter(), dict[str, Any]()

    def note(stage: str) -> None:
        found[f"{stage}_s"] = round(time.perf_counter() - began, 2)

    page.goto("/counter/", wait_until="commit")
    page.wait_for_selector("#code")
    note("form")
    found["form_requests"], found["form_kb"] = len(asked), line.down.carried // 1000
    found["form_busy_s"] = round(busy_seconds(session), 2)
    found["first_paint_s"] = round(page.evaluate(PAINTED), 2)
    pair(page, code)
    note("paired")
    began_to_sign_in = time.perf_counter()
    sign_in(page)
    page.evaluate(ADD, barcodes[0])
    found["usable_after_sign_in_s"] = round(time.perf_counter() - began_to_sign_in, 2)
    note("usable")
    page.evaluate(CLEAR)
    page.wait_for_function(LOADED)
    note("whole_copy")
    found["whole_copy_requests"], found["whole_copy_kb"] = len(asked), line.down.carried // 1000
    page.evaluate(KEPT)
    note("kept")
    found["kept_kb"], found["connections"] = line.down.carried // 1000, line.connections
    found["again"] = _again(page, barcodes[1])
    context.close()
    return found


def _again(page: Page, barcode: str) -> dict[str, Any]:
    """The same device opens the counter anew, from what it keeps."""
    page.keyboard.press("Escape")
    began = time.perf_counter()
    page.reload(wait_until="commit")
    page.evaluate(ADD, barcode)
    usable = round(time.perf_counter() - began, 2)
    return {"usable_s": usable, "first_paint_s": round(page.evaluate(PAINTED), 2)}


def visits(
    playwright: Playwright, path: str, port: int, pairing: Callable[[], str], barcodes: list[str]
) -> dict[str, Any]:
    """The middle one of a few visits by how long all of it took; the server was asked before."""
    browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    big = _big_file(port)
    found = []
    for _visit in range(VISITS):
        with slow_line(port) as line:
            found.append(first_visit(browser, line, pairing(), barcodes))
    browser.close()
    middle = sorted(found, key=lambda one: one["usable_s"])[VISITS // 2]
    with slow_line(port) as line:
        middle["line_s"] = round(same_bytes(line, big, middle["form_kb"] * 1000), 2)
    middle["form_to_line"] = round(middle["form_s"] / middle["line_s"], 2)
    return middle


def _big_file(port: int) -> str:
    """An address of the server with more bytes than the program; the page is warm afterwards."""
    link = HTTPConnection("127.0.0.1", port, timeout=60)
    link.request("GET", "/counter/")
    answer = link.getresponse()
    version = answer.headers["X-Theriac-Program"]
    link.close()
    return f"/counter/v/{version}/counter/vendor/zxing-wasm/reader/zxing_reader.wasm"


def same_bytes(line: Line, path: str, count: int) -> float:
    """Seconds in which the line alone brings so many bytes, asked for once."""
    began = time.perf_counter()
    got = 0
    link = HTTPConnection("127.0.0.1", line.port, timeout=60)
    link.request("GET", path)
    answer = link.getresponse()
    while got < count and (part := answer.read1(65536)):
        got += len(part)
    link.close()
    return time.perf_counter() - began
