"""The browser's network: what was asked when it went is never answered, and nobody waits for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey

ASKED = """async () => {
  const { browserEnvironment } = await import("/counter/app/environment.js");
  const { network } = browserEnvironment({api: "/unanswered/", version: "1"});
  window.ended = null;
  network.request("GET", "feed", null, 3_600_000, "").catch((error) => { window.ended = error.name; });
}"""


@pytest.mark.rows("OFF-01")
def test_what_was_asked_ends_when_the_network_goes(module_page: Page) -> None:
    asked: list[str] = []
    module_page.route("**/unanswered/*", lambda route: asked.append(route.request.url))
    module_page.evaluate(ASKED)
    while not asked:
        module_page.wait_for_timeout(10)
    assert module_page.evaluate("window.ended") is None
    module_page.context.set_offline(True)
    module_page.wait_for_function("window.ended === 'AbortError'")
    module_page.context.set_offline(False)
    module_page.unroute_all()
