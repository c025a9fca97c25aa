import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from theriac.config.security import CONTENT_SECURITY_POLICY, HEADERS, SecurityHeadersMiddleware


def answer(path: str, **headers: str) -> HttpResponse:
    middleware = SecurityHeadersMiddleware(lambda request: HttpResponse("", headers=headers))
    response = middleware(RequestFactory().get(path))
    assert isinstance(response, HttpResponse)
    return response


def test_nothing_inline_and_nothing_from_outside() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert "script-src 'self';" in CONTENT_SECURITY_POLICY
    assert "style-src 'self';" in CONTENT_SECURITY_POLICY


def test_every_answer_carries_the_headers_and_isnt_kept() -> None:
    response = answer("/products/")
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert response["Cache-Control"] == "no-store"


def test_a_static_file_may_be_kept_and_a_view_has_its_own_word() -> None:
    assert "Cache-Control" not in answer("/static/theriac/css/tokens.css")
    assert answer("/x", **{"Cache-Control": "max-age=60"})["Cache-Control"] == "max-age=60"


@pytest.mark.django_db
def test_the_sign_in_page_carries_them(client: Client) -> None:
    response = client.get("/accounts/login/")
    assert response.status_code == 200
    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(("secure", "said"), [(True, "max-age=31536000"), (False, None)])
def test_browsers_that_came_over_https_insist_on_it(*, secure: bool, said: str | None) -> None:
    with override_settings(SECURE_HSTS_SECONDS=365 * 86_400):
        client = Client()
        answer = client.get("/health", secure=secure)
    assert answer.headers.get("Strict-Transport-Security") == said
