"""Processor time of pages of lists beside the same cells in a bare template, in one process.

On the database of DATABASE_URL, as the owner of ``bench.lists.shop``; the last line is JSON.
"""

from __future__ import annotations

import json
import logging
import re
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

PAGES = {"products": "/products/", "batches": "/stock/batches/", "movements": "/stock/movements/"}
TIMES, WARMING = 50, 5
BARE = (
    "<table><tbody>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}"
    "</tr>{% endfor %}</tbody></table>"
)
_BODY = re.compile(r"<tbody>(.*?)</tbody>", re.DOTALL)
_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)


def main() -> None:
    django.setup()
    logging.disable(logging.INFO)
    print(json.dumps(drawn(TIMES)))


def drawn(times: int) -> dict[str, Any]:
    """Of each page: medians in ms of the page and of its floor, taken by turns; statements."""
    from django.template import Context, Template  # noqa: PLC0415 (app-ready)
    from django.test import Client  # noqa: PLC0415 (app-ready)
    from django.utils.safestring import SafeString  # noqa: PLC0415 (app-ready)

    from bench.access.__main__ import statements  # noqa: PLC0415 (app-ready)
    from theriac.domains.accounts.models import User  # noqa: PLC0415 (app-ready)

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get_by_natural_key("owner"))
    bare = Template(BARE)
    found: dict[str, Any] = {}
    for name, address in PAGES.items():
        body = _BODY.search(client.get(address).text)
        if body is None:
            raise SystemExit(f"{address} draws no list")
        rows = [
            [SafeString(cell) for cell in _CELL.findall(row)] for row in body[1].split("</tr>")[:-1]
        ]
        draw = partial(client.get, address)
        page, floor = _by_turns(draw, partial(bare.render, Context({"rows": rows})), times)
        found[name] = {
            "rows": len(rows),
            "cells": sum(map(len, rows)),
            "cpu_ms": round(page, 2),
            "floor_cpu_ms": round(floor, 3),
            "ratio": round(page / floor, 2),
            "statements": statements(draw),
        }
    return found


def _by_turns(
    page: Callable[[], object], floor: Callable[[], object], times: int
) -> tuple[float, float]:
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(times + WARMING):
        for act, kept in zip((page, floor), taken, strict=True):
            begun = time.process_time()
            act()
            if turn >= WARMING:
                kept.append((time.process_time() - begun) * 1000)
    return statistics.median(taken[0]), statistics.median(taken[1])


if __name__ == "__main__":
    main()
