"""A program's request takes the short chain, and is answered as at the end of the long one."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.support.shop import Shop, api_key
from theriac.surfaces.api import chain

pytestmark = pytest.mark.django_db

SHORT = "theriac.surfaces.api.chain.ShortChain"
LONG = [one for one in settings.MIDDLEWARE if one != SHORT]
OF_A_REQUEST = {"X-Request-Id"}
SHOP = "https://shop.example"


@pytest.fixture
def key(shop: Shop) -> str:
    return api_key(shop)


def asked(method: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body, but for what each request has of its own."""
    client = Client(raise_request_exception=False)
    answer: Any = client.generic(method, path, headers={"X-Request-Id": "the-same-id", **headers})
    told = {name: value for name, value in answer.headers.items() if name not in OF_A_REQUEST}
    return answer.status_code, told | {"cookies": ", ".join(answer.cookies)}, answer.content


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/api/v1/products", {}),
        ("GET", "/api/v1/products", {"authorization": "KEY"}),
        ("HEAD", "/api/v1/products", {"authorization": "KEY"}),
        ("GET", "/api/v1/products?unknown=1", {"authorization": "KEY"}),
        ("GET", "/api/v1/products/019a9e12-7c41-7d3a-8f21-123456789012", {"authorization": "KEY"}),
        ("GET", "/api/v1/products/nothing", {"authorization": "KEY", "accept-language": "id"}),
        ("GET", "/api/v1/no/such/address", {"accept-language": "id"}),
        ("GET", "/api/v1/docs", {}),
        ("GET", "/api/v1/openapi.json", {}),
        ("POST", "/api/v1/auth/login", {"content-type": "application/json"}),
        ("DELETE", "/api/v1/products", {"authorization": "KEY"}),
        ("POST", "/api/v1/sales", {"authorization": "KEY"}),
        ("POST", "/api/v1/sales", {"authorization": "KEY", "content-type": "application/json"}),
        ("OPTIONS", "/api/v1/sales", {"origin": SHOP}),
        (
            "OPTIONS",
            "/api/v1/sales",
            {"origin": SHOP, "access-control-request-method": "POST"},
        ),
        ("GET", "/api/v1/products", {"authorization": "KEY", "origin": SHOP}),
        ("GET", "/api/v1/products", {"authorization": "KEY", "origin": "https://evil.example"}),
        ("GET", "/api/v1/products", {"cookie": "csrftoken=x; sessionid=nobody"}),
        ("GET", "/api/v1", {}),
    ],
)
@override_settings(CORS_ALLOWED_ORIGINS=[SHOP])
def test_the_short_chain_answers_as_the_long_one(
    key: str, method: str, path: str, headers: dict[str, str]
) -> None:
    given = {name: value.replace("KEY", f"Bearer {key}") for name, value in headers.items()}
    short = asked(method, path, **given)
    with override_settings(MIDDLEWARE=LONG):
        long = asked(method, path, **given)

    assert short[0] == long[0]
    assert short[1] == long[1]
    assert comparable(short[2]) == comparable(long[2])


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_foreign_host_is_refused_as_anywhere(key: str, language: str) -> None:
    given = {"host": "evil.example", "accept-language": language, "authorization": f"Bearer {key}"}
    status, headers, body = asked("GET", "/api/v1/products", **given)

    assert (status, headers["X-Content-Type-Options"]) == (400, "nosniff")
    assert f'lang="{language}"'.encode() in body


def test_the_root_of_the_api_is_no_address_and_says_so_as_a_problem() -> None:
    status, headers, _body = asked("GET", "/api/v1/")
    assert (status, headers["Content-Type"]) == (404, "application/problem+json")


def comparable(body: bytes) -> bytes:
    """The body without the token that each page has of its own."""
    return re.sub(rb'data-csrf="[^"]*"', b"", body)


def test_a_program_passes_nothing_that_only_browsers_need(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands behind the short chain is never asked."""

    def never(_get_response: object) -> Any:
        def called(_request: object) -> None:
            raise AssertionError("a program's request went on")

        return called

    monkeypatch.setattr("tests.surfaces.api.test_chain.behind", never)
    place = settings.MIDDLEWARE.index(SHORT)
    short = [*settings.MIDDLEWARE[: place + 1], "tests.surfaces.api.test_chain.behind"]
    with override_settings(MIDDLEWARE=short):
        assert asked("GET", "/api/v1/products", authorization=f"Bearer {key}")[0] == 200
        assert asked("GET", "/api/v1/products/nothing")[0] == 401


def behind(get_response: Any) -> Any:
    """Stands behind the short chain in a test."""
    return get_response


def test_a_person_with_a_session_takes_the_long_chain(shop: Shop) -> None:
    from theriac.domains.accounts.models import User  # noqa: PLC0415 (app-ready)

    client = Client()
    client.force_login(User.objects.get(id=shop.owner.id))
    assert client.get("/api/v1/products").status_code == 200


def test_what_breaks_is_told_as_a_problem(
    key: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_path: str) -> Any:
        raise RuntimeError("broken")

    monkeypatch.setattr(chain, "resolve", broken)
    with caplog.at_level(logging.CRITICAL):
        status, headers, _body = asked("GET", "/api/v1/whatever", authorization=f"Bearer {key}")
    assert (status, headers["Content-Type"]) == (500, "application/problem+json")


def test_an_address_without_parts_is_looked_for_once(key: str) -> None:
    chain._literal.clear()
    for _turn in range(2):
        asked("GET", "/api/v1/products", authorization=f"Bearer {key}")
        asked("GET", f"/api/v1/products/{key[:5]}", authorization=f"Bearer {key}")
        asked("GET", "/api/v1/nowhere")
    assert [path for _urls, path in chain._literal] == ["/api/v1/products"]
