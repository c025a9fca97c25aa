"""The counter's program on the device: it opens without a network, and is renewed on consent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.signals import request_started
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
    until,
)
from tests.support.browser import NewPage, Watch
from theriac.domains.sales.models import Sale
from theriac.surfaces.counter import program as programs

pytestmark = [pytest.mark.journey, pytest.mark.first_load]

HANDFUL = 10


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
    expect(page.locator("[data-done]")).to_contain_text("Pending")
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
    expect(page.locator("[data-done]")).to_contain_text("Pending")
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


def half(route: Route) -> None:
    """Half of what the server answers."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.body()[: len(answer.body()) // 2])


@pytest.mark.rows("OPS-30")
def test_the_program_comes_in_a_handful_of_requests(page: Page) -> None:
    """Until somebody may type: the page, its two kinds of styles, four scripts, a picture."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto("/counter/")
    expect(page.locator("#code")).to_be_focused()
    version = programs.program().version
    files = {path.removeprefix(f"/counter/v/{version}/") for path in asked}
    assert {
        "/counter/",
        "counter/css/opening.css",
        "counter/opening.js",
        "counter/program.css",
        "counter/program.js",
        "counter/vendor/dexie/dexie.min.js",
        "counter/vendor/htm-preact/standalone.module.js",
    } <= files
    assert len(asked) == len(set(asked)) <= HANDFUL


@pytest.fixture
def server_requests() -> Iterator[list[str]]:
    """Paths that the live server was asked for."""
    asked: list[str] = []

    def note(environ: dict[str, Any], **_signal: Any) -> None:
        asked.append(environ["PATH_INFO"])

    request_started.connect(note)
    yield asked
    request_started.disconnect(note)


@pytest.mark.rows("OPS-30")
def test_the_worker_fetches_nothing_twice(page: Page, server_requests: list[str]) -> None:
    """What the page has fetched the worker takes from the browser, and what it keeps is whole."""
    open_counter(page, stocked_shop().shop)
    wait_until_kept(page)
    version = programs.program().version
    fetched = [path for path in server_requests if path.startswith(f"/counter/v/{version}/")]
    assert sorted(fetched) == sorted(
        f"/counter/v/{version}/{path}" for path in programs.program().files
    )


@pytest.mark.rows("OPS-30")
@pytest.mark.parametrize(
    ("locale", "title", "again"),
    [
        ("en", "The counter can't be opened", "Try again"),
        ("id", "Kasir tidak dapat dibuka", "Coba lagi"),
    ],
)
@pytest.mark.parametrize("part", ["program.js", "program.css", "dexie.min.js"])
def test_half_a_program_is_refused_and_says_so(
    new_page: NewPage, watch: Watch, part: str, locale: str, title: str, again: str
) -> None:
    page = new_page(locale=locale)
    page.route(f"**/{part}", half)
    page.goto("/counter/")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.locator("[data-opening]")).to_be_hidden()
    page.unroute(f"**/{part}")
    page.get_by_role("button", name=again).click()
    expect(page.locator("#code")).to_be_focused()
    watch.complaints.clear()  # the browser's own word on the half


@pytest.mark.rows("OPS-30")
def test_half_a_file_is_never_kept(page: Page, watch: Watch) -> None:
    """The device goes on with what it has, and the next start keeps the program whole."""
    stocked = stocked_shop()
    tried: list[str] = []

    def halve(route: Route) -> None:
        tried.append(route.request.url)
        half(route)

    page.context.route("**/zxing_reader.wasm", halve)
    open_counter(page, stocked.shop)
    until(page, lambda: len(tried) == len(("as the browser has it", "asked again")))
    until(page, lambda: kept(page) == [])
    sell(page, "paracetamol")
    pay(page)
    all_sent(page)
    page.context.unroute("**/zxing_reader.wasm")
    reloaded(page)
    wait_until_kept(page)
    assert len(kept(page)) == len(programs.program().files) + 1
    watch.complaints.clear()  # the browser's own word on the half


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
    assert before in str(page.locator("script[type=module]").get_attribute("src"))
    sell(page, "paracetamol")
    expect(page.get_by_text("You can update after this sale.")).to_be_visible()
    expect(page.get_by_role("button", name="Update now")).to_have_count(0)
    pay(page)
    page.get_by_role("button", name="Update now").click()
    page.wait_for_function(
        f"() => document.querySelector('script[type=module]')?.src.includes('{after}')"
    )
    listening(page)
    expect(ready).to_have_count(0)
    assert all(before not in path for path in kept(page))
    all_sent(page)
    assert Sale.objects.count() == 1
