"""The counter's page: one for everybody, with nothing inline and nothing from elsewhere."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.support.shop import Shop
from theriac.surfaces.counter.program import program


def test_the_page_names_its_api_and_runs_no_inline_script(shop: Shop) -> None:
    answer = Client().get("/counter/")
    page = answer.content.decode()
    assert 'data-api="/counter/api/"' in page
    files = f"/counter/v/{program().version}/counter"
    assert re.findall(r"<script[^>]*? src=\"([^\"]+)\"", page) == [
        f"{files}/opening.js",
        f"{files}/program.js",
    ]
    assert page.count("<script") == len(("opening", "program"))
    assert "<style" not in page
    assert re.search(r"\son\w+=", page) is None
    assert "http" not in page
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_the_page_speaks_the_browsers_language(shop: Shop) -> None:
    page = Client().get("/counter/", headers={"Accept-Language": "id"}).content.decode()
    assert '<html lang="id"' in page
    assert "<title>Kasir · Theriac</title>" in page


@pytest.mark.rows("OPS-30")
def test_the_page_shows_what_comes_and_says_what_each_file_must_be(shop: Shop) -> None:
    page = Client().get("/counter/").content.decode()
    assert "<h1>Opening the counter</h1>" in page
    assert '<progress class="t-progress"' in page
    named = dict(re.findall(r'(?:href|src)="/counter/v/\w+/([^"]+)"\s+integrity="([^"]+)"', page))
    assert named == {
        path: program().files[path].integrity
        for path in (
            "counter/css/opening.css",
            "counter/opening.js",
            "counter/vendor/dexie/dexie.min.js",
            "counter/vendor/htm-preact/standalone.module.js",
            "counter/program.css",
            "counter/program.js",
        )
    }


@pytest.mark.rows("OPS-30")
def test_the_page_knows_how_much_there_is_to_bring(shop: Shop) -> None:
    """What its bar counts to: the packed bytes of each part that the counter can't begin without."""
    page = Client().get("/counter/").content.decode()
    parts = json.loads(unescape(re.findall(r'data-parts="([^"]+)"', page)[0]))
    for address, size in parts.items():
        assert len(Client().get(address, headers={"Accept-Encoding": "gzip"}).content) == size
    assert [address.rpartition("/")[2] for address in parts] == [
        "dexie.min.js",
        "standalone.module.js",
        "program.css",
        "program.js",
    ]


@pytest.mark.rows("OPS-30")
@pytest.mark.parametrize("dark", [False, True])
def test_what_shows_first_has_the_colours_that_it_has_afterwards(*, dark: bool) -> None:
    """The first style sheet holds a few of the tokens by itself, so that nothing else is waited for."""
    tokens = Path(str(finders.find("theriac/css/tokens.css"))).read_text("utf-8")
    first = Path(str(finders.find("counter/css/opening.css"))).read_text("utf-8")
    rules = (':root, [data-bs-theme="light"] {', '[data-bs-theme="dark"] {\n    color-scheme')
    known = _tokens(tokens.partition(rules[dark])[2])
    shown = first.partition("@media (prefers-color-scheme: dark)")[2 if dark else 0]
    held = _tokens(shown.partition(":root {")[2])
    assert "--t-canvas" in held
    assert held == {name: known[name] for name in held}


def _tokens(text: str) -> dict[str, str]:
    """The custom properties of the first rule."""
    return dict(re.findall(r"(--t-[\w-]+): ([^;]+);", text.partition("}")[0]))


@pytest.mark.rows("OPS-30")
def test_a_developers_page_runs_the_modules_as_they_are_written(shop: Shop, settings: Any) -> None:
    settings.DEBUG = True
    page = Client().get("/counter/").content.decode()
    assert "/counter/app/main.js" in page
    assert "/counter/css/counter.css" in page
    assert "integrity" not in page
    assert "data-fonts" not in page
