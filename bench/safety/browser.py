"""The same check by the counter's own modules, in Chromium."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Route, sync_playwright

from tests.support.browser import ARGUMENTS, find_browser
from theriac.domains.clinical.rules.devices import for_devices
from theriac.domains.clinical.rules.knowledge import Line, SetName
from theriac.domains.clinical.rules.medicines import Medicine

STATIC = Path(__file__).parents[2] / "src" / "theriac" / "surfaces" / "counter" / "static"
ORIGIN = "http://counter.invalid"
TOGETHER = 20
"""Checks between two looks at the clock, which Chromium rounds to a tenth of a millisecond."""
SCRIPT = """async ([sets, basket, rounds, together]) => {
  const { createKnowledge } = await import("/counter/domain/safety/knowledge.js");
  const { check } = await import("/counter/domain/safety/check.js");
  const knowledge = createKnowledge(sets);
  const took = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let time = 0; time < together; time += 1) check(knowledge, basket);
    took.push((performance.now() - start) / together);
  }
  return took;
}"""


def browser_ms(
    sets: Sequence[tuple[SetName, Sequence[Line]]], medicines: Sequence[Medicine], rounds: int
) -> float:
    """The median milliseconds of one check."""
    import django  # noqa: PLC0415 (app-ready)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "theriac.config.settings")
    django.setup()
    from theriac.surfaces.counter.feed.safety import set_out  # noqa: PLC0415 (app-ready)

    told = [
        set_out(for_devices(of, lines)).model_dump(mode="json", exclude_defaults=True)
        for of, lines in sets
    ]
    basket = [
        {
            "id": one.id,
            "name": one.name,
            "contents": [content.substance for content in one.contents],
            "atc": one.atc,
            "dose_form": one.dose_form,
        }
        for one in medicines
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        page = browser.new_page()
        page.route("**/*", _serve)
        page.goto(f"{ORIGIN}/")
        took: list[Any] = page.evaluate(SCRIPT, [told, basket, rounds, TOGETHER])
        browser.close()
    return round(median(took), 3)


def _serve(route: Route) -> None:
    path = STATIC / urlsplit(route.request.url).path.lstrip("/")
    if path.is_file():
        route.fulfill(path=path, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>bench</title>", content_type="text/html")
