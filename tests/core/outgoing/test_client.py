"""Calls to outside reach public addresses over HTTPS, the operator's own, and nothing else."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from theriac.core.outgoing.addresses import OutgoingRefused, checked, is_public, resolved
from theriac.core.outgoing.client import MOST_BYTES, get, post

PRIVATE = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.20",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "ff02::1",
    "::ffff:192.168.1.20",
    "64:ff9b::a01:203",
    "2002:a01:203::1",
)


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_address_is(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https://name:word@example.org/",
        "https://example.org:99999/",
        "https://example.org/\r\nHost: other",
        "//example.org/",
    ],
)
def test_an_address_that_isnt_plain_https_is_refused(url: str) -> None:
    with pytest.raises(OutgoingRefused):
        checked(url, [])


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "169.254.169.254"]
)
def test_a_name_that_leads_inside_is_refused(host: str) -> None:
    with pytest.raises(OutgoingRefused):
        resolved(host.strip("[]"), 443, [])
    with pytest.raises(OutgoingRefused):
        get(f"https://{host}/")


class Peer(BaseHTTPRequestHandler):
    """Answers by the path: what was sent, a redirect, too much, a refusal."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._say(200, self.headers["Content-Type"].encode() + b" " + body)

    def do_GET(self) -> None:
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/secret")
            self.end_headers()
            return
        self._say(500 if self.path == "/broken" else 200, b"x" * (MOST_BYTES + 1))

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


@contextmanager
def peer() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Peer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_the_operators_own_service_is_reached_and_bounded(settings: Any) -> None:
    with peer() as place:
        with pytest.raises(OutgoingRefused, match="over HTTPS alone"):
            post(f"http://{place}/", b"head", content_type="text/plain")
        settings.OUTGOING_ALLOW = [place]
        answer = post(f"http://{place}/", b"head", content_type="text/plain")
        assert (answer.status, answer.body) == (200, b"text/plain head")
        for path, words in (
            ("redirect", "answered 302"),
            ("broken", "too long"),
            ("long", "too long"),
        ):
            with pytest.raises(OutgoingRefused, match=words):
                get(f"http://{place}/{path}")
    with pytest.raises(OutgoingRefused, match="doesn't answer"):
        get(f"http://{place}/")
