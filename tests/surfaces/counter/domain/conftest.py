"""The counter's own modules, run in a real browser from the files as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

STATIC = Path(__file__).parents[4] / "src" / "theriac" / "surfaces" / "counter" / "static"
ORIGIN = "http://counter.invalid"
SECURE = "http://counter.localhost"
"""Where browsers have WebCrypto."""
Run = Callable[..., Any]


def serve_file(route: Route) -> None:
    path = STATIC / urlsplit(route.request.url).path.lstrip("/")
    if path.is_file():
        route.fulfill(path=path, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>counter</title>", content_type="text/html")


@pytest.fixture(scope="module")
def module_page(browser: Browser) -> Iterator[Page]:
    """An empty page at an origin that serves the counter's static files and nothing else."""
    yield from _page_at(browser, ORIGIN)


@pytest.fixture(scope="module")
def secure_page(browser: Browser) -> Iterator[Page]:
    """The same at an origin that browsers trust as they trust HTTPS."""
    yield from _page_at(browser, SECURE)


def _page_at(browser: Browser, origin: str) -> Iterator[Page]:
    context = browser.new_context()
    context.route("**/*", serve_file)
    page = context.new_page()
    page.goto(f"{origin}/")
    yield page
    context.close()


@pytest.fixture(scope="module")
def run(module_page: Page) -> Run:
    """``run("domain/gs1.js", "(module, given) => …", given)`` in the browser."""

    def call(module: str, function: str, given: Any = None) -> Any:
        script = f"""async ([address, given]) => {{
            const module = await import(address);
            return await ({function})(module, given);
        }}"""
        return module_page.evaluate(script, [f"{ORIGIN}/counter/{module}", given])

    return call
