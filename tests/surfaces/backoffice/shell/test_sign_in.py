import pytest
from django.test import Client

from tests.support.shop import PASSWORD, Shop
from tests.support.staff import handle_of
from theriac.domains.accounts.commands.people import add_person

ADDRESS = "/accounts/login/"


@pytest.mark.rows("UX-05")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Wrong name or password. Try again, or ask the owner for a new password."),
        ("id", "Nama atau kata sandi salah. Coba lagi, atau minta kata sandi baru"),
    ],
)
def test_a_refused_sign_in_says_what_to_do_and_keeps_the_name(
    shop: Shop, language: str, words: str
) -> None:
    browser = Client(headers={"accept-language": language})
    response = browser.post(ADDRESS, {"login": "owner", "password": "not this one"})
    assert response.status_code == 200
    assert words in response.text
    assert 'value="owner"' in response.text
    assert "not this one" not in response.text


def test_empty_fields_are_named(shop: Shop) -> None:
    page = Client().post(ADDRESS, {}).text
    assert page.count('class="t-error"') == 2
    assert '<a href="#id_login">Name or email</a>' in page


@pytest.mark.rows("SEC-01")
def test_sign_in_leads_to_the_first_page_and_sign_out_ends_it(shop: Shop) -> None:
    browser = Client()
    response = browser.post(ADDRESS, {"login": "Owner", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/start/")
    assert browser.get("/start/")["Location"] == "/"
    assert browser.get("/me/").status_code == 200
    assert "Sign out?" in browser.get("/accounts/logout/").text
    browser.post("/accounts/logout/")
    assert browser.get("/me/").status_code == 302


def test_a_person_changes_their_own_password(shop: Shop) -> None:
    browser = Client()
    browser.login(username=handle_of("owner"), password=PASSWORD)
    typed = {"oldpassword": PASSWORD, "password1": "baru-sekali-41", "password2": "baru-sekali-41"}
    assert "Repeat new password" in browser.get("/accounts/password/change/").text
    wrong = browser.post("/accounts/password/change/", {**typed, "oldpassword": "x"})
    assert "This isn’t your current password. Enter it again." in wrong.text
    assert browser.post("/accounts/password/change/", typed).status_code == 302
    assert Client().login(username=handle_of("owner"), password="baru-sekali-41")


CHANGE = "/accounts/password/change/"
OWN = "milik-dewi-sendiri-4"


@pytest.fixture
def given(shop: Shop) -> Client:
    """A browser in which somebody signed in with the password that the owner handed over."""
    add_person(
        actor=shop.owner,
        username="dewi",
        display_name="Dewi",
        password=PASSWORD,
        roles=[("cashier", shop.branch_id)],
    )
    browser = Client()
    assert browser.post(ADDRESS, {"login": "dewi", "password": PASSWORD}).status_code == 302
    return browser


def typed(password: str) -> dict[str, str]:
    return {"oldpassword": PASSWORD, "password1": password, "password2": password}


@pytest.mark.rows("SEC-06")
def test_a_given_password_opens_only_the_page_to_change_it(given: Client) -> None:
    for address in ("/", "/me/", "/products/", "/products/new/"):
        answer = given.get(address)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, CHANGE)
    assert given.post("/me/branch/", {"branch": "x"})["Location"] == CHANGE
    fragment = given.get("/products/", headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (204, CHANGE)
    assert given.get("/api/v1/me").status_code == 401
    for address, body in (("/me/look/", {"theme": "dark"}), ("/me/language/", {"language": "id"})):
        assert given.post(address, body).status_code == 302


@pytest.mark.rows("SEC-06")
def test_with_a_password_of_their_own_they_go_on_where_they_wanted(given: Client) -> None:
    wanted = given.get("/products/?q=zinc")["Location"]
    page = given.get(wanted)
    assert "Choose your own password" in page.text
    assert 'name="next" value="/products/?q=zinc"' in page.text
    assert "Cancel" not in page.text

    again = given.post(CHANGE, typed(PASSWORD))
    assert "You were given this password. Choose your own." in again.text
    changed = given.post(CHANGE, {**typed(OWN), "next": "/products/?q=zinc"})

    assert (changed.status_code, changed["Location"]) == (302, "/products/?q=zinc")
    shown = given.get("/products/?q=zinc")
    assert shown.status_code == 200
    assert "Your new password was saved. Use it from the next sign-in." in shown.text
    assert given.get("/api/v1/me").status_code == 200
    assert Client().login(username=handle_of("dewi"), password=OWN)


@pytest.mark.rows("UX-04")
def test_the_page_is_in_indonesian_too(given: Client) -> None:
    page = given.get(CHANGE, headers={"Accept-Language": "id"}).text
    assert "Pilih kata sandi Anda sendiri" in page
