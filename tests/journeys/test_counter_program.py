"""The counter's program on the device: it opens without a network, and is renewed on consent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.counter import (
    IMPATIENT,
    all_sent,
    listening,
    open_counter,
    pay,
    reloaded,
    sell,
    stocked_shop,
    unsent,
)
from theriac.domains.sales.models import Sale
from theriac.surfaces.counter import program as programs

pytestmark = pytest.mark.journey


def wait_until_kept(page: Page) -> None:
    """The worker is there and has everything."""
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")


def kept(page: Page) -> list[str]:
    """Paths that the device keeps."""
    found: list[str] = page.evaluate(
        """async () => {
          const paths = [];
          for (const name of await caches.keys()) {
            const requests = await (await caches.open(name)).keys();
            paths.push(...requests.map((one) => new URL(one.url).pathname));
          }
          return paths;
        }"""
    )
    return found


@pytest.mark.rows("OFF-01", "OFF-02")
def test_without_a_network_the_page_opens_and_sells(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    wait_until_kept(page)
    page.context.set_offline(True)
    reloaded(page)
    expect(page.locator("#search")).to_be_focused()
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Will be sent")
    unsent(page, 1)
    page.context.set_offline(False)
    all_sent(page)
    assert Sale.objects.count() == 1


@pytest.mark.rows("OFF-02")
def test_a_network_that_never_answers_keeps_nobody_waiting(page: Page) -> None:
    """The start waits for nothing outside. How long it takes, bench counter measures."""
    page.add_init_script(IMPATIENT)
    open_counter(page, stocked_shop().shop)
    wait_until_kept(page)
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    page.context.route("**/*", hold)
    reloaded(page)
    sell(page, "paracetamol")
    pay(page)
    expect(page.locator("[data-done]")).to_contain_text("Will be sent")
    paths = {urlsplit(route.request.url).path for route in asked}
    assert {path for path in paths if not path.startswith("/counter/api/")} <= {
        "/counter/service-worker.js"
    }


def test_only_the_program_and_its_page_are_kept(page: Page) -> None:
    open_counter(page, stocked_shop().shop)
    wait_until_kept(page)
    version = programs.program().version
    files = {f"/counter/v/{version}/{path}" for path in programs.program().files}
    assert set(kept(page)) == {"/counter/", *files}


def test_what_is_asked_of_the_server_goes_past_the_worker(page: Page) -> None:
    """It would never be idle, and a browser may wait for that before it takes a new version."""
    open_counter(page, stocked_shop().shop)
    wait_until_kept(page)
    reloaded(page)
    sell(page, "paracetamol")
    pay(page)
    all_sent(page)
    asked = page.evaluate(
        """() => performance.getEntriesByType("resource")
          .filter((one) => new URL(one.name).pathname.startsWith("/counter/api/"))
          .map((one) => one.workerMatchedRouterSource || one.workerMatchedSourceType)"""
    )
    assert set(asked) == {"network"}


@pytest.fixture
def release(tmp_path: Path, settings: Any) -> Iterator[Any]:
    """Call it, and the server runs another version of the program."""
    (tmp_path / "counter").mkdir()

    def change() -> str:
        more = tmp_path / "counter" / "more.js"
        more.write_text("export const more = 1;\n", encoding="utf-8")
        settings.STATICFILES_DIRS = [tmp_path]
        programs._kept.cache_clear()
        return programs.program().version

    yield change
    del settings.STATICFILES_DIRS
    programs._kept.cache_clear()


def test_a_new_version_is_taken_on_consent_and_never_in_mid_sale(page: Page, release: Any) -> None:
    open_counter(page, stocked_shop().shop)
    wait_until_kept(page)
    before = programs.program().version
    after = release()
    reloaded(page)
    ready = page.get_by_text("A new version is ready.")
    expect(ready).to_be_visible()
    assert before in str(page.locator("script").get_attribute("src"))
    sell(page, "paracetamol")
    expect(page.get_by_text("It can be taken after this sale.")).to_be_visible()
    expect(page.get_by_role("button", name="Take the new version")).to_have_count(0)
    pay(page)
    page.get_by_role("button", name="Take the new version").click()
    page.wait_for_function(f"() => document.querySelector('script')?.src.includes('{after}')")
    listening(page)
    expect(ready).to_have_count(0)
    assert all(before not in path for path in kept(page))
    all_sent(page)
    assert Sale.objects.count() == 1
