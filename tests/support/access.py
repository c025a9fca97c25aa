"""Whether a page stands in nobody's way: what axe finds, and a ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passed, and where, would cost as much again
    "preload": False,  # styles and films of other servers: there are none
}
RUN = "options => axe.run(options).then(results => results.violations)"
AT_REST = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished))"""

BEYOND = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
  .map((one) => `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 60)}`)"""


def found_by_axe(page: Page) -> list[str]:
    """What breaks WCAG A, AA or a best practice once nothing fades any more: rule and place."""
    page.evaluate(AT_REST)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]}"
        for one in page.evaluate(RUN, OPTIONS)
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than its window; 0 when it fits."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(wide, 0)


def beyond_the_edge(page: Page) -> list[str]:
    """What ends right of the window, for whoever mends a page that is too wide."""
    found: list[str] = page.evaluate(BEYOND)
    return found


def assert_accessible(page: Page) -> None:
    """Axe finds nothing on the page as it stands at rest."""
    found = found_by_axe(page)
    assert not found, f"{page.url}: {found}"


def assert_fits(page: Page) -> None:
    """Nothing makes the page wider than its window."""
    assert too_wide(page) == 0, f"{page.url}: {beyond_the_edge(page)}"
