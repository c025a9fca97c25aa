"""The page that draws the document."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from theriac.surfaces.api.api import api
from theriac.surfaces.api.export import openapi_document


@pytest.mark.rows("API-10")
@pytest.mark.django_db
def test_the_page_loads_only_files_of_this_server_and_nothing_inline() -> None:
    response = Client().get("/api/v1/docs")

    page = response.content.decode()
    assert response.status_code == 200
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert re.findall(r"<script(?![^>]* src=)", page) == []
    assert "<style" not in page
    assert " style=" not in page
    files = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(files) == 4
    for name in files:
        assert name.startswith("/static/")
        assert finders.find(name.removeprefix("/static/")), name


@pytest.mark.django_db
def test_the_document_is_answered_as_it_is_committed() -> None:
    response = Client().get("/api/v1/openapi.json")

    assert response.status_code == 200
    assert response.json() == openapi_document()


def test_the_document_is_made_once_and_not_for_everybody_who_asks() -> None:
    first = api.get_openapi_schema(path_prefix="/api/v1/")
    assert api.get_openapi_schema(path_prefix="/api/v1/") is first
    assert api.get_openapi_schema() is first


@pytest.mark.journey
def test_a_browser_draws_every_operation(page: Any) -> None:
    page.goto("/api/v1/docs")

    sections = page.locator(".opblock-tag-section")
    sections.first.wait_for()
    drawn = 0
    for section in sections.all():
        section.locator(".opblock-tag").click()
        section.locator(".opblock").first.wait_for()
        drawn += section.locator(".opblock").count()
        section.locator(".opblock-tag").click()
    assert drawn == sum(len(methods) for methods in openapi_document()["paths"].values())
