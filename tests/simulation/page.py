"""The page on which the terminals' code runs, and the one way to make it do something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src" / "theriac" / "surfaces" / "counter" / "static"
HERE = Path(__file__).parent
ORIGIN = "http://simulation.localhost"


@dataclass(frozen=True)
class Acted:
    """What followed from one act: news in their order, what the terminal shows, what was read."""

    news: list[dict[str, Any]]
    phase: str | None
    value: Any


class Terminals:
    """The terminals of one blank page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def act(self, now_ms: int, terminal: str, what: str, given: Any = None) -> Acted:
        """Do one thing on a terminal at this instant; returns when nothing moves any more."""
        found = self._page.evaluate("(given) => window.act(given)", [now_ms, terminal, what, given])
        assert self.complaints == []
        return Acted(found["news"], found["phase"], found["value"])


@contextmanager
def blank_page(browser: Browser) -> Iterator[Terminals]:
    """A fresh profile at an origin that serves the counter's own files and nothing else."""
    context = browser.new_context()
    context.route("**/*", _serve)
    page = context.new_page()
    terminals = Terminals(page)
    page.goto(f"{ORIGIN}/")
    page.evaluate("() => import('/simulation/terminals.js')")
    yield terminals
    context.close()


def _serve(route: Route) -> None:
    name = route.request.url.removeprefix(f"{ORIGIN}/")
    path = HERE / name.removeprefix("simulation/")
    if not name.startswith("simulation/"):
        path = STATIC / name
    if name and path.is_file():
        route.fulfill(path=path, content_type="text/javascript")
    else:
        route.fulfill(
            body="<!doctype html><title>three terminals</title>", content_type="text/html"
        )
