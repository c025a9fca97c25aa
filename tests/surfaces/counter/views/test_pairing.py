"""Pairing: once, by code, with a secret that scripts can't read and a series of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.support.shop import Shop, open_shop
from tests.support.signers import Signer
from tests.surfaces.counter.views.conftest import HEADERS, Device, pair, pairing_code, post
from theriac.core import clock
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.organisation.models import PairingCode
from theriac.domains.organisation.queries.terminals import get_terminal, list_series


def test_a_code_makes_a_device_a_terminal(device: Device, shop: Shop) -> None:
    terminal = device.pairing["terminal"]
    assert terminal == {"id": str(shop.terminal_id), "code": "K1", "name": "Kasir 2"}
    assert device.pairing["branch"]["name"] == "Melati"
    [series] = device.pairing["series"]
    assert (series["prefix"], series["generation"], series["next"]) == (
        f"MLT-K1-{shop.today.year % 100}-",
        1,
        1,
    )
    assert series["starts_on"] <= shop.today.isoformat() <= series["ends_on"]


def test_scripts_and_other_pages_cant_read_the_secret(device: Device) -> None:
    cookie = device.client.cookies["theriac_terminal"]
    assert cookie["httponly"] is True
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/counter/")


def test_a_code_works_once(shop: Shop) -> None:
    code = pairing_code(shop)
    body = {"code": code.lower(), "device_name": "Kasir", "public_key": Signer().public_key}
    assert post(Client(), "pair", body).status_code == 200
    again = post(Client(), "pair", body)
    assert again.status_code == 422
    assert again["Content-Type"] == "application/problem+json"
    assert again.json()["type"] == "organisation.pairing_code_unknown"
    assert again.json()["field"] == "code"


def test_a_device_paired_anew_starts_a_new_series_and_the_old_one_is_out(
    device: Device, shop: Shop
) -> None:
    second = pair(shop)
    assert [one["prefix"] for one in second.pairing["series"]] == [
        f"MLT-K1B-{shop.today.year % 100}-"
    ]
    assert device.feed().status_code == 401
    assert second.feed().status_code == 200


def test_next_years_series_is_open_before_it_begins(db: None) -> None:
    with clock.at(datetime(2026, 12, 20, tzinfo=UTC)):
        device = pair(open_shop())
    assert [one["starts_on"][5:] for one in device.pairing["series"]] == ["01-01", "01-01"]
    years = [int(one["starts_on"][:4]) for one in device.pairing["series"]]
    assert years[1] == years[0] + 1


def test_a_repeated_sign_in_opens_no_further_series(device: Device, shop: Shop) -> None:
    assert list_series(shop.terminal_id).count() == 1
    terminal = get_terminal(shop.terminal_id)
    assert terminal is not None
    assert terminal.name == "Kasir 2"


def test_without_the_programs_header_nothing_is_answered(shop: Shop) -> None:
    answer = Client().post("/counter/api/pair", "{}", content_type="application/json")
    assert answer.status_code == 403
    assert answer.json()["type"] == "counter.not_the_counter"


def test_a_body_that_cant_be_read_is_named(shop: Shop) -> None:
    client = Client()
    headers = {"X-Theriac-Counter": "1"}
    broken = client.post("/counter/api/pair", "{", content_type="application/json", headers=headers)
    assert (broken.status_code, broken.json()["type"]) == (422, "counter.not_readable")
    missing = post(client, "pair", {"code": "ABCD2345"})
    assert missing.json()["field"] == "device_name"
    assert client.get("/counter/api/pair", headers=headers).status_code == 405


def test_an_old_code_is_refused_in_the_readers_language(shop: Shop) -> None:
    code = pairing_code(shop)
    with clock.at(clock.now() + timedelta(minutes=16)):
        headers = {"X-Theriac-Language": "id"}
        answer = post(Client(), "pair", {"code": code, "device_name": "Kasir"}, **headers)
    assert answer.status_code == 422
    assert answer.json()["trace_id"]


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["*"]


def ask_first(address: str = "127.0.0.1", **headers: str) -> Any:
    return Client(REMOTE_ADDR=address).post(
        "/counter/api/first-pairing",
        "{}",
        content_type="application/json",
        headers={**HEADERS, "Host": "localhost:8000", **headers},
    )


@pytest.mark.rows("UX-12", "SEC-12")
def test_a_demos_first_browser_gets_a_code_once(shop: Shop, demo: None) -> None:
    first = ask_first()
    assert first.status_code == 200
    assert first.json()["device_name"] == "Kasir 1"
    assert ask_first().status_code == 404
    body = {**first.json(), "public_key": Signer().public_key}
    paired = post(Client(), "pair", body)
    assert paired.json()["terminal"]["id"] == str(shop.terminal_id)
    with clock.at(clock.now() + timedelta(days=1)):
        assert ask_first().status_code == 404


def test_a_first_code_that_nobody_used_is_made_again_later(shop: Shop, demo: None) -> None:
    assert ask_first().status_code == 200
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert ask_first().status_code == 200


def test_a_device_that_was_paired_by_a_manager_ends_it_even_revoked(shop: Shop, demo: None) -> None:
    pair(shop)
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason=""
    )
    assert ask_first().status_code == 404


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("192.168.1.7", {}),
        ("10.0.0.2", {"X-Forwarded-For": "127.0.0.1"}),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
        ("127.0.0.1", {"Host": "rebound.example:8000"}),
        ("127.0.0.1", {"X-Theriac-Counter": ""}),
        ("", {}),
    ],
)
def test_nobody_else_gets_a_first_code(
    shop: Shop, demo: None, address: str, headers: dict[str, str]
) -> None:
    assert ask_first(address, **headers).status_code in (403, 404)
    assert not PairingCode.objects.exists()


def test_another_site_may_not_ask_for_a_first_code(shop: Shop, demo: None) -> None:
    asked = Client(REMOTE_ADDR="127.0.0.1").options(
        "/counter/api/first-pairing",
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "x-theriac-counter",
        },
    )
    assert "Access-Control-Allow-Origin" not in asked


@pytest.mark.rows("SEC-12")
def test_a_real_pharmacy_never_gives_a_first_code(shop: Shop) -> None:
    assert settings.DEMO is False
    assert ask_first().status_code == 404
    assert not PairingCode.objects.exists()
