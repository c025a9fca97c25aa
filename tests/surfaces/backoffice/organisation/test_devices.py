"""Adding a device: the page of trust as a code, or why there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.test import Client

from theriac.integrations.lan.addresses import lan_addresses
from theriac.integrations.lan.authority import authority_of, fingerprint, server_certificate
from theriac.integrations.lan.qr import modules_path


def test_the_page_shows_the_way(owner: Client, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.LAN = tmp_path, "8443:8080:192.168.1.20"
    server_certificate(tmp_path, lan_addresses("192.168.1.20"))
    page = owner.get("/terminals/device/").text
    authority = authority_of(tmp_path)
    assert authority is not None
    assert fingerprint(authority) in page
    assert "https://192.168.1.20:8443/counter/" in page
    assert modules_path("http://192.168.1.20:8080/trust/")[1] in page


def test_without_https_it_says_what_to_do(owner: Client) -> None:
    page = owner.get("/terminals/device/").text
    assert "./theriac serve --lan" in page
    assert "Scan code" not in page


def test_behind_a_proxy_it_shows_the_counter(owner: Client) -> None:
    page = owner.get("/terminals/device/", secure=True).text
    assert "https://testserver/counter/" in page
    assert modules_path("https://testserver/counter/")[1] in page
