"""The counter's page: one for everybody, with nothing inline and nothing from elsewhere."""

from __future__ import annotations

import re

from django.test import Client

from tests.support.shop import Shop
from theriac.surfaces.counter.program import program


def test_the_page_names_its_api_and_runs_no_inline_script(shop: Shop) -> None:
    answer = Client().get("/counter/")
    page = answer.content.decode()
    assert 'data-api="/counter/api/"' in page
    assert re.findall(r"<script[^>]*>", page) == [
        f'<script type="module" src="/counter/v/{program().version}/counter/app/main.js">'
    ]
    assert "<style" not in page
    assert re.search(r"\son\w+=", page) is None
    assert "http" not in page
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_the_page_speaks_the_browsers_language(shop: Shop) -> None:
    page = Client().get("/counter/", headers={"Accept-Language": "id"}).content.decode()
    assert '<html lang="id"' in page
    assert "<title>Kasir · Theriac</title>" in page
