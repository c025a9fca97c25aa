"""What a web process does once as it starts, so that its first people don't wait for it.

The addresses and their screens are imported before it serves; the search is read in a thread of
its own beside the first requests, of which only a search waits for it. What then stands in
memory stays there, so the garbage collector is told to leave it: looking through it all took a
tenth of a second each time, which every request in flight waited for.
"""

from __future__ import annotations

import gc
import threading

from django.db import connections
from django.urls import get_resolver

from theriac.core.telemetry.logs import get_logger
from theriac.domains.catalog.search.stored.live_index import warm_search
from theriac.surfaces.operations.door import Door

log = get_logger(__name__)


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
