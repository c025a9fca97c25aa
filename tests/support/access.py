"""Whether a page stands in nobody's way: what axe finds, and a ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
AT_REST = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished))"""


def found_by_axe(page: Page) -> list[str]:
    """What breaks WCAG A or AA, once nothing fades in or out any more: the rule and where."""
    page.evaluate(AT_REST)
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]}"
        for one in found
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than its window; 0 when it fits."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(wide, 0)


def assert_accessible(page: Page) -> None:
    """Axe finds nothing on the page as it stands at rest."""
    assert found_by_axe(page) == []


def assert_fits(page: Page) -> None:
    """Nothing makes the page wider than its window."""
    assert too_wide(page) == 0
