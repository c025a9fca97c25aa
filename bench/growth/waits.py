"""How long each page, file and background pass takes on the database of DATABASE_URL.

``OWNER DRAWS``: the owner's sign-in name, and how often each page is drawn again once it was found.
The last line is JSON: milliseconds by name, by kind.
"""

from __future__ import annotations

import json
import logging
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import django

import theriac.__main__  # noqa: F401 (the program's bounds of the garbage collector)

LATER = timedelta(hours=3)
LONG = 1_000
"""So many rows of a file tell what a row costs."""
AWAY = ("recalls.read_public_recalls",)
"""What asks other machines."""
NIGHTLY = ("operations.back_up", "operations.verify_everything")
"""What reads all that there is, once a day."""


def main() -> None:
    django.setup()
    logging.disable(logging.ERROR)
    from theriac.core import clock  # noqa: PLC0415 (app-ready)

    # A demo is written within minutes; hours later its rows are no longer this hour's.
    with clock.at(clock.now() + LATER):
        print(json.dumps(waits(sys.argv[1], int(sys.argv[2]))))


def waits(owner: str, draws: int) -> dict[str, dict[str, float]]:
    """The median of a page's draws, or its first one of all; a file and a pass once."""
    from django.conf import settings  # noqa: PLC0415 (app-ready)
    from django.test import Client  # noqa: PLC0415 (app-ready)

    from bench.growth.pages import screens  # noqa: PLC0415 (app-ready)
    from tests.support.second_steps import with_app  # noqa: PLC0415 (app-ready)
    from tests.surfaces.planted import has_files  # noqa: PLC0415 (app-ready)
    from theriac.core.seal.passes import seal_once  # noqa: PLC0415 (app-ready)
    from theriac.domains.accounts.models import User  # noqa: PLC0415 (app-ready)
    from theriac.surfaces.operations.server.web import keep_what_stands  # noqa: PLC0415 (app-ready)

    settings.ALLOWED_HOSTS = ["localhost"]
    user = User.objects.get_by_natural_key(owner)
    with_app(user.id)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    seal_once(everything=True)  # the sign-in too: with it the last head is of now
    found = screens(client)
    keep_what_stands()  # as the server does once it is warm
    pages = {}
    for name, one in found.items():
        times = [_ms(partial(client.get, one.address)) for _draw in range(draws)]
        pages[name] = statistics.median(times or [one.ms])
    first, rows = {}, {}
    for name, one in found.items():
        if has_files(one.address):
            first[name], count, whole = _read(partial(client.get, _file(one.address)))
            if count >= LONG:
                rows[name] = round(whole / count * 1000, 1)
    passes = {name: _ms(run) for name, run in _passes()}
    nightly = {name: passes.pop(name) for name in NIGHTLY}
    told = {"files begin": first, "files, 1,000 rows": rows}
    return {"pages": pages, **told, "passes": passes, "nightly": nightly}


def _file(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}export=csv"


def _read(ask: Callable[[], Any]) -> tuple[float, int, float]:
    """Milliseconds until a file's first piece, its rows, and milliseconds until its last."""
    began = time.perf_counter()
    answer = ask()
    pieces = iter(answer.streaming_content if answer.streaming else [answer.content])
    count = next(pieces).count(b"\n")
    first = (time.perf_counter() - began) * 1000
    count += sum(piece.count(b"\n") for piece in pieces)
    return round(first, 1), count, (time.perf_counter() - began) * 1000


def _ms(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return round((time.perf_counter() - began) * 1000, 1)


def _passes() -> Iterator[tuple[str, Callable[[], object]]]:
    """What the worker does by itself: every tick and every scheduled task, in this thread."""
    from tests.support.jobs import done_now  # noqa: PLC0415 (app-ready)
    from theriac.core.jobs.schedule import declared_schedules  # noqa: PLC0415 (app-ready)
    from theriac.core.jobs.ticks import registered_ticks  # noqa: PLC0415 (app-ready)

    for tick in registered_ticks():
        yield tick.name, tick.function
    for schedule in declared_schedules():
        if schedule.name not in AWAY:
            task = schedule.task
            yield schedule.name, partial(done_now, task) if task.takes_context else task.func


if __name__ == "__main__":
    main()
