import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from theriac.surfaces.backoffice.shell import errors

PAGES = [
    (errors.bad_request, 400, "This request can&#x27;t be read"),
    (errors.forbidden, 403, "You don&#x27;t have permission to open this"),
    (errors.not_found, 404, "Page not found"),
    (errors.server_error, 500, "The action couldn&#x27;t be completed"),
]


@pytest.mark.rows("UX-05")
@pytest.mark.parametrize(("view", "status", "title"), PAGES)
def test_an_error_page_says_what_happened_and_what_to_do(
    view: object, status: int, title: str, db: None
) -> None:
    response = view(RequestFactory().get("/x"))  # type: ignore[operator]
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in response.text
    assert "Go to the first page" in response.text


@pytest.mark.rows("UX-05")
@pytest.mark.parametrize("language", ["en", "id"])
def test_no_page_blames_or_speaks_of_code(language: str) -> None:
    with translation.override(language):
        for words in errors.PAGES.values():
            text = f"{words.title} {words.detail}".casefold()
            for bad in ("error", "invalid", "please", "oops", "salah", "maaf", "exception"):
                assert bad not in text


def test_the_page_for_500_needs_no_database_and_no_session() -> None:
    with translation.override("id"):
        response = errors.server_error(RequestFactory().get("/x"))
    assert "Tindakan ini tidak dapat diselesaikan" in response.text
    assert '<html lang="id"' in response.text


@pytest.mark.django_db
def test_an_unknown_address_has_our_page(client: Client) -> None:
    response = client.get("/nowhere/at/all/")
    assert response.status_code == 404
    assert "The page was moved or removed, or the address is wrong." in response.text


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_to_load_again(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/me/look/", {"theme": "dark"})
    assert response.status_code == 403
    assert "This form was open for too long" in response.text
