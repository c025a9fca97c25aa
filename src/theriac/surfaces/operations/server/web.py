"""What a web process does once as it starts, so that its first people don't wait for it.

The addresses and their screens are imported before it serves; the search is read in a thread of
its own beside the first requests, of which only a search waits for it. What then stands in
memory stays there, so the garbage collector is told to leave it: looking through it all took a
tenth of a second each time, which every request in flight waited for.

A demo's web server starts beside the loading of its data, on the other processor, behind a door
that opens once the data is complete. Until then each request is told to come again, and nothing of
the database is read.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.db import connections
from django.urls import get_resolver
from django.utils.translation import get_language_from_request, gettext, override

from theriac.config.env import SIGN_INS, read_environment
from theriac.core.telemetry.logs import get_logger
from theriac.domains.catalog.search.stored.live_index import warm_search

log = get_logger(__name__)

SECONDS = 1
"""Between two looks, of a page that waits and of what waits here."""
PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta http-equiv="refresh" content="{seconds}">
<meta name="viewport" content="width=device-width"><title>{words}</title></head>
<body><p>{words}</p></body></html>
"""

WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Door:
    """Open once ``noted`` is there, and from then on. None: it never was closed."""

    def __init__(self, noted: Path | None) -> None:
        self._noted = noted
        self._open = threading.Event()
        self.is_open()

    def is_open(self) -> bool:
        """Whether requests may pass."""
        if not self._open.is_set() and (self._noted is None or self._noted.exists()):
            self._open.set()
        return self._open.is_set()

    def wait(self) -> None:
        """Return once it is open."""
        while not self.is_open():
            self._open.wait(SECONDS)

    def before(self, application: WSGI) -> WSGI:
        """The application behind this door; itself where the door is open already."""
        if self.is_open():
            return application

        def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            if self.is_open():
                return application(environ, start_response)
            return _not_yet(environ, start_response)

        return guarded


def door_of_demo() -> Door:
    """The door of the installation that this process serves; a pharmacy's is always open."""
    environment = read_environment()
    return Door(environment["THERIAC_DATA"] / SIGN_INS if environment.is_demo else None)


def _not_yet(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    language = get_language_from_request(WSGIRequest(environ))
    with override(language):
        words = escape(gettext("The demo pharmacy is loading. This page opens when it is ready."))
    page = PAGE.format(language=language, seconds=SECONDS, words=words).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(SECONDS)),
    ]
    start_response("503 Service Unavailable", headers)
    return [page]


def warm_up(door: Door) -> threading.Thread:
    """Import every screen, and read the search once the door is open; the thread that reads."""
    _ = get_resolver().url_patterns
    keep_what_stands()
    thread = threading.Thread(
        target=_read_search, args=(door,), name="theriac-warming", daemon=True
    )
    thread.start()
    return thread


def _read_search(door: Door) -> None:
    door.wait()
    try:
        count = warm_search()
        log.info("the search is ready", count=count)
    except Exception:  # whatever it is, the first search reads
        log.warning("the search couldn't be read at the start", exc_info=True)
    finally:
        connections.close_all()
        keep_what_stands()


def keep_what_stands() -> None:
    """Let the garbage collector leave what is in memory now."""
    gc.collect()
    gc.freeze()
