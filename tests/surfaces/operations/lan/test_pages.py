"""What a device sees before it trusts the server; nothing of it is secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from django.test import Client

from theriac.integrations.lan.authority import authority_of, fingerprint


def test_the_certificate_is_downloaded_without_its_key(lan: Path, client: Client) -> None:
    response = client.get("/trust/theriac-authority.crt")
    assert response.headers["Content-Type"] == "application/x-x509-ca-cert"
    assert x509.load_der_x509_certificate(response.content) == authority_of(lan)
    assert b"PRIVATE" not in response.content


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Trust this pharmacy&#x27;s server"), ("id", "Percayai server apotek ini")],
)
def test_the_page_has_the_fingerprint_and_the_steps(
    lan: Path, client: Client, language: str, title: str
) -> None:
    page = client.get("/trust/", {"lang": language}, headers={"User-Agent": "Android 14"}).text
    authority = authority_of(lan)
    assert authority is not None
    assert fingerprint(authority) in page
    assert f"<h1>{title}</h1>" in page.replace("'", "&#x27;")
    assert page.count("<details") == 6
    assert "https://192.168.1.20:8443/counter/" in page


def test_a_name_that_is_not_ours_is_led_to_one_that_is(lan: Path, client: Client) -> None:
    page = client.get("/trust/", headers={"Host": "localhost"}).text
    assert "https://localhost:8443/counter/" in page


def test_without_lan_there_is_no_such_page(client: Client, settings: Any) -> None:
    settings.LAN = ""
    assert client.get("/trust/theriac-authority.crt").status_code == 404
