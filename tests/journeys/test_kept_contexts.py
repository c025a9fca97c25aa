"""What one journey leaves in a browser the next one doesn't find, but for the program itself."""

from __future__ import annotations

from typing import Any
from urllib.request import urlopen

import pytest

from tests.journeys.counter import open_counter, stocked_shop, until_told
from tests.support.answering import until_answered
from tests.support.browser import Watch
from tests.support.browser_storage import everything_kept, kept
from tests.support.contexts import PROGRAM, KeptRooms

pytestmark = pytest.mark.journey
LEAVE = """async () => {
  document.cookie = "left=1";
  localStorage.setItem("left", "1");
  sessionStorage.setItem("left", "1");
  await (await caches.open("theriac-counting-1")).put("/left", new Response("left"));
  await navigator.serviceWorker.ready;
}"""
CACHES = "() => caches.keys()"
SCOPES = """async () => (await navigator.serviceWorker.getRegistrations())
  .map((one) => new URL(one.scope).pathname)"""


def test_a_context_comes_back_with_the_program_and_nothing_else(
    live_server: Any, kept_rooms: KeptRooms, watch: Watch
) -> None:
    kind = {"width": 1281}
    room = kept_rooms.take(watch.look_at, **kind)
    page = room.context.new_page()
    open_counter(page, stocked_shop().shop)
    until_told(page)
    page.evaluate(LEAVE)
    room.context.route("**/counter/api/**", lambda route: route.abort())
    room.context.set_offline(True)
    room.leave()
    until_answered(live_server)
    kept_rooms.give_back([room])

    again = kept_rooms.take(watch.look_at, **kind)
    assert again is room
    page = again.context.new_page()
    page.goto("/counter/")
    page.locator("#code").wait_for()
    assert again.context.cookies() == []
    assert page.evaluate("() => [{...localStorage}, {...sessionStorage}]") == [{}, {}]
    assert kept(page, "device", "quotas") is None
    assert "Paracetamol" not in everything_kept(page)
    (cache,) = page.evaluate(CACHES)
    assert cache.startswith(PROGRAM)
    assert page.evaluate(SCOPES) == ["/counter/"]
    again.leave()
    until_answered(live_server)
    kept_rooms.give_back([again])
    assert watch.complaints == []


def test_a_context_whose_clock_was_moved_isnt_kept(
    live_server: Any, kept_rooms: KeptRooms, watch: Watch
) -> None:
    room = kept_rooms.take(watch.look_at, width=1281)
    room.context.clock.install()
    room.leave()
    until_answered(live_server)
    kept_rooms.give_back([room])
    assert room.closed


def test_between_two_tests_the_server_hears_nobody(live_server: Any) -> None:
    """What is sent late would else be booked into a database that is being emptied."""
    server, address = live_server.thread.httpd, f"{live_server.url}/health/live"
    with urlopen(address) as answer:
        assert answer.status == 200
    server.hang_up(rests=True)
    server.hang_up()  # as when the last test's browsers end after it
    with pytest.raises(OSError, match=r"closed|reset"):
        urlopen(address)
    server.wake()
    with urlopen(address) as answer:
        assert answer.status == 200
