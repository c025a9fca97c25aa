"""Pages of other sites reach the API only where the pharmacy lists them."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

SHOP = "https://shop.example"
PREFLIGHT = {
    "Origin": SHOP,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,idempotency-key",
}

pytestmark = pytest.mark.django_db


def test_no_site_is_trusted_unless_it_is_listed() -> None:
    for headers in ({"Origin": SHOP}, PREFLIGHT):
        answer = Client(headers=headers).options("/api/v1/products")
        assert "Access-Control-Allow-Origin" not in answer.headers


@override_settings(CORS_ALLOWED_ORIGINS=[SHOP])
def test_a_listed_site_may_ask_without_this_sites_cookies() -> None:
    asked = Client(headers=PREFLIGHT).options("/api/v1/products")
    assert asked.headers["Access-Control-Allow-Origin"] == SHOP
    assert "idempotency-key" in asked.headers["Access-Control-Allow-Headers"]

    answer = Client(headers={"Origin": SHOP}).get("/api/v1/products")
    assert answer.status_code == 401
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
    assert "Access-Control-Allow-Credentials" not in answer.headers


@override_settings(CORS_ALLOWED_ORIGINS=[SHOP])
@pytest.mark.parametrize("path", ["/accounts/login/", "/counter/", "/health"])
def test_what_people_use_is_never_opened_to_others(path: str) -> None:
    answer = Client(headers={"Origin": SHOP}).get(path)
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_no_other_site_reads_the_files_of_the_pages() -> None:
    answer = Client(headers={"Origin": SHOP}).head("/static/theriac/css/components.css")
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers


@override_settings(CORS_ALLOWED_ORIGINS=[SHOP])
def test_a_look_alike_is_another_site() -> None:
    for origin in ("https://shop.example.evil.example", "http://shop.example", "null"):
        answer = Client(headers={"Origin": origin}).get("/api/v1/products")
        assert "Access-Control-Allow-Origin" not in answer.headers
