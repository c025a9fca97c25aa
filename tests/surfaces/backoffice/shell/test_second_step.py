"""The second step at sign-in, page by page: set up, asked for, recovered, required by role."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from tests.support.second_steps import SECRET, code_of, with_app
from tests.support.shop import PASSWORD, Shop, add_staff, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.verification.registry import run_checks

pytestmark = pytest.mark.django_db
INDEX = "/accounts/second-step/"
APP = "/accounts/second-step/totp/activate/"
CODES = "/accounts/second-step/recovery-codes/"


@pytest.fixture
def shop() -> Shop:
    cache.clear()
    return open_shop()


@pytest.fixture
def required(settings: Any) -> None:
    settings.SECOND_STEP_ROLES = ["owner", "administrator"]


def signed_in(username: str = "owner") -> tuple[Client, Any]:
    client = Client()
    answer = client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    return client, answer


def confirmed(client: Client) -> None:
    assert client.post("/accounts/confirm/", {"password": PASSWORD}).status_code == 302


@pytest.mark.rows("SEC-09")
def test_an_owner_must_set_one_up_and_opens_nothing_before(
    shop: Shop, required: None, django_capture_on_commit_callbacks: Any
) -> None:
    client, answer = signed_in()
    assert answer["Location"] == "/start/"

    for address in ("/", "/people/", "/me/"):
        assert client.get(address)["Location"] == INDEX
    fragment = client.get("/people/", headers={"HX-Request": "true"})
    assert fragment["HX-Redirect"] == INDEX
    assert client.get("/api/v1/me").status_code == 401
    assert "Set up a second factor to continue" in client.get(INDEX).text

    assert client.get(APP)["Location"] == f"/accounts/confirm/?next={APP.replace('/', '%2F')}"
    confirmed(client)
    page = client.get(APP).text
    assert "data:image/svg+xml;base64," in page
    secret = re.search(r't-key">([A-Z2-7]{32})<', page)
    assert secret is not None
    wrong = client.post(APP, {"code": "000000" if code_of(secret[1]) != "000000" else "1"})
    assert "Wrong code. Enter the code shown now, or try the passkey" in wrong.text
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(APP, {"code": code_of(secret[1])})["Location"] == CODES
    assert client.get("/people/").status_code == 200

    record = AuditRecord.objects.filter(command="accounts.record_factor").order_by("id")
    told = list(record.values_list("actor_id", "reason", "facts"))
    assert (shop.owner.id, "added", {"kind": "totp"}) in told
    assert [one for done in run_checks(["accounts.factors"]) for one in done.violations] == []


@pytest.mark.rows("SEC-09")
def test_recovery_codes_are_shown_once_and_open_once(shop: Shop) -> None:
    client, _answer = signed_in()
    with_app(shop.owner.id)
    confirmed(client)

    shown = re.findall(r'<li class="t-code">(\d{8})</li>', client.get(CODES).text)
    assert len(shown) == 10
    again = client.get(CODES).text
    assert [code for code in shown if code in again] == []
    assert "10 codes are left" in again
    assert client.get(CODES + "download/").status_code in (403, 404)

    stranger, answer = signed_in()
    assert answer["Location"] == INDEX + "authenticate/"
    assert stranger.post(INDEX + "authenticate/", {"code": shown[0]})["Location"] == "/start/"
    another, _answer = signed_in()
    refused = another.post(INDEX + "authenticate/", {"code": shown[0]})
    assert refused.status_code == 200
    assert "Wrong code. Enter the code shown now, or try the passkey" in refused.text
    assert AuditRecord.objects.filter(reason="refused", object_id=shop.owner.id).count() == 1


@pytest.mark.rows("SEC-09")
def test_a_password_alone_doesnt_open_an_account_with_an_app(shop: Shop) -> None:
    with_app(shop.owner.id)
    client, answer = signed_in()

    assert answer["Location"] == INDEX + "authenticate/"
    assert client.get("/")["Location"].startswith("/accounts/login/")
    page = client.get(INDEX + "authenticate/").text
    assert "Your password is correct. Now enter the code from your app," in page
    code = code_of()
    assert client.post(INDEX + "authenticate/", {"code": code})["Location"] == "/start/"
    assert client.get("/").status_code == 200
    again, _answer = signed_in()
    assert (
        "Wrong code. Enter the code shown now, or try the passkey"
        in again.post(INDEX + "authenticate/", {"code": code}).text
    )


def test_tries_of_a_code_are_limited(shop: Shop) -> None:
    with_app(shop.owner.id)
    client, _answer = signed_in()
    wrong = "000000" if code_of() != "000000" else "111111"
    pages = [client.post(INDEX + "authenticate/", {"code": wrong}).text for _ in range(11)]
    assert "Too many attempts" in pages[-1]
    cache.clear()


def test_an_app_is_removed_after_the_password(shop: Shop) -> None:
    client, _answer = signed_in()
    with_app(shop.owner.id)
    remove = INDEX + "totp/deactivate/"

    assert client.post(remove)["Location"].startswith("/accounts/confirm/")
    confirmed(client)
    assert client.post(remove)["Location"] == INDEX
    assert not Authenticator.objects.exists()
    assert AuditRecord.objects.filter(reason="removed", object_id=shop.owner.id).exists()


def test_new_codes_end_those_before(shop: Shop) -> None:
    client, _answer = signed_in()
    before = with_app(shop.owner.id)
    confirmed(client)

    assert client.post(CODES + "generate/")["Location"] == CODES
    shown = re.findall(r'<li class="t-code">(\d{8})</li>', client.get(CODES).text)
    assert set(shown) & set(before) == set()


def test_who_must_not_may(shop: Shop, required: None) -> None:
    add_staff("cashier", shop.branch_id)
    client, _answer = signed_in("cashier")

    assert client.get("/me/").status_code == 200
    assert "Your password alone isn't enough to sign in. It also needs" in client.get(INDEX).text
    assert "Two-factor sign-in" in client.get("/me/").text


def test_every_page_is_in_both_languages(shop: Shop) -> None:
    client, _answer = signed_in()
    with_app(shop.owner.id)
    confirmed(client)
    client.cookies["django_language"] = "id"

    for address, words in {
        INDEX: "Verifikasi dua langkah",
        INDEX + "totp/deactivate/": "Hapus aplikasi?",
        CODES: "Hanya ditampilkan sekali",
        CODES + "generate/": "Buat kode pemulihan baru?",
        INDEX + "webauthn/add/": "Tambah passkey",
        INDEX + "webauthn/": "Belum ada passkey",
        INDEX + "reauthenticate/": "Konfirmasi identitas Anda",
    }.items():
        assert words in client.get(address).text, address


@pytest.mark.rows("SEC-09")
def test_an_owner_resets_the_second_step_of_a_cashier(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    with_app(cashier.id)
    client, _answer = signed_in()
    address = f"/people/{cashier.id}/second-step/"

    assert address in client.get(f"/people/{cashier.id}/").text
    assert "Reset two-factor sign-in of Cashier" in client.get(address).text
    page = client.post(address, {"reason": "phone lost"}, follow=True)
    assert "Two-factor sign-in of Cashier was reset." in page.text
    assert signed_in("cashier")[1]["Location"] == "/start/"
    assert SECRET not in page.text


@pytest.mark.rows("SEC-09")
def test_wrong_codes_lock_it_and_a_new_sign_in_doesnt_help(shop: Shop) -> None:
    recovery = with_app(shop.owner.id)
    for _sign_in in range(2):
        client, _answer = signed_in()
        for _try in range(5):
            wrong = client.post(INDEX + "authenticate/", {"code": "nobody's"})
            assert (
                wrong.status_code,
                "Wrong code. Enter the code shown now, or try the passkey" in wrong.text,
            ) == (200, True)
    client, _answer = signed_in()
    locked = client.post(INDEX + "authenticate/", {"code": recovery[0]})
    assert (locked.status_code, locked["Retry-After"]) == (429, "300")
    assert "Wait 5 minutes" in locked.text
