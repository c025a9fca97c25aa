"""Browser contexts: how each is made, and how one is kept between tests.

Loading the counter's program is most of what a short journey costs. A kept context begins a test
with that program, in the service worker's cache and the browser's, and with nothing else: no
cookie, no database, no storage, no other cache or worker, no route, no right and no open page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE_MS = 60_000
"""How long an expectation and an action wait: a busy machine is slow, and isn't wrong."""

PROGRAM = "theriac-counter-"
SCOPE = "/counter/"
MOST_KEPT = 6
STATE = "cookies,file_systems,indexeddb,local_storage,websql"
FORGET = """async ([scope, program]) => {
  for (const one of await navigator.serviceWorker.getRegistrations()) {
    if (one.scope !== scope) await one.unregister();
  }
  for (const name of await caches.keys()) {
    if (!name.startsWith(program)) await caches.delete(name);
  }
}"""
AS_MADE = "() => [Date, setTimeout].every((one) => /\\[native code\\]/.test(String(one)))"


def as_told(
    address: str,
    *,
    width: int = 1280,
    height: int = 800,
    dark: bool = False,
    locale: str = "en",
    **more: Any,
) -> dict[str, Any]:
    """Options of a context whose pages are at ``address``; nothing moves in them."""
    return {
        "base_url": address,
        "viewport": {"width": width, "height": height},
        "color_scheme": "dark" if dark else "light",
        "locale": locale,
        "reduced_motion": "reduce",
        **more,
    }


class Room:
    """A context that is kept; ``seen`` is told of each page that a test opens in it.

    Its own page stays open beside the test's, at an address that no worker answers: what is to be
    forgotten is forgotten from there.
    """

    def __init__(self, context: BrowserContext, kind: str, origin: str) -> None:
        self.context, self.kind, self._origin = context, kind, origin
        self.closed = False
        self.seen: Callable[[Page], object] = _nobody
        self._own = context.new_page()
        self._own.route("**/*", lambda route: route.fulfill(body=""))
        self._own.goto(f"{origin}/between-tests/")
        self._devtools = context.new_cdp_session(self._own)
        self._devtools.send("ServiceWorker.enable")
        context.on("page", self._tell)
        context.on("close", self._close)

    def _tell(self, page: Page) -> None:
        self.seen(page)

    def _close(self, _context: BrowserContext) -> None:
        self.closed = True

    def leave(self) -> None:
        """Close the test's pages and stop the workers: nothing in it asks for anything any more."""
        if self.closed:
            return
        self.seen = _nobody
        self.context.unroute_all(behavior="ignoreErrors")
        for page in self.context.pages:
            if page is not self._own:
                page.close()
        self.context.set_offline(False)  # while its workers can still be told
        self._devtools.send("ServiceWorker.stopAllWorkers")

    def wipe(self) -> None:
        """Leave nothing there but the counter's program; a context that was changed is closed.

        A clock that was put into the whole context can't be taken out again.
        """
        if self.closed:
            return
        if not self._own.evaluate(AS_MADE):
            self.context.close()
            return
        self.context.clear_permissions()
        self.context.clear_cookies()
        self._own.evaluate(FORGET, [f"{self._origin}{SCOPE}", PROGRAM])
        told = {"origin": self._origin, "storageTypes": STATE}
        self._devtools.send("Storage.clearDataForOrigin", told)


def _nobody(_page: Page) -> None:
    """Pages between two tests belong to none."""


class KeptRooms:
    """Contexts that wait for the next test, the one that was used last at the end."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._idle: list[Room] = []

    def take(self, seen: Callable[[Page], object], **options: Any) -> Room:
        """A context of these options that holds at most the counter's program."""
        told = as_told(self._address, **options)
        room = next((one for one in self._idle if one.kind == str(told)), None)
        if room is None:
            room = Room(self.fresh(**options), str(told), self._address)
        else:
            self._idle.remove(room)
        room.seen = seen
        return room

    def fresh(self, **options: Any) -> BrowserContext:
        """A context that has loaded nothing."""
        context = self._browser.new_context(**as_told(self._address, **options))
        context.set_default_timeout(PATIENCE_MS)
        return context

    def give_back(self, rooms: list[Room]) -> None:
        """Wipe and keep them; nothing asks anything in them."""
        for room in rooms:
            room.wipe()
        self._idle += [room for room in rooms if not room.closed]
        for room in self._idle[:-MOST_KEPT]:
            room.context.close()
        del self._idle[:-MOST_KEPT]

    def close(self) -> None:
        """Close those that are kept."""
        for room in self._idle:
            room.context.close()
        self._idle.clear()
