from typing import Any

import pytest
from django.test import Client, RequestFactory

from tests.support.pages import tight
from tests.support.shop import PASSWORD, Shop
from tests.support.staff import handle_of
from theriac.core.actor import SYSTEM
from theriac.domains.accounts.models import User
from theriac.domains.organisation.commands.found import open_branch
from theriac.surfaces.backoffice.shell.preferences import Appearance, look_of


@pytest.mark.parametrize(
    ("cookie", "look", "drawn"),
    [
        ("", Appearance("auto", "normal"), "light"),
        ("dark.large", Appearance("dark", "large"), "dark"),
        ("light", Appearance("light", "normal"), "light"),
        ("loud.huge", Appearance("auto", "normal"), "light"),
    ],
)
def test_a_look_that_isnt_known_counts_as_not_chosen(
    cookie: str, look: Appearance, drawn: str
) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theriac_look"] = cookie
    assert look_of(request) == look
    assert look.drawn == drawn


@pytest.mark.rows("UX-07")
def test_the_theme_follows_the_person_to_another_device(client: Client) -> None:
    client.post("/me/look/", {"theme": "dark", "size": "large"})
    page = tight(client.get("/me/").text)
    assert 'data-bs-theme="dark" data-t-theme="dark" data-t-size="large"' in page
    assert User.objects.get().theme == "dark"
    other = Client()
    other.login(username=handle_of("owner"), password=PASSWORD)
    assert 'data-t-theme="dark" data-t-size="normal"' in tight(other.get("/me/").text)


def test_the_look_is_chosen_before_the_sign_in_too(shop: Shop) -> None:
    browser = Client()
    response = browser.post("/me/look/", {"theme": "dark", "next": "/accounts/login/"})
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/")
    assert 'data-bs-theme="dark"' in tight(browser.get("/accounts/login/").text)


def test_the_language_is_kept_and_said_in_the_page(client: Client) -> None:
    client.post("/me/language/", {"language": "id", "next": "/me/"})
    page = tight(client.get("/me/").text)
    assert '<html lang="id"' in page
    assert "Langsung ke isi" in page
    assert User.objects.get().language == "id"


def test_a_language_that_isnt_spoken_changes_nothing(client: Client) -> None:
    client.post("/me/language/", {"language": "tlh"})
    assert '<html lang="en"' in tight(client.get("/me/").text)


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_the_way_back_stays_here(client: Client, target: str) -> None:
    response: Any = client.post("/me/look/", {"theme": "dark", "next": target})
    assert response["Location"] == "/"


def test_another_branch_is_worked_in_from_then_on(shop: Shop, client: Client) -> None:
    kemang = open_branch(
        actor=SYSTEM,
        pharmacy_id=shop.pharmacy_id,
        code="KMG",
        name="Kemang",
        time_zone="Asia/Makassar",
    )
    client.post("/me/branch/", {"branch": str(kemang)})
    shell = client.get("/me/").context["shell"]
    assert shell.branch.name == "Kemang"
    assert str(shell.pharmacy.zone) == "Asia/Makassar"


@pytest.mark.parametrize("branch", ["", "nothing", "018f0000-0000-7000-8000-000000000000"])
def test_a_branch_that_isnt_the_persons_is_refused(client: Client, branch: str) -> None:
    response = client.post("/me/branch/", {"branch": branch})
    assert response.status_code == 403
    assert "This branch isn&#x27;t assigned to you. Choose one from the list." in response.text


@pytest.mark.parametrize("address", ["/me/look/", "/me/language/", "/me/branch/"])
def test_choices_are_made_by_post_only(client: Client, address: str) -> None:
    assert client.get(address).status_code == 405
